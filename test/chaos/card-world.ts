import assert from 'node:assert/strict'
import { allBooked, bookedOn, byCard, pageOf } from '../support/card.ts'
import { catalogue } from '../support/catalogue.ts'
import { moneyPost } from '../support/desk.ts'
import { type Purchase, request, stageOf } from '../support/purchase.ts'
import type { RealWorld } from '../support/real-world.ts'
import type { World } from '../support/world.ts'

const refunds = 'POST /v1/refunds'

export type Either = World | RealWorld

export async function onSale(world: Either): Promise<string> {
  return (await catalogue(world as World)).webinar({ startsInDays: 200 })
}

export function cardWish(webinar: string): Record<string, unknown> {
  return request(webinar, {
    product: 'individual',
    seats: 1,
    people: [],
    paysBy: 'card',
    purchaseOrderNumber: null,
  })
}

/** A refund whose first answer went wrong in this way, while no webhook tells of it. */
export async function refundedOnce(
  world: RealWorld,
  kind: 'cut' | 'failed' | 'failed-after',
): Promise<string> {
  const purchase = await byCard(world, await onSale(world))
  await payAndWait(world, purchase, await pageOf(waiting(world), purchase))
  const before = world.stripe.happened()[kind]
  const times = kind === 'cut' ? 2 : 1
  world.stripe.holdEvents()
  world.stripe.plan(kind, { times, only: refunds })
  const refund = { what: 'amount', cents: 4_000, reason: 'Sound was poor.' }
  const reply = await moneyPost(world, `/orders/${purchase.number}/refunds`, refund)
  assert.equal(reply.status, 201, JSON.stringify(reply.body))
  await world.until('it went wrong', async () => world.stripe.happened()[kind] - before === times)
  const isBack = async () => (await stage(world, purchase)) === 'part-refunded'
  await world.until('it is given back', isBack)
  world.stripe.releaseEvents()
  assert.equal(refundsOf(world, purchase), 1)
  assert.deepEqual(await bookedOn(world, purchase, 'refund'), [4_000])
  return 'one refund at Stripe, one in the books'
}

export async function payAndWait(
  world: RealWorld,
  purchase: Purchase,
  page: string,
): Promise<void> {
  world.stripe.pay(page)
  await world.until('it is paid', async () => (await stage(world, purchase)) === 'paid')
  await isPaidOnce(world, purchase)
}

export async function isPaidOnce(world: Either, purchase: Purchase): Promise<void> {
  assert.equal(await stage(world, purchase), 'paid')
  assert.deepEqual(await bookedOn(world, purchase, 'payment'), [9_900])
  const charges = world.stripe
    .charges()
    .filter(({ metadata }) => metadata.order === purchase.number)
  assert.equal(charges.length, 1)
}

export async function settled(world: World): Promise<void> {
  await world.quiet()
  await allBooked(world)
}

export function stage(world: Either, purchase: Pick<Purchase, 'number'>): Promise<string> {
  return stageOf(world as World, purchase)
}

/** The pages that Stripe made for an order. */
export function pagesOf({ stripe }: Either, { number }: Pick<Purchase, 'number'>): number {
  return stripe.sessions().filter((one) => one.client_reference_id === number).length
}

export function refundsOf({ stripe }: Either, { number }: Pick<Purchase, 'number'>): number {
  return stripe.refunds().filter(({ metadata }) => metadata?.order === number).length
}

export function sessionOf(
  { stripe }: Either,
  { number }: Pick<Purchase, 'number'>,
): { session: string } {
  const page = stripe.sessions().findLast((one) => one.client_reference_id === number)
  return { session: page?.id ?? assert.fail(`Stripe has no page for order ${number}`) }
}

export function intentOf({ stripe }: Either, { number }: Pick<Purchase, 'number'>): string {
  const intent = stripe.intents().findLast(({ metadata }) => metadata.order === number)
  return intent?.id ?? assert.fail(`Stripe has no payment for order ${number}`)
}

export async function isRecorded(
  world: Either,
  { number }: Pick<Purchase, 'number'>,
): Promise<boolean> {
  const rows = await world.sql`select from card_checkouts where order_number = ${number}`
  return rows.length > 0
}

/** A real world that waits as the other one does. */
export function waiting(world: RealWorld) {
  return { ...world, until: (isSo: () => Promise<boolean>) => world.until('it is so', isSo) }
}
