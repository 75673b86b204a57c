import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Client, Connection } from '@temporalio/client'
import { createApp } from '../api/app.ts'
import { readConfig } from '../config.ts'
import { cardOrder } from './support/card-order.ts'
import { type CatalogueThere, catalogue } from './support/catalogue.ts'
import { type Purchase, placed } from './support/purchase.ts'
import { event, paid, paymentIntent, storedOf, tell } from './support/stripe-event.ts'
import { openWorld, type World } from './support/world.ts'

let world: World
let shop: CatalogueThere
let order: Purchase
const away = Connection.lazy({ address: '127.0.0.1:9' })
before(async () => {
  world = await openWorld({ skipsTime: true })
  shop = await catalogue(world)
  order = await placed(world, await shop.webinar())
})
after(async () => {
  await away.close()
  // What came while many were at the door is left for the sweep.
  await world.skip('1 minute')
  await world.sweep()
  await world.close()
})

describe('what Stripe tells', () => {
  it('is stored as one fact for its order, with nothing of a person, and answered 200', async () => {
    const told = paid(order.number)
    const reply = await tell(world, told)
    assert.deepEqual([reply.status, await reply.json()], [200, { stored: told.id }])
    const [stored, ...others] = await storedOf(world.sql, told)
    assert.equal(others.length, 0)
    assert.equal(stored?.subject, `order:${order.number}`)
    assert.deepEqual([stored?.kind, stored?.actor, stored?.body], ['stripeFact', 'stripe', {}])
    assert.deepEqual(stored?.facts, {
      because: 'event',
      event: told.id,
      type: 'payment_intent.succeeded',
    })
  })

  it('ten times at once is one row, and ten times 200', async () => {
    const told = paid(order.number)
    const replies = await Promise.all(Array.from({ length: 10 }, () => tell(world, told)))
    assert.deepEqual(
      replies.map(({ status }) => status),
      Array(10).fill(200),
    )
    assert.equal((await storedOf(world.sql, told)).length, 1)
  })

  it('again weeks later, signed anew, is answered 200 and stores nothing', async () => {
    const told = paid(order.number)
    await tell(world, told)
    await world.pass('20 days')
    assert.equal((await tell(world, told)).status, 200)
    assert.equal((await storedOf(world.sql, told)).length, 1)
  })

  it('is delivered to its order by itself', async () => {
    const told = paid(order.number)
    await tell(world, told)
    await world.until(async () => (await storedOf(world.sql, told))[0]?.outcome !== null)
    const [stored] = await storedOf(world.sql, told)
    assert.deepEqual(stored?.answer, { refused: 'stripe-knows-nothing' })
  })
})

describe('the order that an event is about', () => {
  it('is found by the payment intent where a charge, a refund or a dispute names no order', async () => {
    const bought = await cardOrder(world, await shop.webinar())
    world.stripe.pay(bought.session)
    await world.quiet()
    const [payment] = await world.sql`
      select payment_intent as intent from card_payments where order_number = ${bought.number}
    `
    const intent = String(payment?.intent)
    for (const [type, object] of [
      ['charge.refunded', { id: 'ch_1', object: 'charge', payment_intent: intent }],
      ['refund.updated', { id: 're_1', object: 'refund', payment_intent: { id: intent } }],
      ['charge.dispute.created', { id: 'du_1', object: 'dispute', payment_intent: intent }],
    ] as const) {
      const told = event(type, object)
      await tell(world, told)
      assert.equal((await storedOf(world.sql, told))[0]?.subject, `order:${bought.number}`, type)
    }
  })

  it('is found by the page where nothing else says it', async () => {
    const { number, session } = await cardOrder(world, await shop.webinar())
    const object = { id: session, object: 'checkout.session', payment_intent: null, metadata: {} }
    const told = event('checkout.session.expired', object)
    await tell(world, told)
    assert.equal((await storedOf(world.sql, told))[0]?.subject, `order:${number}`)
  })

  it('is none where it is not ours: stored, refused at once with its reason, and answered 200', async () => {
    for (const told of [
      paid(null),
      paid('999999999'),
      paid('2041; drop table orders'),
      paid('１２'),
      event('charge.dispute.closed', { id: 'du_2', object: 'dispute', payment_intent: 'pi_else' }),
      event('payment_intent.succeeded', paymentIntent(null, { metadata: null })),
    ]) {
      assert.equal((await tell(world, told)).status, 200)
      const [stored] = await storedOf(world.sql, told)
      assert.equal(stored?.subject, `stripe:${told.id}`)
      assert.deepEqual(
        [stored?.outcome, stored?.answer],
        ['refused', { refused: 'stripe-not-ours' }],
      )
    }
  })

  it('does not hear of types that say nothing of its money: stored, refused at once, and answered 200', async () => {
    for (const type of [
      'customer.created',
      'payment_intent.created',
      'invoice.paid',
      'a.new.type',
    ]) {
      const told = event(type, paymentIntent(order.number))
      assert.equal((await tell(world, told)).status, 200)
      const [stored] = await storedOf(world.sql, told)
      assert.deepEqual(stored?.answer, { refused: 'stripe-type-not-handled' })
    }
  })
})

describe('while Temporal is away', () => {
  it('what Stripe tells is stored and answered, and the sweep brings it later, in order', async () => {
    await world.quiet()
    const reported: unknown[] = []
    const door = { ...world, app: withoutTemporal((error) => reported.push(error)) }
    const told = [paid(order.number), paid(order.number), paid(order.number)]
    for (const one of told.toReversed()) assert.equal((await tell(door, one)).status, 200)
    await world.until(async () => reported.length === told.length)
    await world.skip('11 seconds')
    await world.sweep()
    await world.quiet()
    for (const one of told) assert.notEqual((await storedOf(world.sql, one))[0]?.outcome, null)
  })
})

/** The same door, when nothing can be delivered. */
function withoutTemporal(report: (error: unknown) => void) {
  const config = readConfig({
    DATABASE_URL: 'postgres://nobody@127.0.0.1/nowhere',
    SMTP_URL: 'smtp://127.0.0.1',
    PUBLIC_URL: 'http://webinars.example',
    STRIPE_WEBHOOK_SECRET: world.stripe.webhookSecret,
  })
  const { sql, now } = world
  return createApp({
    ...config,
    sql,
    now,
    client: new Client({ connection: away }),
    report,
  })
}
