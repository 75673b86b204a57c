import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { allBooked, bookedOn, byCard, pageOf } from './support/card.ts'
import { type CatalogueThere, catalogue } from './support/catalogue.ts'
import { creditOf, moneyPost } from './support/desk.ts'
import {
  accepted,
  ask,
  done,
  opensOf,
  type Purchase,
  paid,
  refused,
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

const failingCard = '4000 0000 0000 5126'
const slowCard = '4000 0000 0000 7726'
const whole = { what: 'whole', reason: 'Cannot come.' }

const settled = () => allBooked(world)
const paidByCard = async (card?: string) => {
  const purchase = await byCard(world, await there.webinar())
  world.stripe.pay(await pageOf(world, purchase), card)
  await settled()
  return purchase
}
const refund = async (purchase: Purchase, wish: object = {}) => {
  await done(world, purchase, 'refunds', { ...whole, ...wish })
  await settled()
}
const intentOf = ({ number }: Purchase) =>
  String(world.stripe.intents().findLast(({ metadata }) => metadata.order === number)?.id)
const paymentOf = async (purchase: Purchase) => {
  const [row] = await world.sql<{ id: string }[]>`
    select id from card_payments where order_number = ${purchase.number} order by recorded_at desc limit 1
  `
  return row?.id ?? assert.fail('No card payment is recorded')
}
const creditHeldFor = async (purchase: Purchase) =>
  creditOf(world, String((await shown(world, purchase)).creditHolder))

/** An invoice that is paid by check, and by card as well: the card's is credit. */
const paidTwice = async (card?: string) => {
  const purchase = await accepted(world, await there.webinar())
  await done(world, purchase, 'card-payments')
  const page = await pageOf(world, purchase)
  await paid(world, [[purchase, 32_500]])
  world.stripe.pay(page, card, { evenIfExpired: true })
  await settled()
  return purchase
}

describe('a refund that does not go through', () => {
  it('at the bank leaves the order paid, and can be given by check', async () => {
    const purchase = await paidByCard(failingCard)
    await refund(purchase)
    assert.equal(await stageOf(world, purchase), 'paid')
    assert.equal(await opensOf(world, purchase), 'live and recording')
    assert.deepEqual(await tasksOf(world, purchase), ['refund-failed'])
    await refund(purchase, { byCheck: true })
    assert.equal(await stageOf(world, purchase), 'refunded')
    assert.deepEqual(await tasksOf(world, purchase), ['refund-check'])
    assert.deepEqual(await bookedOn(world, purchase, 'refund'), [9_900])
  })

  it('at the bank, of credit, is credit again', async () => {
    const purchase = await paidTwice(failingCard)
    const payment = await paymentOf(purchase)
    const path = `/orders/${purchase.number}/credit-refunds`
    assert.equal((await moneyPost(world, path, { payment, cents: 32_500 })).status, 201)
    await settled()
    assert.equal(await stageOf(world, purchase), 'paid')
    assert.equal(await creditHeldFor(purchase), 32_500)
    assert.deepEqual(await tasksOf(world, purchase), ['refund-failed'])
  })

  it('because somebody gave it at Stripe before, is given once', async () => {
    const purchase = await paidByCard()
    world.stripe.holdEvents()
    world.stripe.refund(intentOf(purchase))
    await done(world, purchase, 'refunds', whole)
    await world.until(async () => (await tasksOf(world, purchase)).includes('refund-failed'))
    world.stripe.releaseEvents()
    await settled()
    assert.equal(await stageOf(world, purchase), 'refunded')
    assert.deepEqual(await bookedOn(world, purchase, 'refund'), [9_900])
  })

  it('because somebody gave it at Stripe before, is paid out of credit once', async () => {
    const purchase = await paidTwice()
    const payment = await paymentOf(purchase)
    world.stripe.holdEvents()
    world.stripe.refund(intentOf(purchase))
    const path = `/orders/${purchase.number}/credit-refunds`
    assert.equal((await moneyPost(world, path, { payment, cents: 32_500 })).status, 201)
    await world.until(async () => (await tasksOf(world, purchase)).includes('refund-failed'))
    world.stripe.releaseEvents()
    await settled()
    assert.equal(await creditHeldFor(purchase), 0)
    assert.equal(await stageOf(world, purchase), 'paid')
  })
})

describe('a refund', () => {
  it('that takes its time cannot be decided again, and ends the order when it arrives', async () => {
    const purchase = await paidByCard(slowCard)
    await refund(purchase)
    assert.equal(await stageOf(world, purchase), 'paid')
    assert.match(await refused(tell(world, purchase, 'refunds', whole)), /on its way back/)
    const { id } = world.stripe.refunds().at(-1) ?? assert.fail('There is no refund')
    world.stripe.settleRefund(id)
    await settled()
    assert.equal(await stageOf(world, purchase), 'refunded')
  })

  it('that is heard of before its payment is booked after it', async () => {
    const purchase = await byCard(world, await there.webinar())
    const page = await pageOf(world, purchase)
    world.stripe.holdEvents()
    world.stripe.pay(page)
    world.stripe.refund(intentOf(purchase))
    world.stripe.releaseEvents('reversed')
    await settled()
    assert.equal(await stageOf(world, purchase), 'refunded')
    assert.deepEqual(await bookedOn(world, purchase, 'payment'), [9_900])
    assert.deepEqual(await bookedOn(world, purchase, 'refund'), [9_900])
    assert.equal(await opensOf(world, purchase), 'nothing')
  })

  it('of all that was paid in part ends the order, and nobody is reminded', async () => {
    const purchase = await accepted(world, await there.webinar({ startsInDays: 200 }))
    await paid(world, [[purchase, 10_000]])
    await refund(purchase)
    assert.equal(await stageOf(world, purchase), 'refunded')
    assert.equal((await shown(world, purchase)).openCents, 0)
    await done(world, purchase, 'refund-sendings', { how: 'Check 5521' })
    await world.quiet()
    const before = world.mail.subjects(purchase.buyer.email).length
    await world.pass('60 days')
    assert.equal(world.mail.subjects(purchase.buyer.email).length, before)
  })

  it('by check of what came by card is the holder’s debt when it goes back by card, too', async () => {
    const purchase = await paidByCard()
    await refund(purchase, { byCheck: true })
    world.stripe.refund(intentOf(purchase))
    await settled()
    assert.equal(await stageOf(world, purchase), 'refunded')
    assert.equal(await creditHeldFor(purchase), -9_900)
    assert.ok((await tasksOf(world, purchase)).includes('credit-negative'))
  })

  it('waits while its payment is disputed', async () => {
    const purchase = await paidByCard()
    const dispute = world.stripe.dispute(intentOf(purchase))
    await settled()
    assert.match(await refused(tell(world, purchase, 'refunds', whole)), /answer the dispute/)
    world.stripe.closeDispute(dispute.id, 'won')
    await settled()
    await refund(purchase)
    assert.equal(await stageOf(world, purchase), 'refunded')
  })

  it('is an administrator’s to give', async () => {
    const purchase = await paidByCard()
    const reply = await ask(world, purchase, 'refunds', whole)
    assert.equal(reply.status, 401, JSON.stringify(reply.body))
  })

  it('is not said to be sent where none is to be sent', async () => {
    const purchase = await paidByCard()
    const sentence = await refused(tell(world, purchase, 'refund-sendings', { how: 'Check 1' }))
    assert.equal(sentence, 'No check is to be sent for this order.')
  })
})

describe('what is wrong with the wish for a refund is said by its field', () => {
  const rows: [body: object, field: string][] = [
    [{ reason: 'x' }, 'what'],
    [{ what: 'everything', reason: 'x' }, 'what'],
    [{ what: 'whole' }, 'reason'],
    [{ what: 'whole', reason: ' ' }, 'reason'],
    [{ what: 'whole', reason: 'x', byCheck: 'yes' }, 'byCheck'],
    [{ what: 'amount', reason: 'x' }, 'cents'],
    [{ what: 'amount', cents: 0, reason: 'x' }, 'cents'],
    [{ what: 'amount', cents: -1, reason: 'x' }, 'cents'],
    [{ what: 'amount', cents: 10.5, reason: 'x' }, 'cents'],
    [{ what: 'amount', cents: '10', reason: 'x' }, 'cents'],
    [{ what: 'line', quantity: 1, reason: 'x' }, 'line'],
    [{ what: 'line', line: -1, quantity: 1, reason: 'x' }, 'line'],
    [{ what: 'line', line: 0, quantity: 0, reason: 'x' }, 'quantity'],
    [{ what: 'line', line: 0, quantity: 1, leaving: ['me'], reason: 'x' }, 'leaving.0'],
  ]
  for (const [body, field] of rows) {
    it(`${field}: ${JSON.stringify(body)}`, async () => {
      const purchase = await byCard(world, await there.webinar())
      const reply = await tell(world, purchase, 'refunds', body)
      assert.equal(reply.status, 422, JSON.stringify(reply.body))
      const fields = (reply.body.errors as { field: string }[]).map((error) => error.field)
      assert.deepEqual(fields, [field])
    })
  }
})
