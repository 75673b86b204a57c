import assert from 'node:assert/strict'
import { byCard, checkoutOf, pageOf } from '../support/card.ts'
import { stageOf } from '../support/purchase.ts'
import {
  isPaidOnce,
  isRecorded,
  onSale,
  pagesOf,
  payAndWait,
  refundedOnce,
  settled,
  waiting,
} from './card-world.ts'
import type { Scenario } from './scenario.ts'

const sessions = 'POST /v1/checkout/sessions'

/** What goes wrong with Stripe's answers, and with the worker that waits for one. */
export const cardScenarios: Scenario[] = [
  {
    name: 'the worker is killed between Stripe’s success and our record',
    async run({ real }) {
      const world = await real()
      const before = world.stripe.happened().cut
      // Stripe’s client asks once more by itself where a connection is closed without an answer.
      world.stripe.plan('cut', { times: 2, only: sessions })
      const purchase = await byCard(world, await onSale(world))
      await world.until(
        'Stripe made the page',
        async () => world.stripe.happened().cut === before + 2,
      )
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
]
