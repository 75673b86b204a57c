import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { stripeClient } from '../payments/client.ts'
import { type CardOrder, cardOrder } from './support/card-order.ts'
import { type CatalogueThere, catalogue } from './support/catalogue.ts'
import { stageOf } from './support/purchase.ts'
import { openWorld, type World } from './support/world.ts'

let world: World
let shop: CatalogueThere
before(async () => {
  world = await openWorld({ skipsTime: true })
  shop = await catalogue(world)
})
after(() => world.close())

describe('after four days in which no webhook arrived', () => {
  it('the nightly reconciliation brings every payment to its order, and no event twice', async () => {
    world.stripe.loseEvents(1_000_000)
    const webinar = await shop.webinar({ startsInDays: 60 })
    const orders: CardOrder[] = []
    for (let day = 0; day < 4; day += 1) {
      const order = await cardOrder(world, webinar)
      world.stripe.pay(order.session)
      orders.push(order)
      await world.skip('1 day')
    }
    world.stripe.loseEvents(0)
    await reconciled()
    for (const order of orders) assert.equal(await stageOf(world, order), 'paid')
    const [night] = await nights()
    assert.ok(night && night.endedAt !== null)
    assert.ok(night.eventsStored >= 3 * orders.length, JSON.stringify(night))
    assert.deepEqual([night.eventsSeen, night.intentsSeen], [night.eventsStored, orders.length])
    assert.equal(night.differences, 0)
    assert.equal(await chargesOf(orders), orders.length)
  })

  it('the next one begins where it began, an hour before, and stores nothing again', async () => {
    const [former] = await nights()
    await reconciled()
    const [night] = await nights()
    assert.equal(Date.parse(String(former?.beganAt)) - Date.parse(String(night?.from)), 3_600_000)
    assert.deepEqual([night?.eventsStored, night?.differences], [0, 0])
  })
})

describe('a payment of an order of ours of which no event is left', () => {
  it('makes its order ask Stripe', async () => {
    const order = await cardOrder(world, await shop.webinar({ startsInDays: 60 }))
    world.stripe.holdEvents()
    world.stripe.pay(order.session)
    const [{ id } = { id: '' }] = world.stripe.intents().slice(-1)
    await world.sql`
      insert into submissions (id, token, kind, subject, actor, received_at, settled_at, outcome, answer)
      select gen_random_uuid(), event, 'stripeFact', 'stripe:' || event, 'stripe', ${world.now().toISOString()},
        ${world.now().toISOString()}, 'refused', '{"refused": "stripe-not-ours"}'
      from unnest(${world.stripe.events().map((event) => event.id)}::text[]) event
      on conflict (token) do nothing
    `
    world.stripe.releaseEvents()
    await reconciled()
    const facts =
      await world.sql`select from submissions where token like ${`reconciliation/%/${id}`}`
    assert.equal(facts.length, 1)
    assert.equal(await stageOf(world, order), 'paid')
  })
})

describe('what differs', () => {
  it('is a task for each payment and kind of difference, once, and one mail a night', async () => {
    const webinar = await shop.webinar({ startsInDays: 60 })
    const foreign = await paidForSomethingElse()
    const order = await cardOrder(world, webinar)
    world.stripe.pay(order.session)
    await world.quiet()
    const intent = await intentOf(order)
    const gone = `pi_${randomUUID().slice(0, 8)}`
    await world.sql`update card_payments set cents = cents + 1 where payment_intent = ${intent}`
    await world.sql`
      insert into card_payments (id, payment_intent, order_number, cents, received_at, recorded_at)
      select gen_random_uuid(), ${gone}, order_number, 100, received_at, recorded_at
      from card_payments where payment_intent = ${intent}
    `
    await reconciled()
    await reconciled()
    const found = (await differences()).map(({ subject, facts }) => [subject, facts.difference])
    assert.deepEqual(
      new Set(found.map(String)),
      new Set([
        `stripe:${foreign},not-ours`,
        `order:${order.number},other-cents`,
        `order:${order.number},not-at-stripe`,
      ]),
    )
    assert.equal(found.length, 3)
    assert.equal((await nights())[1]?.differences, 3)
    const mail = await world.mail.to('ann.archer@webinars.example', 'differ')
    for (const said of [foreign, intent, gone, '$99.01', '$99.00']) {
      assert.ok(mail.text.includes(said), `${said} is not in: ${mail.text}`)
    }
    const about = world.mail
      .subjects('ann.archer@webinars.example')
      .filter((subject) => /differ/.test(subject))
    assert.equal(about.length, 1)
    await world.sql`delete from card_payments where payment_intent = ${gone}`
    await world.sql`update card_payments set cents = cents - 1 where payment_intent = ${intent}`
  })
})

describe('a reconciliation that is broken off', () => {
  it('begins the list again, and doubles nothing', async () => {
    world.stripe.loseEvents(1_000_000)
    const orders: CardOrder[] = []
    for (let nth = 0; nth < 3; nth += 1) {
      const order = await cardOrder(world, await shop.webinar({ startsInDays: 60 }))
      world.stripe.pay(order.session)
      orders.push(order)
    }
    world.stripe.loseEvents(0)
    world.stripe.plan('cut', { times: 2, only: 'GET /v1/events' })
    world.stripe.plan('rate-limited', { times: 2, only: 'GET /v1/payment_intents' })
    await reconciled()
    assert.equal(world.stripe.happened().cut, 2)
    assert.equal(world.stripe.happened()['rate-limited'], 2)
    for (const order of orders) assert.equal(await stageOf(world, order), 'paid')
    assert.equal(await chargesOf(orders), orders.length)
  })
})

describe('how each night went', () => {
  it('is for administrators, the latest first, page by page', async () => {
    assert.equal((await world.get('/reconciliations')).status, 401)
    const all = await nights()
    const { body } = await world.get('/reconciliations?limit=2', { as: world.ann })
    const cursor = encodeURIComponent(String(body.next))
    const next = await world.get(`/reconciliations?limit=2&cursor=${cursor}`, { as: world.ann })
    assert.deepEqual([body.items, next.body.items].flat(), all.slice(0, 4))
  })
})

interface Night {
  from: string
  beganAt: string
  endedAt: string | null
  eventsSeen: number
  eventsStored: number
  intentsSeen: number
  differences: number
}

async function nights(): Promise<Night[]> {
  return (await world.get('/reconciliations', { as: world.ann })).body.items as Night[]
}

/** A night's comparison, and what comes of it. */
async function reconciled(): Promise<void> {
  await world.skip('1 hour')
  await world.reconcile()
  await world.skip('11 seconds')
  await world.sweep()
  await world.quiet()
}

async function differences() {
  const { body } = await world.get('/tasks?kind=stripe-difference', { as: world.ann })
  return body.items as { subject: string; facts: { difference: string } }[]
}

async function intentOf({ number }: CardOrder): Promise<string> {
  const [payment] = await world.sql`
    select payment_intent as intent from card_payments where order_number = ${number}
  `
  return String(payment?.intent)
}

async function chargesOf(orders: CardOrder[]): Promise<number> {
  const numbers = orders.map(({ number }) => number)
  return (await world.sql`select from card_payments where order_number = any (${numbers})`).length
}

/** Somebody else sells by the same account at Stripe; the payment's id. */
async function paidForSomethingElse(): Promise<string> {
  const { secretKey, url } = world.stripe
  const { id } = await stripeClient({ secretKey, apiUrl: url }).checkout.sessions.create({
    mode: 'payment',
    success_url: 'https://bake-sale.example',
    line_items: [
      {
        quantity: 1,
        price_data: { currency: 'usd', unit_amount: 500, product_data: { name: 'A cake' } },
      },
    ],
  })
  world.stripe.pay(id)
  return String(world.stripe.intents().at(-1)?.id)
}
