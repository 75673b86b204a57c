import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { allBooked, bookedOn, byCard, pageOf } from './support/card.ts'
import { type CatalogueThere, catalogue } from './support/catalogue.ts'
import { creditOf, moneyPost } from './support/desk.ts'
import { openedBy, passOf } from './support/pass-holder.ts'
import {
  accepted,
  addresses,
  done,
  opensOf,
  type Purchase,
  paid,
  refused,
  seatsOf,
  shown,
  stageOf,
  tasksOf,
  tell,
} from './support/purchase.ts'
import { openWorld, type World } from './support/world.ts'

let world: World
let there: CatalogueThere
before(async () => {
  world = await openWorld({ skipsTime: true })
  there = await catalogue(world)
})
after(() => world.close())

const reason = 'Cannot come.'
const settled = () => allBooked(world)
const paidByCard = async (more: object = {}) => {
  const purchase = await byCard(world, await there.webinar(), more)
  world.stripe.pay(await pageOf(world, purchase))
  await settled()
  return purchase
}
const refund = async (purchase: Purchase, wish: object) => {
  await done(world, purchase, 'refunds', { reason, ...wish })
  await settled()
}
const atStripe = ({ number }: Purchase) =>
  world.stripe
    .refunds()
    .filter(({ metadata }) => metadata?.order === number)
    .map(({ amount }) => amount)
const intentOf = ({ number }: Purchase) =>
  String(world.stripe.intents().findLast(({ metadata }) => metadata.order === number)?.id)

describe('a refund of what was paid by card', () => {
  it('of everything goes back onto the card, and access ends', async () => {
    const purchase = await paidByCard()
    await refund(purchase, { what: 'whole' })
    assert.equal(await stageOf(world, purchase), 'refunded')
    assert.equal(await opensOf(world, purchase), 'nothing')
    assert.deepEqual(atStripe(purchase), [9_900])
    assert.deepEqual(await bookedOn(world, purchase, 'refund'), [9_900])
    await world.mail.to(purchase.buyer.email, `Order ${purchase.number}: $99.00 is back on its way`)
  })

  it('of a part leaves everything open, and the rest can follow', async () => {
    const purchase = await paidByCard()
    await refund(purchase, { what: 'amount', cents: 4_000 })
    assert.equal(await stageOf(world, purchase), 'part-refunded')
    assert.equal(await opensOf(world, purchase), 'live and recording')
    await refund(purchase, { what: 'whole' })
    assert.equal(await stageOf(world, purchase), 'refunded')
    assert.deepEqual(atStripe(purchase), [4_000, 5_900])
  })

  it('of one seat of a team ends that person’s access only', async () => {
    const people = addresses(3)
    const purchase = await paidByCard({ product: 'team', seats: 3, people })
    const [leaving] = await seatsOf(world, purchase)
    await refund(purchase, { what: 'line', line: 0, quantity: 1, leaving: [leaving?.id] })
    assert.deepEqual(atStripe(purchase), [7_500])
    assert.equal((await seatsOf(world, purchase)).length, 2)
    assert.equal(await opensOf(world, purchase), 'live and recording')
    assert.equal((await shown(world, purchase)).seats, 2)
  })

  it('cannot be more than is here, nor given twice by two administrators at once', async () => {
    const purchase = await paidByCard()
    const sentence = await refused(
      tell(world, purchase, 'refunds', { what: 'amount', cents: 9_901, reason }),
    )
    assert.equal(sentence, 'Only $99.00 can be refunded, and $99.01 is more than that.')
    const replies = await Promise.all(
      [world.ann, world.ben].map((as) =>
        tell(world, purchase, 'refunds', { what: 'whole', reason }, as),
      ),
    )
    assert.deepEqual(replies.map(({ status }) => status).toSorted(), [201, 409])
    await settled()
    assert.deepEqual(atStripe(purchase), [9_900])
  })

  it('made at Stripe’s own dashboard is booked the same', async () => {
    const purchase = await paidByCard()
    world.stripe.refund(intentOf(purchase))
    await settled()
    assert.equal(await stageOf(world, purchase), 'refunded')
    assert.deepEqual(await bookedOn(world, purchase, 'refund'), [9_900])
  })

  it('that the bank sends back is credit and a task', async () => {
    const purchase = await paidByCard()
    await refund(purchase, { what: 'whole' })
    const { id } = world.stripe.refunds().at(-1) ?? assert.fail('There is no refund')
    world.stripe.failRefund(id)
    await settled()
    assert.equal(await stageOf(world, purchase), 'refunded')
    assert.deepEqual(await tasksOf(world, purchase), ['refund-failed'])
    const { creditHolder } = await shown(world, purchase)
    assert.equal(await creditOf(world, String(creditHolder)), 9_900)
  })

  it('of a pass ends it now', async () => {
    const purchase = await paidByCard({
      product: 'pass',
      webinar: undefined,
      passProduct: 'individual-annual',
      seats: undefined,
    })
    const [{ pass } = { pass: '' }] = await world.sql<{ pass: string }[]>`
      select pass_number as pass from orders where number = ${purchase.number}
    `
    assert.equal((await openedBy(world, pass))?.isOpen, true)
    await refund(purchase, { what: 'whole' })
    assert.equal((await openedBy(world, pass))?.isOpen, false)
    assert.equal((await passOf(world, pass)).stage, 'ended')
  })
})

describe('a refund of what was paid by check', () => {
  it('is a task to send one, said when it is sent', async () => {
    const purchase = await accepted(world, await there.webinar())
    await paid(world, [[purchase, 32_500]])
    await refund(purchase, { what: 'whole' })
    assert.equal(await stageOf(world, purchase), 'refunded')
    assert.equal(await opensOf(world, purchase), 'nothing')
    assert.deepEqual(await tasksOf(world, purchase), ['refund-check'])
    assert.deepEqual(atStripe(purchase), [])
    await done(world, purchase, 'refund-sendings', { how: 'Check 5521' })
    await world.quiet()
    assert.deepEqual(await tasksOf(world, purchase), [])
    await world.mail.to(
      purchase.buyer.email,
      `Order ${purchase.number}: your refund is in the mail`,
    )
  })

  it('and by card as well goes back both ways', async () => {
    const purchase = await accepted(world, await there.webinar())
    await paid(world, [[purchase, 12_500]])
    await done(world, purchase, 'card-payments')
    world.stripe.pay(await pageOf(world, purchase))
    await settled()
    await refund(purchase, { what: 'whole' })
    assert.deepEqual(atStripe(purchase), [20_000])
    assert.deepEqual((await bookedOn(world, purchase, 'refund')).toSorted(), [12_500, 20_000])
    assert.equal(await stageOf(world, purchase), 'refunded')
    assert.deepEqual(await tasksOf(world, purchase), ['refund-check'])
  })
})

describe('a refund makes no sense', () => {
  it('for what was not paid, was refunded, or is not there', async () => {
    const unpaid = await byCard(world, await there.webinar())
    const whole = { what: 'whole', reason }
    assert.match(await refused(tell(world, unpaid, 'refunds', whole)), /Nothing was paid/)
    const purchase = await paidByCard()
    const line = { what: 'line', line: 3, quantity: 1, leaving: [], reason }
    assert.equal(
      await refused(tell(world, purchase, 'refunds', line)),
      'This order has no such line.',
    )
    await refund(purchase, { what: 'whole' })
    assert.match(await refused(tell(world, purchase, 'refunds', whole)), /already refunded/)
    assert.match(await refused(tell(world, purchase, 'reinstatements')), /./)
  })
})

describe('a second payment', () => {
  it('is given back with one click, and the order stays paid', async () => {
    const purchase = await accepted(world, await there.webinar())
    await done(world, purchase, 'card-payments')
    const page = await pageOf(world, purchase)
    await paid(world, [[purchase, 32_500]])
    world.stripe.pay(page, undefined, { evenIfExpired: true })
    await settled()
    const { body } = await world.get(`/tasks?subject=order:${purchase.number}`, { as: world.ann })
    const [task] = body.items as { facts: { payment: string; cents: number } }[]
    const { payment, cents } = task?.facts ?? assert.fail('There is no task')
    const path = `/orders/${purchase.number}/credit-refunds`
    assert.equal((await moneyPost(world, path, { payment, cents })).status, 201)
    await settled()
    assert.deepEqual(atStripe(purchase), [32_500])
    assert.equal(await stageOf(world, purchase), 'paid')
    assert.equal(await opensOf(world, purchase), 'live and recording')
    assert.deepEqual(await tasksOf(world, purchase), [])
    const { creditHolder } = await shown(world, purchase)
    assert.equal(await creditOf(world, String(creditHolder)), 0)
    const again = await moneyPost(world, path, { payment, cents })
    assert.equal(again.status, 409)
  })

  it('refunded at Stripe’s dashboard, too, leaves the order paid', async () => {
    const purchase = await accepted(world, await there.webinar())
    await done(world, purchase, 'card-payments')
    const page = await pageOf(world, purchase)
    await paid(world, [[purchase, 32_500]])
    world.stripe.pay(page, undefined, { evenIfExpired: true })
    await settled()
    world.stripe.refund(intentOf(purchase))
    await settled()
    assert.equal(await stageOf(world, purchase), 'paid')
    const { creditHolder } = await shown(world, purchase)
    assert.equal(await creditOf(world, String(creditHolder)), 0)
  })
})
