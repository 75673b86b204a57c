import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { Reply } from './http.ts'
import type { World as WholeWorld } from './world.ts'

type World = Pick<WholeWorld, 'post' | 'get' | 'ann'>

let checksWritten = 1000

/** A check of a library that nobody else writes checks for. */
export const aCheck = (more: object = {}) => {
  checksWritten += 1
  const payer = `Library ${checksWritten} Trust`
  return { payer, number: String(checksWritten), cents: 50_000, receivedOn: '2026-11-02', ...more }
}

/** What an administrator sends where money moves: a new key each time, so that nothing is sent twice by itself. */
export const moneyPost = (
  world: World,
  path: string,
  body: object,
  { as = world.ann, key = randomUUID() as string } = {},
): Promise<Reply> => world.post(path, body, { as, key })

/** A check that is recorded; its id. */
export async function recorded(world: World, check: object): Promise<string> {
  const reply = await moneyPost(world, '/checks', check)
  assert.equal(reply.status, 201, JSON.stringify(reply.body))
  return checkOf(reply)
}

export const checkOf = (reply: Reply): string => String(reply.body.subject).slice('check:'.length)

/** Does something to a check that must succeed. */
export async function onCheck(
  world: World,
  check: string,
  what: 'allocations' | 'moves' | 'reversals' | 'attributions',
  body: object,
): Promise<void> {
  const reply = await moneyPost(world, `/checks/${check}/${what}`, body)
  assert.equal(reply.status, 201, JSON.stringify(reply.body))
}

export async function checkShown(world: World, check: string): Promise<Record<string, unknown>> {
  const { status, body } = await world.get(`/checks/${check}`, { as: world.ann })
  assert.equal(status, 200, JSON.stringify(body))
  return body
}

/** What somebody has as credit, in cents; 0 when there never was any. */
export async function creditOf(world: World, holder: string): Promise<number> {
  const { body } = await world.get(`/credits?holder=${holder}`, { as: world.ann })
  const [credit] = body.items as { cents: number }[]
  return credit?.cents ?? 0
}

/** The kinds of the tasks that are open for a subject, with what they are about. */
export async function tasksOf(
  world: World,
  subject: string,
): Promise<{ kind: string; facts: Record<string, unknown> }[]> {
  const { body } = await world.get(`/tasks?subject=${subject}`, { as: world.ann })
  const tasks = body.items as { kind: string; facts: Record<string, unknown> }[]
  return tasks.map(({ kind, facts }) => ({ kind, facts }))
}

/** What checks and cards brought is with an order, credit, or nobody's yet, to the cent, and nothing is under way. */
export async function everyCentIsInOnePlace(world: WholeWorld): Promise<void> {
  await world.quiet()
  const { body } = await world.get('/ledger', { as: world.ann })
  const { checksCents, cardsCents, otherwiseCents, underWayCents, ...places } = body as Record<
    string,
    number
  >
  const placed = Object.values(places).reduce((sum, cents) => sum + cents, 0)
  assert.equal(
    placed,
    Number(checksCents) + Number(cardsCents) + Number(otherwiseCents),
    JSON.stringify(body),
  )
  assert.equal(underWayCents, 0)
}
