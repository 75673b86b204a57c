import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { bookedOn, byCard, checkoutOf, pageOf } from '../support/card.ts'
import { catalogue } from '../support/catalogue.ts'
import { moneyPost } from '../support/desk.ts'
import { type Purchase, request, stageOf, tasksOf } from '../support/purchase.ts'
import type { RealWorld } from '../support/real-world.ts'
import type { World } from '../support/world.ts'
import type { Scenario } from './scenario.ts'

const sessions = 'POST /v1/checkout/sessions'
const refunds = 'POST /v1/refunds'

/** What goes wrong between us and Stripe: answers, events, and the worker in between. */
export const cardScenarios: Scenario[] = [
  {
    name: 'the worker is killed between Stripe’s success and our record',
    async run({ real }) {
      const world = await real()
      const before = world.stripe.happened().cut
      world.stripe.plan('cut', { only: sessions })
      const purchase = await byCard(world, await onSale(world))
      await world.until('Stripe made the page', async () => world.stripe.happened().cut > before)
      await world.killWorker()
      assert.equal(await isRecorded(world, purchase), false)
      await world.startWorker()
      const page = await pageOf(waiting(world), purchase)
      assert.equal(pagesOf(world, purchase), 1)
      await payAndWait(world, purchase, page)
      return 'killed with a page at Stripe and no row here; asked again under the same key: one page, one charge'
    },
  },
  {
    name: 'the answer to a refund is cut after its success',
    async run({ real }) {
      const world = await real()
      return refundedOnce(world, 'cut')
    },
  },
  {
    name: 'Stripe answers 429 five times',
    async run({ real }) {
      const world = await real()
      const before = world.stripe.happened()['rate-limited']
      world.stripe.plan('rate-limited', { times: 5, only: sessions })
      const purchase = await byCard(world, await onSale(world))
      const page = await pageOf(waiting(world), purchase)
      assert.equal(world.stripe.happened()['rate-limited'] - before, 5)
      await payAndWait(world, purchase, page)
      return 'five refusals, then one page and one charge'
    },
  },
  {
    name: 'a 500 is stored against the key of a refund that happened',
    async run({ real }) {
      return refundedOnce(await real(), 'failed-after')
    },
  },
  {
    name: 'a 500 is stored against the key of a refund that did not happen',
    async run({ real }) {
      return refundedOnce(await real(), 'failed')
    },
  },
  {
    name: 'Stripe is away for two hours',
    async run({ skipping }) {
      const world = await skipping()
      await world.stripe.goAway()
      const purchase = await byCard(world, await onSale(world))
      await world.skip('2 hours')
      assert.equal((await checkoutOf(world, purchase)).state, 'being-made')
      assert.equal(await stageOf(world, purchase), 'awaiting-card')
      await world.stripe.comeBack()
      await world.skip('10 minutes')
      world.stripe.pay(await pageOf(world, purchase))
      await settled(world)
      await isPaidOnce(world, purchase)
      return 'the order waited for two hours, and nobody had to order again'
    },
  },
  {
    name: 'the same webhook comes ten times at once',
    async run({ real }) {
      const world = await real()
      const purchase = await byCard(world, await onSale(world))
      const page = await pageOf(waiting(world), purchase)
      const before = world.stripe.travelled().sent
      world.stripe.sendEventsTimes(10)
      try {
        await payAndWait(world, purchase, page)
        await world.stripe.quiet()
      } finally {
        world.stripe.sendEventsTimes(1)
      }
      const sent = world.stripe.travelled().sent - before
      assert.ok(sent >= 30)
      const [row] = await world.sql<{ stored: number }[]>`
        select count(*) as stored
        from submissions
        where subject = ${`order:${purchase.number}`} and actor = 'stripe' and facts ->> 'because' = 'event'
      `
      assert.ok(Number(row?.stored) <= sent / 10)
      return `${sent} sendings, ${row?.stored} rows, one payment`
    },
  },
  {
    name: 'the refund’s event comes before the payment’s',
    async run({ real }) {
      const world = await real()
      const purchase = await byCard(world, await onSale(world))
      const page = await pageOf(waiting(world), purchase)
      world.stripe.holdEvents()
      world.stripe.pay(page)
      world.stripe.refund(intentOf(world, purchase))
      assert.equal(await stageOf(world as never, purchase), 'awaiting-card')
      world.stripe.releaseEvents('reversed')
      await world.until('it is refunded', async () => (await stage(world, purchase)) === 'refunded')
      assert.deepEqual(await bookedOn(world, purchase, 'payment'), [9_900])
      assert.deepEqual(await bookedOn(world, purchase, 'refund'), [9_900])
      return 'payment and refund booked once each, in the order in which they happened'
    },
  },
  {
    name: 'webhook, return page and poll in the same instant',
    async run({ skipping }) {
      const world = await skipping()
      const purchase = await byCard(world, await onSale(world))
      const page = await pageOf(world, purchase)
      await world.skip('2 minutes')
      world.stripe.holdEvents()
      const { session } = sessionOf(world, purchase)
      world.stripe.pay(page)
      await Promise.all([
        world.stripe.releaseEvents(),
        world.app.request(
          `/orders/${purchase.number}/card-return?token=${purchase.token}&session=${session}`,
        ),
        world.poll(),
      ])
      await settled(world)
      await isPaidOnce(world, purchase)
      const rows = await world.sql<{ because: string }[]>`
        select distinct facts ->> 'because' as because
        from submissions
        where subject = ${`order:${purchase.number}`} and kind = 'stripeFact'
      `
      const because = rows.map((row) => row.because)
      for (const way of ['event', 'return', 'poll']) assert.ok(because.includes(way), way)
      return `told by ${because.toSorted().join(', ')}; one payment`
    },
  },
  {
    name: 'the receiver of webhooks is away for four days',
    async run({ skipping }) {
      const world = await skipping()
      const purchase = await byCard(world, await onSale(world))
      world.stripe.pay(await pageOf(world, purchase))
      await settled(world)
      const lost = world.stripe.travelled().lost
      world.stripe.loseEvents(100)
      world.stripe.refund(intentOf(world, purchase))
      await world.pass('4 days')
      world.stripe.loseEvents(0)
      assert.ok(world.stripe.travelled().lost > lost)
      assert.equal(await stageOf(world, purchase), 'paid')
      await world.reconcile()
      await settled(world)
      assert.equal(await stageOf(world, purchase), 'refunded')
      assert.deepEqual(await bookedOn(world, purchase, 'refund'), [9_900])
      return 'the refund that nobody told us of was found in Stripe’s list, and booked once'
    },
  },
  {
    name: 'the payment comes after the order has expired',
    async run({ skipping }) {
      const world = await skipping()
      const purchase = await byCard(world, await onSale(world))
      const page = await pageOf(world, purchase)
      await world.pass('25 hours')
      await settled(world)
      assert.equal(await stageOf(world, purchase), 'expired')
      world.stripe.pay(page, undefined, { evenIfExpired: true })
      await settled(world)
      await isPaidOnce(world, purchase)
      return 'the order is revived and open'
    },
  },
  {
    name: 'two tabs pay',
    async run({ skipping }) {
      const world = await skipping()
      const purchase = await byCard(world, await onSale(world))
      const first = await pageOf(world, purchase)
      await world.pass('25 hours')
      await settled(world)
      await moneyPost(world, `/orders/${purchase.number}/card-payments`, {})
      const second = await pageOf(world, purchase)
      world.stripe.pay(second)
      world.stripe.pay(first, undefined, { evenIfExpired: true })
      await settled(world)
      assert.deepEqual(await bookedOn(world, purchase, 'payment'), [9_900, 9_900])
      assert.deepEqual(await tasksOf(world, purchase), ['overpaid'])
      const [task] = (await world.get(`/tasks?subject=order:${purchase.number}`, { as: world.ann }))
        .body.items as { facts: { payment: string } }[]
      const refund = { payment: task?.facts.payment, cents: 9_900 }
      const path = `/orders/${purchase.number}/credit-refunds`
      assert.equal((await moneyPost(world, path, refund)).status, 201)
      await settled(world)
      assert.equal(await stageOf(world, purchase), 'paid')
      assert.deepEqual(await tasksOf(world, purchase), [])
      assert.equal(refundsOf(world, purchase), 1)
      return 'the second is credit and a task; refunded with one click, and the order is still paid'
    },
  },
  {
    name: 'twenty buyers race for one Idempotency-Key',
    async run({ real }) {
      const world = await real()
      const wish = { ...cardWish(await onSale(world)) }
      const key = randomUUID()
      const replies = await Promise.all(
        Array.from({ length: 20 }, () => world.post('/orders', wish, { key })),
      )
      const numbers = new Set(replies.map(({ body }) => String(body.number)))
      assert.equal(numbers.size, 1)
      const purchase = replies[0]?.body as unknown as Purchase
      await payAndWait(world, purchase, await pageOf(waiting(world), purchase))
      assert.equal(pagesOf(world, purchase), 1)
      return '20 requests, one order, one page, one charge'
    },
  },
]

type Either = World | RealWorld

async function onSale(world: Either): Promise<string> {
  return (await catalogue(world as World)).webinar({ startsInDays: 200 })
}

function cardWish(webinar: string): Record<string, unknown> {
  return request(webinar, {
    product: 'individual',
    seats: 1,
    people: [],
    paysBy: 'card',
    purchaseOrderNumber: null,
  })
}

/** A refund whose first answer went wrong in this way. */
async function refundedOnce(
  world: RealWorld,
  kind: 'cut' | 'failed' | 'failed-after',
): Promise<string> {
  const purchase = await byCard(world, await onSale(world))
  await payAndWait(world, purchase, await pageOf(waiting(world), purchase))
  const before = world.stripe.happened()[kind]
  world.stripe.plan(kind, { only: refunds })
  const refund = { what: 'amount', cents: 4_000, reason: 'Sound was poor.' }
  const reply = await moneyPost(world, `/orders/${purchase.number}/refunds`, refund)
  assert.equal(reply.status, 201, JSON.stringify(reply.body))
  const isBack = async () => (await stage(world, purchase)) === 'part-refunded'
  await world.until('it is given back', isBack)
  assert.equal(world.stripe.happened()[kind] - before, 1)
  assert.equal(refundsOf(world, purchase), 1)
  assert.deepEqual(await bookedOn(world, purchase, 'refund'), [4_000])
  return 'one refund at Stripe, one in the books'
}

async function payAndWait(world: RealWorld, purchase: Purchase, page: string): Promise<void> {
  world.stripe.pay(page)
  await world.until('it is paid', async () => (await stage(world, purchase)) === 'paid')
  await isPaidOnce(world, purchase)
}

async function isPaidOnce(world: Either, purchase: Purchase): Promise<void> {
  assert.equal(await stage(world, purchase), 'paid')
  assert.deepEqual(await bookedOn(world, purchase, 'payment'), [9_900])
  const charges = world.stripe
    .charges()
    .filter(({ metadata }) => metadata.order === purchase.number)
  assert.equal(charges.length, 1)
}

async function settled(world: World): Promise<void> {
  await world.stripe.quiet()
  await world.sweep()
  await world.quiet()
}

function stage(world: Either, purchase: Pick<Purchase, 'number'>): Promise<string> {
  return stageOf(world as World, purchase)
}

/** The pages that Stripe made for an order. */
function pagesOf({ stripe }: Either, { number }: Pick<Purchase, 'number'>): number {
  return stripe.sessions().filter((one) => one.client_reference_id === number).length
}

function refundsOf({ stripe }: Either, { number }: Pick<Purchase, 'number'>): number {
  return stripe.refunds().filter(({ metadata }) => metadata?.order === number).length
}

function sessionOf({ stripe }: Either, { number }: Pick<Purchase, 'number'>): { session: string } {
  const page = stripe.sessions().findLast((one) => one.client_reference_id === number)
  return { session: page?.id ?? assert.fail(`Stripe has no page for order ${number}`) }
}

function intentOf({ stripe }: Either, { number }: Pick<Purchase, 'number'>): string {
  const intent = stripe.intents().findLast(({ metadata }) => metadata.order === number)
  return intent?.id ?? assert.fail(`Stripe has no payment for order ${number}`)
}

async function isRecorded(world: Either, { number }: Pick<Purchase, 'number'>): Promise<boolean> {
  const rows = await world.sql`select from card_checkouts where order_number = ${number}`
  return rows.length > 0
}

/** A real world that waits as the other one does. */
function waiting(world: RealWorld) {
  return { ...world, until: (isSo: () => Promise<boolean>) => world.until('it is so', isSo) }
}
