import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { type CatalogueThere, catalogue } from './support/catalogue.ts'
import { type Purchase, placed } from './support/purchase.ts'
import { event, paid, paymentIntent, plainId, storedOf, tell } from './support/stripe-event.ts'
import { openWorld, type World } from './support/world.ts'

let world: World
let shop: CatalogueThere
let order: Purchase
before(async () => {
  world = await openWorld({ skipsTime: true })
  shop = await catalogue(world)
  order = await placed(world, await shop.webinar())
})
after(() => world.close())

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
    const intent = `pi_${plainId()}`
    await paymentOf(order, intent)
    for (const [type, object] of [
      ['charge.refunded', { id: 'ch_1', object: 'charge', payment_intent: intent }],
      ['refund.updated', { id: 're_1', object: 'refund', payment_intent: { id: intent } }],
      ['charge.dispute.created', { id: 'du_1', object: 'dispute', payment_intent: intent }],
    ] as const) {
      const told = event(type, object)
      await tell(world, told)
      assert.equal((await storedOf(world.sql, told))[0]?.subject, `order:${order.number}`, type)
    }
  })

  it('is found by the page where nothing else says it', async () => {
    const session = `cs_test_${plainId()}`
    await pageOf(order, session)
    const told = event('checkout.session.expired', {
      id: session,
      object: 'checkout.session',
      payment_intent: null,
      metadata: {},
    })
    await tell(world, told)
    assert.equal((await storedOf(world.sql, told))[0]?.subject, `order:${order.number}`)
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
    await world.stopWorker()
    const told = [paid(order.number), paid(order.number), paid(order.number)]
    for (const one of told.toReversed()) assert.equal((await tell(world, one)).status, 200)
    await world.startWorker()
    await world.skip('11 seconds')
    await world.sweep()
    await world.quiet()
    for (const one of told) assert.notEqual((await storedOf(world.sql, one))[0]?.outcome, null)
  })
})

/** A payment as it is recorded when the order has heard of it. */
async function paymentOf({ number }: Purchase, intent: string): Promise<void> {
  const at = world.now().toISOString()
  await world.sql`
    insert into card_payments (id, payment_intent, order_number, cents, received_at, recorded_at)
    values (${randomUUID()}, ${intent}, ${number}, 9900, ${at}, ${at})
  `
}

/** A page as it is recorded when Stripe has made it. */
async function pageOf({ number }: Purchase, session: string): Promise<void> {
  const at = world.now().toISOString()
  await world.sql`
    with request as (
      insert into card_requests (id, key, kind, subject, order_number, cents, wanted_at, state)
      values (${randomUUID()}, ${session}, 'checkout', ${`order:${number}`}, ${number}, 9900, ${at}, 'done')
      returning id
    )
    insert into card_checkouts (session, request_id, order_number, cents, url, made_at, expires_at)
    select ${session}, id, ${number}, 9900, 'https://checkout.stripe.example', ${at}, ${at} from request
  `
}
