import assert from 'node:assert/strict'
import { bookedOn } from './card.ts'
import { ask, type Purchase, placed, shown } from './purchase.ts'
import type { World } from './world.ts'

/** A quote of five log-ins for $325.00, which nobody has accepted. */
export function quoted(
  world: Pick<World, 'post'>,
  webinar: string,
  more: object = {},
): Promise<Purchase> {
  return placed(world, webinar, { paysBy: 'quote', purchaseOrderNumber: null, ...more })
}

/** Accepts a quote by its buyer's link. */
export const accept = (world: World, purchase: Purchase, body: object = {}) =>
  ask(world, purchase, 'quote-acceptances', body)

/** An order is charged so much, and all of it is open. */
export async function isOwed(world: World, purchase: Purchase, cents: number): Promise<void> {
  assert.deepEqual(await bookedOn(world, purchase, 'charge'), cents === 0 ? [] : [cents])
  assert.equal((await shown(world, purchase)).openCents, cents)
}

/** The invoices of an order, the one that stands first. */
export async function invoicesOf(world: World, { number }: Purchase) {
  const { body } = await world.get(`/orders/${number}/invoices`, { as: world.ann })
  return body.items as { totalCents: number; purchaseOrderNumber: string | null }[]
}
