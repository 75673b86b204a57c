import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { bookedOn, byCard, pageOf } from '../support/card.ts'
import { moneyPost } from '../support/desk.ts'
import { type Purchase, stageOf, tasksOf } from '../support/purchase.ts'
import {
  cardWish,
  intentOf,
  isPaidOnce,
  onSale,
  pagesOf,
  payAndWait,
  refundsOf,
  sessionOf,
  settled,
  stage,
  waiting,
} from './card-world.ts'
import type { Scenario } from './scenario.ts'

/** What goes wrong with what Stripe tells us, and with who pays when. */
export const eventScenarios: Scenario[] = [
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
