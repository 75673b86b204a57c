import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { RealWorld } from '../support/real-world.ts'
import { applyOver, type Sender, untilTaken } from './load.ts'

const run = promisify(execFile)

/** So many people who wait for an administrator. */
export async function pending(world: RealWorld, people: number): Promise<Sender[]> {
  const applicants = await applyOver(world, { people, overMs: people * 50 })
  for (const { email } of applicants) await confirm(world, email)
  await world.until('all wait for an administrator', async () => {
    return (await stages(world, applicants)).every((stage) => stage === 'pending')
  })
  return applicants
}

/** What became of their applications, in the order of their ids. */
export async function stages({ sql }: RealWorld, people: Pick<Sender, 'id'>[]): Promise<string[]> {
  const ids = people.map(({ id }) => id)
  const rows = await sql<{ stage: string }[]>`
    select stage from memberships where person_id = any (${ids}::uuid[]) order by person_id
  `
  return rows.map(({ stage }) => stage)
}

export function approve(world: RealWorld, { id }: Pick<Sender, 'id'>) {
  return untilTaken(world, `/applications/${id}/approvals`, {}, world.ann)
}

/** How many letters of welcome each of them has got. */
export function welcomes(world: RealWorld, people: Sender[]): number[] {
  return people.map(
    ({ email }) => world.mail.subjects(email).filter((subject) => /Welcome/.test(subject)).length,
  )
}

/** A person who is a member by way of every step, so that all of it is seen to work. */
export async function becomesMember(world: RealWorld): Promise<void> {
  const [person] = await pending(world, 1)
  assert.ok(person)
  await approve(world, person)
  await world.mail.to(person.email, 'Welcome')
}

/** Runs one of the commands of `npm run` on this world; what it printed. */
export async function command(world: RealWorld, file: string, ...words: string[]): Promise<string> {
  const env = { ...process.env, ...world.environment }
  const { stdout } = await run(process.execPath, ['--import', 'tsx', file, ...words], { env })
  return stdout
}

async function confirm(world: RealWorld, email: string): Promise<void> {
  const { text } = await world.mail.to(email, /confirm/i)
  const code = /\b\d{6}\b/.exec(text)?.[0] ?? assert.fail('No code in the mail')
  await untilTaken(world, '/confirmations', { email, code })
}
