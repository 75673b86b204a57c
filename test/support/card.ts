import assert from 'node:assert/strict'
import { address, type Purchase, placed } from './purchase.ts'
import type { World } from './world.ts'

type Desk = Pick<World, 'post' | 'get'>

/** One log-in, which its buyer is about to pay by card. */
export function byCard(world: Desk, webinar: string, more: object = {}): Promise<Purchase> {
  return placed(world, webinar, {
    product: 'individual',
    seats: 1,
    people: [],
    buyer: { name: 'Cara Cardholder', email: address('cara') },
    paysBy: 'card',
    purchaseOrderNumber: null,
    ...more,
  })
}

/** The address of the page at Stripe on which an order can be paid, as soon as there is one. */
export async function pageOf(
  world: Desk & { until: (isSo: () => Promise<boolean>) => Promise<void> },
  purchase: Pick<Purchase, 'number' | 'token'>,
): Promise<string> {
  const read = () => checkoutOf(world, purchase)
  await world.until(async () => (await read()).state === 'open')
  return String((await read()).url)
}

/** The state of the page for paying an order, as its buyer sees it. */
export async function checkoutOf(
  world: Pick<World, 'get'>,
  { number, token }: Pick<Purchase, 'number' | 'token'>,
): Promise<Record<string, unknown>> {
  const { status, body } = await world.get(`/orders/${number}/checkout?token=${token}`)
  assert.equal(status, 200, JSON.stringify(body))
  return body
}

/** What the ledger of an order holds of one kind, in cents. */
export async function bookedOn(
  world: Pick<World, 'sql'>,
  { number }: Pick<Purchase, 'number'>,
  kind: string,
): Promise<number[]> {
  const rows = await world.sql<{ cents: number }[]>`
    select cents from ledger_entries where order_number = ${number} and kind = ${kind} order by position
  `
  return rows.map(({ cents }) => cents)
}

/** Waits until Stripe was asked for all that was decided, and all that it has said since is booked. */
export async function allBooked(
  world: Pick<World, 'sql' | 'stripe' | 'until' | 'sweep' | 'quiet'>,
): Promise<void> {
  await world.until(async () => {
    const wanted = await world.sql`select from card_requests where state = 'wanted'`
    return wanted.length === 0
  })
  await world.stripe.quiet()
  await world.sweep()
  await world.quiet()
}
