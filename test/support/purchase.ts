import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { Reply } from './http.ts'
import type { World } from './world.ts'

/** An order as a test holds it: its number, the buyer's token, and everybody on it. */
export interface Purchase {
  number: string
  token: string
  buyer: { name: string; email: string }
  organisation: string
  people: string[]
}

/** An address that nobody else has. */
export const address = (who: string): string => `${who}-${randomUUID().slice(0, 8)}@library.example`

export const addresses = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => address(`reader${index + 1}`))

/** What a library sends to order five log-ins by purchase order. */
export function request(webinar: string, more: object = {}): Record<string, unknown> {
  return {
    product: 'team',
    webinar,
    seats: 5,
    buyer: { name: 'Bea Buyer', email: address('bea') },
    organisation: `Library ${randomUUID().slice(0, 8)}`,
    people: addresses(5),
    paysBy: 'purchase-order',
    purchaseOrderNumber: 'PO-7781',
    ...more,
  }
}

/** An order that is placed. */
export async function placed(
  world: Pick<World, 'post'>,
  webinar: string,
  more: object = {},
): Promise<Purchase> {
  const sent = request(webinar, more)
  const reply = await world.post('/orders', sent, { key: randomUUID() })
  assert.equal(reply.status, 201, JSON.stringify(reply.body))
  return {
    number: String(reply.body.number),
    token: String(reply.body.token),
    buyer: sent.buyer as Purchase['buyer'],
    organisation: String(sent.organisation),
    people: sent.people as string[],
  }
}

/** An order whose purchase order is accepted. */
export async function accepted(
  world: World,
  webinar: string,
  more: object = {},
): Promise<Purchase> {
  const purchase = await placed(world, webinar, more)
  await done(world, purchase, 'purchase-order-acceptances')
  return purchase
}

/** What is sent to an order by an administrator, or by whom `as` says. */
export const tell = (
  world: World,
  { number }: Pick<Purchase, 'number'>,
  what: string,
  body: object = {},
  as = world.ann,
): Promise<Reply> => world.post(`/orders/${number}/${what}`, body, { as, key: randomUUID() })

/** What is sent to an order by its buyer's link. */
export const ask = (
  world: World,
  { number, token }: Pick<Purchase, 'number' | 'token'>,
  what: string,
  body: object = {},
): Promise<Reply> =>
  world.post(`/orders/${number}/${what}?token=${token}`, body, { key: randomUUID() })

/** Tells an order what must succeed. */
export async function done(
  world: World,
  purchase: Pick<Purchase, 'number'>,
  what: string,
  body: object = {},
): Promise<void> {
  const reply = await tell(world, purchase, what, body)
  assert.equal(reply.status, 201, `${what}: ${JSON.stringify(reply.body)}`)
}

/** The sentence with which something is refused. */
export async function refused(reply: Promise<Reply>): Promise<string> {
  const { status, body } = await reply
  assert.equal(status, 409, JSON.stringify(body))
  return String(body.detail)
}

let checks = 7000

/** A check over orders, in cents each; its id. */
export async function paid(
  world: World,
  shares: [purchase: Pick<Purchase, 'number'>, cents: number][],
): Promise<string> {
  checks += 1
  const allocations = shares.map(([{ number: order }, cents]) => ({ order, cents }))
  const cents = shares.reduce((sum, [, share]) => sum + share, 0)
  const check = {
    payer: `Payer ${checks}`,
    number: String(checks),
    receivedOn: new Date(world.now().getTime() - 2 * 86_400_000).toISOString().slice(0, 10),
    cents,
    allocations,
  }
  const reply = await world.post('/checks', check, { as: world.ann, key: randomUUID() })
  assert.equal(reply.status, 201, JSON.stringify(reply.body))
  await world.quiet()
  return String(reply.body.subject).slice('check:'.length)
}

/** Takes a check back. */
export async function reversed(world: World, check: string, reason = 'bounced'): Promise<void> {
  const reply = await world.post(
    `/checks/${check}/reversals`,
    { reason },
    { as: world.ann, key: randomUUID() },
  )
  assert.equal(reply.status, 201, JSON.stringify(reply.body))
  await world.quiet()
}

export async function shown(
  world: World,
  { number }: Pick<Purchase, 'number'>,
): Promise<Record<string, unknown>> {
  const { status, body } = await world.get(`/orders/${number}`, { as: world.ann })
  assert.equal(status, 200, JSON.stringify(body))
  return body
}

export async function stageOf(world: World, purchase: Pick<Purchase, 'number'>) {
  return String((await shown(world, purchase)).stage)
}

export interface SeatShown {
  id: string
  email: string | null
  opens: string[]
}

export async function seatsOf(
  world: World,
  { number }: Pick<Purchase, 'number'>,
): Promise<SeatShown[]> {
  const { body } = await world.get(`/orders/${number}/seats`, { as: world.ann })
  return body.items as SeatShown[]
}

/** What the seats of an order open, all the same; one word for each way. */
export async function opensOf(world: World, purchase: Pick<Purchase, 'number'>): Promise<string> {
  const all = (await seatsOf(world, purchase)).map(({ opens }) => opens.join(' and '))
  const [first = 'no seats'] = all
  assert.ok(
    all.every((one) => one === first),
    all.join(', '),
  )
  return first || 'nothing'
}

/** The kinds of what waits for an administrator about an order. */
export async function tasksOf(
  world: World,
  { number }: Pick<Purchase, 'number'>,
): Promise<string[]> {
  const { body } = await world.get(`/tasks?subject=order:${number}`, { as: world.ann })
  return (body.items as { kind: string }[]).map(({ kind }) => kind)
}
