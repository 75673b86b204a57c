import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { application, somebody } from '../support/applicant.ts'
import type { Reply } from '../support/http.ts'
import type { RealWorld } from '../support/real-world.ts'

/** Somebody who keeps sending until it is taken, and what was answered each time; 0 is no answer. */
export interface Sender {
  name: string
  email: string
  answers: number[]
  /** The person's id. */
  id: string
}

type Front = Pick<RealWorld, 'post'>
type Named = Pick<Sender, 'name' | 'email'>

/** So many people apply, evenly over so many milliseconds, each until it is taken, under one key. */
export function applyOver(
  world: Front,
  { people, overMs, person: one }: { people: number; overMs: number; person?: Named },
): Promise<Sender[]> {
  return Promise.all(
    Array.from({ length: people }, async (_, nth) => {
      await setTimeout((overMs / people) * nth)
      const person = one ?? somebody()
      const { answers, body } = await untilTaken(world, '/applications', application(person))
      return { ...person, answers, id: String(body.subject).slice('membership:'.length) }
    }),
  )
}

/** Sends under one key until it is taken; 5xx, 429 and no answer are reasons to send it again. */
export async function untilTaken(
  world: Front,
  path: string,
  body: unknown,
  as?: string,
): Promise<{ answers: number[]; body: Reply['body'] }> {
  const answers: number[] = []
  const key = randomUUID()
  for (let tries = 0; tries < 400; tries += 1) {
    const reply = await world.post(path, body, { key, ...(as && { as }) }).catch(notAnswered)
    answers.push(reply?.status ?? 0)
    if (reply !== null && [201, 202].includes(reply.status)) return { answers, body: reply.body }
    assert.ok(reply === null || reply.status >= 429, `${reply?.status}: ${reply?.body.detail}`)
    await setTimeout(250)
  }
  return assert.fail(`${path} was not taken: ${answers.join(' ')}`)
}

/** @throws where it is no network error: the API itself has ended */
function notAnswered(error: unknown): null {
  if (error instanceof assert.AssertionError) throw error
  return null
}

/** Waits until nothing is unsettled and nothing unsent; a look that fails or takes five seconds is no answer. */
export async function calm(world: RealWorld, limitMs = 10 * 60_000): Promise<void> {
  const deadline = Date.now() + limitMs
  while (Date.now() < deadline) {
    const late = setTimeout(5_000, false, { ref: false })
    if (await Promise.race([looksCalm(world), late]).catch(() => false)) return
    await setTimeout(100)
  }
  assert.fail(`Something is unsettled or unsent after ${limitMs / 1_000} s`)
}

/** Each of them has one application, applied once, and one mail that asks to confirm it, or two that are the same. */
export async function eachOnce(world: RealWorld, people: Sender[]): Promise<number> {
  const ids = people.map(({ id }) => `membership:${id}`)
  const rows = await world.sql<{ subject: string; sent: number; applied: number }[]>`
    select subject, count(*) as sent, count(*) filter (where outcome = 'applied') as applied
    from submissions
    where subject = any (${ids}) and kind = 'apply'
    group by subject
  `
  assert.equal(rows.length, people.length)
  for (const row of rows) assert.deepEqual([row.sent, row.applied], [1, 1], row.subject)
  let twice = 0
  for (const { email } of people) twice += await toldTwice(world, email, /./)
  return twice
}

/** How often somebody has got it twice, alike: 0 or 1. @throws where they got none, or two that differ */
export async function toldTwice(
  { inbox }: Pick<RealWorld, 'inbox'>,
  email: string,
  about: RegExp,
): Promise<number> {
  const got = inbox.list(email).filter(({ subject }) => about.test(subject))
  if (got.length === 1) return 0
  assert.equal(got.length, 2, `${email} got it ${got.length} times`)
  const mails = await Promise.all(got.map(({ id }) => inbox.read(id)))
  assert.equal(new Set(mails.map((mail) => mail?.messageId)).size, 1, email)
  return 1
}

/** How many of their mails may have been taken by the mail server without our hearing of it. */
export async function doubts(
  { sql }: Pick<RealWorld, 'sql'>,
  people: { email: string }[],
): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)
    from messages join people on people.id = person_id
    where email = any (${people.map(({ email }) => email)}) and unknown_outcomes > 0
  `
  return row?.count ?? 0
}

/** How often each answer was given. */
export function tally(people: Pick<Sender, 'answers'>[]): string {
  const counts = new Map<string, number>()
  for (const answer of people.flatMap(({ answers }) => answers)) {
    const word = answer === 0 ? 'no answer' : String(answer)
    counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  return [...counts].map(([answer, count]) => `${count} × ${answer}`).join(', ')
}

async function looksCalm({ sql }: RealWorld): Promise<boolean> {
  const [row] = await sql<{ unsettled: number; unsent: number }[]>`
    select (select count(*) from submissions where settled_at is null) as unsettled,
      (select count(*) from messages where state in ('waiting', 'sending')) as unsent
  `
  return row?.unsettled === 0 && row.unsent === 0
}
