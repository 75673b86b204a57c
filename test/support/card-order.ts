import assert from 'node:assert/strict'
import { type Purchase, placed } from './purchase.ts'
import type { World } from './world.ts'

/** An order that waits for its buyer at Stripe's page. */
export interface CardOrder extends Purchase {
  session: string
}

type Shop = Pick<World, 'post' | 'get' | 'until'>

/** An individual's order by card, whose page is open. */
export async function cardOrder(world: Shop, webinar: string): Promise<CardOrder> {
  const purchase = await placed(world, webinar, {
    product: 'individual',
    seats: 1,
    people: [],
    paysBy: 'card',
    purchaseOrderNumber: undefined,
  })
  await world.until(async () => (await checkoutOf(world, purchase)).body.state === 'open')
  const { body } = await checkoutOf(world, purchase)
  const session = /cs_\w+/.exec(String(body.url))?.[0]
  assert.ok(session, `no page is open: ${JSON.stringify(body)}`)
  return { ...purchase, session }
}

/** The page as its buyer sees it. */
export const checkoutOf = (
  world: Pick<World, 'get'>,
  { number, token }: Pick<Purchase, 'number' | 'token'>,
) => world.get(`/orders/${number}/checkout?token=${token}`)
