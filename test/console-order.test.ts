import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { allBooked, byCard, pageOf as cardPageOf } from './support/card.ts'
import { catalogue } from './support/catalogue.ts'
import { type Purchase, paid, placed, seatsOf, shown, stageOf } from './support/purchase.ts'
import { led, origin, signIn, type Visitor } from './support/visitor.ts'
import { openWorld, type World } from './support/world.ts'

let world: World
let ann: Visitor
let webinar: string
before(async () => {
  world = await openWorld({ skipsTime: true })
  ann = await signIn(world, 'ann.archer@webinars.example')
  webinar = await (await catalogue(world)).webinar()
})
after(() => world.close())

const pageOf = ({ number }: Purchase) => `/console/orders/${number}`

/** Sends a form of the page of an order, as who has just shown who is there. */
async function does(order: Purchase, path: string, fields: Record<string, string> = {}) {
  const form = { key: randomUUID(), next: pageOf(order), ...fields }
  const authorization = `Bearer ${world.ann}`
  return ann.post(`/console/do/${path}`, form, { authorization, origin })
}

const quoted = () => placed(world, webinar, { paysBy: 'quote', purchaseOrderNumber: null })

describe('a quote at the desk', () => {
  it('is sent again as it is', async () => {
    const order = await quoted()
    await world.mail.to(order.buyer.email, 'uote')
    await world.quiet()
    const before = world.mail.subjects(order.buyer.email)
    const { text } = await ann.get(pageOf(order))
    assert.match(text, /Send the quote again/)
    const message = /\/console\/do\/messages\/([\w-]+)\/resends/.exec(text)?.[1]
    const sent = await does(order, `messages/${message}/resends`)
    assert.equal(sent.status, 303, sent.text)
    await world.quiet()
    await world.until(
      async () => world.mail.subjects(order.buyer.email).length === before.length + 1,
    )
    assert.equal(world.mail.subjects(order.buyer.email).at(-1), before.at(-1))
  })

  it('is quoted anew, so that it is held for longer', async () => {
    const order = await quoted()
    await world.pass('20 days')
    ann = await signIn(world, 'ann.archer@webinars.example')
    const until = async () => (await shown(world, order)).quote as { heldUntil: string }
    const { heldUntil } = await until()
    assert.match((await ann.get(pageOf(order))).text, /value="325\.00"/)
    const anew = await does(order, `orders/${order.number}/price-agreements`, {
      agreedCents: '300.00',
    })
    assert.match((await ann.get(led(anew))).text, /quoted anew; it is held for 60 days/)
    assert.ok((await until()).heldUntil > heldUntil)
    assert.equal((await shown(world, order)).totalCents, 30_000)
    const wrong = await does(order, `orders/${order.number}/price-agreements`)
    assert.equal(wrong.status, 422)
  })

  it('is accepted for them, with a PO number or without', async () => {
    const [one, other] = [await quoted(), await quoted()]
    await does(one, `orders/${one.number}/quote-acceptances`, { purchaseOrderNumber: 'PO-1' })
    assert.equal(await stageOf(world, one), 'po-submitted')
    await does(other, `orders/${other.number}/quote-acceptances`)
    assert.equal(await stageOf(world, other), 'invoiced')
    const twice = await does(other, `orders/${other.number}/quote-acceptances`)
    assert.equal(twice.status, 409)
    assert.match((await ann.get(pageOf(other))).text, /Send the invoice again/)
  })

  it('is withdrawn', async () => {
    const order = await quoted()
    assert.match((await ann.get(pageOf(order))).text, /Withdraw the quote/)
    await does(order, `orders/${order.number}/cancellations`, { reason: 'The series is full.' })
    assert.equal(await stageOf(world, order), 'cancelled')
    const { text } = await ann.get(pageOf(order))
    assert.doesNotMatch(text, /Withdraw the quote|Send the quote again|price-agreements/)
  })
})

describe('a refund of some log-ins at the desk', () => {
  it('gives back their price, and their people leave', async () => {
    const order = await placed(world, webinar, { paysBy: 'invoice', purchaseOrderNumber: null })
    await paid(world, [[order, 32_500]])
    const [leaving = ''] = order.people
    const path = `orders/${order.number}/line-refunds`
    assert.match((await ann.get(pageOf(order))).text, /Refund log-ins at \$65\.00/)
    const wish = { line: '0', quantity: '1', reason: 'One has left.' }
    const tooFew = await does(order, path, wish)
    assert.equal(tooFew.status, 409, tooFew.text)
    const nobody = await does(order, path, { ...wish, leaving: 'nobody@library.example' })
    assert.equal(nobody.status, 422)
    assert.match(nobody.text, /nobody@library\.example has no seat of this order/)
    const given = await does(order, path, { ...wish, leaving: leaving.toUpperCase() })
    assert.equal(given.status, 303, given.text)
    const after = await shown(world, order)
    assert.deepEqual([after.receivedCents, after.seats], [26_000, 4])
    const stay = (await seatsOf(world, order)).map(({ email }) => email)
    assert.deepEqual(stay, order.people.slice(1))
  })

  it('is not offered where the whole has one price', async () => {
    const order = await placed(world, webinar, {
      product: 'group-showing',
      seats: null,
      people: [],
      paysBy: 'invoice',
      purchaseOrderNumber: null,
    })
    await paid(world, [[order, 29_900]])
    const { text } = await ann.get(pageOf(order))
    assert.match(text, /\/refunds"/)
    assert.doesNotMatch(text, /line-refunds/)
  })
})

describe('what happened to an order that is paid by card', () => {
  it('says what Stripe told, and what was asked by whom', async () => {
    const order = await byCard(world, webinar)
    world.stripe.pay(await cardPageOf(world, order))
    await allBooked(world)
    await does(order, `orders/${order.number}/stripe-checks`)
    await world.quiet()
    const { text } = await ann.get(pageOf(order))
    assert.match(text, /<strong>Stripe: a payment came through<\/strong>/)
    assert.match(text, /<strong>Stripe: asked where the money stands<\/strong>, by Ann Archer/)
    assert.match(text, /<strong>Stripe: [a-z_.]+\.created, which changes nothing<\/strong>/)
    assert.doesNotMatch(text, /Stripe fact|Refused/)
  })
})
