import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { allBooked, bookedOn, byCard, pageOf } from './support/card.ts'
import { type CatalogueThere, catalogue } from './support/catalogue.ts'
import { creditOf } from './support/desk.ts'
import {
  accepted,
  done,
  opensOf,
  type Purchase,
  paid,
  shown,
  stageOf,
  tasksOf,
} from './support/purchase.ts'
import { openWorld, type World } from './support/world.ts'

let world: World
let there: CatalogueThere
before(async () => {
  world = await openWorld({ skipsTime: true })
  there = await catalogue(world)
})
after(() => world.close())

const settled = () => allBooked(world)

/** An order paid by card, whose cardholder has asked the bank for the money back. */
async function disputed(): Promise<{ purchase: Purchase; dispute: string }> {
  const purchase = await byCard(world, await there.webinar({ startsInDays: 100 }))
  world.stripe.pay(await pageOf(world, purchase))
  await settled()
  const intent = world.stripe
    .intents()
    .findLast(({ metadata }) => metadata.order === purchase.number)
  const { id } = world.stripe.dispute(String(intent?.id))
  await settled()
  return { purchase, dispute: id }
}

describe('a dispute', () => {
  it('keeps access, and wakes an administrator', async () => {
    const { purchase } = await disputed()
    assert.equal(await stageOf(world, purchase), 'disputed')
    assert.equal(await opensOf(world, purchase), 'live and recording')
    assert.deepEqual(await tasksOf(world, purchase), ['dispute'])
    await world.mail.to('ann.archer@webinars.example', `dispute of order ${purchase.number}`)
  })

  it('that is won changes nothing, and its task is done', async () => {
    const { purchase, dispute } = await disputed()
    world.stripe.closeDispute(dispute, 'won')
    await settled()
    assert.equal(await stageOf(world, purchase), 'paid')
    assert.equal(await opensOf(world, purchase), 'live and recording')
    assert.deepEqual(await tasksOf(world, purchase), [])
    assert.deepEqual(await bookedOn(world, purchase, 'reversal'), [])
  })

  it('that is lost is a reversal: owed again, recordings suspended after ten days', async () => {
    const { purchase, dispute } = await disputed()
    world.stripe.closeDispute(dispute, 'lost')
    await settled()
    assert.equal(await stageOf(world, purchase), 'awaiting-card')
    assert.equal((await shown(world, purchase)).openCents, 9_900)
    assert.deepEqual(await bookedOn(world, purchase, 'reversal'), [9_900])
    assert.equal(await opensOf(world, purchase), 'live and recording')
    assert.deepEqual(await tasksOf(world, purchase), [])
    await world.mail.to(purchase.buyer.email, `Order ${purchase.number}: $99.00 is due again`)
    await world.pass('11 days')
    assert.equal(await opensOf(world, purchase), 'live')
  })

  it('that was lost is paid again by card, and everything is open', async () => {
    const { purchase, dispute } = await disputed()
    world.stripe.closeDispute(dispute, 'lost')
    await settled()
    const path = `/orders/${purchase.number}/card-payments?token=${purchase.token}`
    const asked = await world.post(path, {}, { key: `again-${purchase.number}` })
    assert.equal(asked.status, 201, JSON.stringify(asked.body))
    world.stripe.pay(await pageOf(world, purchase))
    await settled()
    assert.equal(await stageOf(world, purchase), 'paid')
    assert.equal(await opensOf(world, purchase), 'live and recording')
  })

  it('of which the end is told before the beginning is booked once', async () => {
    const purchase = await byCard(world, await there.webinar({ startsInDays: 100 }))
    world.stripe.pay(await pageOf(world, purchase))
    await settled()
    const intent = world.stripe
      .intents()
      .findLast(({ metadata }) => metadata.order === purchase.number)
    world.stripe.holdEvents()
    const { id } = world.stripe.dispute(String(intent?.id))
    world.stripe.closeDispute(id, 'lost')
    world.stripe.releaseEvents('reversed')
    await settled()
    assert.deepEqual(await bookedOn(world, purchase, 'reversal'), [9_900])
  })
})

describe('a dispute that is lost', () => {
  const lost = async (purchase: Purchase) => {
    const intent = world.stripe
      .intents()
      .findLast(({ metadata }) => metadata.order === purchase.number)
    const { id } = world.stripe.dispute(String(intent?.id))
    await settled()
    world.stripe.closeDispute(id, 'lost')
    await settled()
  }

  it('after a part was refunded takes the rest only, and the order can be cancelled then', async () => {
    const purchase = await byCard(world, await there.webinar({ startsInDays: 100 }))
    world.stripe.pay(await pageOf(world, purchase))
    await settled()
    const wish = { what: 'amount', cents: 4_000, reason: 'Half of it was missed.' }
    await done(world, purchase, 'refunds', wish)
    await settled()
    await lost(purchase)
    assert.deepEqual(await bookedOn(world, purchase, 'reversal'), [5_900])
    assert.equal((await shown(world, purchase)).openCents, 5_900)
    await done(world, purchase, 'cancellations')
    assert.equal(await stageOf(world, purchase), 'cancelled')
    assert.equal(await opensOf(world, purchase), 'nothing')
  })

  it('over a second payment is taken from its credit, and the order stays paid', async () => {
    const purchase = await accepted(world, await there.webinar())
    await done(world, purchase, 'card-payments')
    const page = await pageOf(world, purchase)
    await paid(world, [[purchase, 32_500]])
    world.stripe.pay(page, undefined, { evenIfExpired: true })
    await settled()
    await lost(purchase)
    assert.equal(await stageOf(world, purchase), 'paid')
    assert.equal(await opensOf(world, purchase), 'live and recording')
    const { creditHolder } = await shown(world, purchase)
    assert.equal(await creditOf(world, String(creditHolder)), 0)
  })

  it('over credit that was paid out leaves it below zero, which is a task', async () => {
    const purchase = await accepted(world, await there.webinar())
    await done(world, purchase, 'card-payments')
    const page = await pageOf(world, purchase)
    await paid(world, [[purchase, 32_500]])
    world.stripe.pay(page, undefined, { evenIfExpired: true })
    await settled()
    await done(world, purchase, 'credit-payouts', { cents: 32_500, how: 'Check 5521' })
    await lost(purchase)
    const { creditHolder } = await shown(world, purchase)
    assert.equal(await creditOf(world, String(creditHolder)), -32_500)
    assert.ok((await tasksOf(world, purchase)).includes('credit-negative'))
  })
})
