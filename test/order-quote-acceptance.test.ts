import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { bookedOn, pageOf } from './support/card.ts'
import { type CatalogueThere, catalogue } from './support/catalogue.ts'
import {
  address,
  ask,
  done,
  opensOf,
  type Purchase,
  paid,
  refused,
  request,
  shown,
  stageOf,
  tasksOf,
  tell,
} from './support/purchase.ts'
import { accept, invoicesOf, isOwed, quoted } from './support/quote.ts'
import { openWorld, type World } from './support/world.ts'

let world: World
let there: CatalogueThere
before(async () => {
  world = await openWorld({ skipsTime: true })
  there = await catalogue(world)
})
after(() => world.close())

/** A webinar that is still to come when the test is over. */
const webinar = (priceList = '2022') => there.webinar({ startsInDays: 2_000, priceList })
const subjects = ({ buyer }: Purchase) => world.mail.subjects(buyer.email)

describe('a quote that is accepted', () => {
  it('without a PO number is invoiced at once, due in 30 days, at its own prices', async () => {
    const slug = `list-${randomUUID().slice(0, 8)}`
    const list = {
      slug,
      individualCents: 9_900,
      teamTiers: [{ minimumSeats: 3, seatCents: 6_500 }],
      groupShowingCents: null,
      institutionCents: null,
      includes: ['recording'],
    }
    const save = (more: object) =>
      world.post('/price-lists', { ...list, ...more }, { as: world.ann })
    assert.equal((await save({})).status, 201)
    const purchase = await quoted(world, await webinar(slug))
    await world.pass('10 days')
    assert.equal((await save({ teamTiers: [{ minimumSeats: 3, seatCents: 9_000 }] })).status, 201)
    assert.equal((await accept(world, purchase)).status, 201)
    await world.quiet()
    assert.equal(await stageOf(world, purchase), 'invoiced')
    await isOwed(world, purchase, 32_500)
    const [invoice] = await invoicesOf(world, purchase)
    assert.equal(invoice?.totalCents, 32_500)
    await world.mail.to(purchase.buyer.email, /^Invoice \d+: \$325\.00, due /)
    const before = subjects(purchase).length
    await world.pass('32 days')
    assert.equal(await stageOf(world, purchase), 'overdue')
    assert.equal(subjects(purchase).length, before + 2)
    await paid(world, [[purchase, 32_500]])
    assert.equal(await opensOf(world, purchase), 'live and recording')
  })

  it('with a PO number waits for an administrator, and is invoiced when that is accepted', async () => {
    const purchase = await quoted(world, await webinar())
    await accept(world, purchase, { purchaseOrderNumber: 'PO-55' })
    await world.quiet()
    assert.equal(await stageOf(world, purchase), 'po-submitted')
    assert.deepEqual(await tasksOf(world, purchase), ['purchase-order'])
    await isOwed(world, purchase, 32_500)
    await world.mail.to(purchase.buyer.email, 'We have your order')
    await done(world, purchase, 'purchase-order-acceptances')
    assert.equal(await opensOf(world, purchase), 'live')
    const [invoice] = await invoicesOf(world, purchase)
    assert.equal(invoice?.purchaseOrderNumber, 'PO-55')
  })

  it('by an administrator, is accepted; twice, it is told by whom and when', async () => {
    const purchase = await quoted(world, await webinar())
    await done(world, purchase, 'quote-acceptances')
    assert.match(
      await refused(accept(world, purchase)),
      /^This quote was accepted already by Ann Archer, \w+day, .*\d{4}/,
    )
    assert.match(
      await refused(tell(world, purchase, 'price-agreements', { agreedCents: 100 })),
      /accepted already/,
    )
  })

  it('by two at once, is owed once', async () => {
    const purchase = await quoted(world, await webinar())
    const replies = await Promise.all(
      [accept(world, purchase), accept(world, purchase, { purchaseOrderNumber: 'PO-2' })].flat(),
    )
    assert.deepEqual(replies.map(({ status }) => status).sort(), [201, 409])
    await isOwed(world, purchase, 32_500)
  })

  it('by card, is paid at its own price', async () => {
    const purchase = await quoted(world, await webinar())
    assert.equal((await ask(world, purchase, 'card-payments')).status, 201)
    assert.match(await refused(accept(world, purchase)), /already waiting for a card payment/)
    world.stripe.pay(await pageOf(world, purchase))
    await world.stripe.quiet()
    await world.sweep()
    await world.quiet()
    assert.equal(await stageOf(world, purchase), 'paid')
    assert.deepEqual(await bookedOn(world, purchase, 'payment'), [32_500])
    const before = subjects(purchase).length
    await world.pass('70 days')
    assert.equal(subjects(purchase).length, before)
  })

  it('is not an order of another kind, and not without its link', async () => {
    const body = request(await webinar())
    const { body: order } = await world.post('/orders', body, { key: randomUUID() })
    const invoiced = { number: String(order.number) }
    assert.match(await refused(tell(world, invoiced, 'quote-acceptances')), /is not a quote/)
    const purchase = await quoted(world, await webinar())
    const path = `/orders/${purchase.number}/quote-acceptances`
    const key = randomUUID()
    assert.equal((await world.post(path, {}, { key })).status, 401)
    assert.equal((await world.post(`${path}?token=wrong`, {}, { key })).status, 404)
    const agreement = `/orders/${purchase.number}/price-agreements?token=${purchase.token}`
    assert.equal((await world.post(agreement, { agreedCents: 1 }, { key })).status, 401)
  })
})

describe('an agreed price', () => {
  it('is quoted by an administrator, in place of the list’s', async () => {
    const key = randomUUID()
    const wish = request(await webinar(), { paysBy: 'quote', agreedCents: 25_000 })
    const denied = await world.post('/orders', wish, { key })
    assert.equal(denied.status, 403)
    assert.match(String(denied.body.detail), /write to us/)
    const { status, body } = await world.post('/orders', wish, { key, as: world.ann })
    assert.equal(status, 201)
    const purchase = { number: String(body.number) } as Purchase
    const { lines } = (await shown(world, purchase)) as { lines: { code: string }[] }
    assert.deepEqual(
      lines.map(({ code }) => code),
      ['agreed-price'],
    )
    const { email } = wish.buyer as { email: string }
    const { text } = await world.mail.to(email, `Quote Q${purchase.number}: $250.00`)
    assert.match(text, /agreed with you/)
    await done(world, purchase, 'quote-acceptances')
    await paid(world, [[purchase, 25_000]])
    assert.equal(await opensOf(world, purchase), 'live and recording')
  })

  it('is what a question about a discount leads on to', async () => {
    const person = { name: 'Gil Group', email: address('gil') }
    const question = { ...person, about: 'group-discount', text: 'Is it less for twelve of us?' }
    const asked = await world.post('/inquiries', question)
    const wish = { buyer: person, seats: 12, people: [], paysBy: 'quote', agreedCents: 60_000 }
    const body = request(await webinar(), wish)
    const placed = await world.post('/orders', body, { key: randomUUID(), as: world.ann })
    const answer = { text: 'It is, and here is your quote.', order: String(placed.body.number) }
    const path = `/inquiries/${asked.body.number}/answers`
    assert.equal((await world.post(path, answer, { as: world.ann })).status, 201)
    const { text } = await world.mail.to(person.email, /\banswer/i)
    assert.match(text, new RegExp(`/orders/${placed.body.number}\\?token=`))
    await world.mail.to(person.email, `Quote Q${placed.body.number}: $600.00`)
  })

  it('is only quoted, and of whole cents', async () => {
    const wish = { paysBy: 'invoice', agreedCents: 25_000 }
    for (const wrong of [wish, { paysBy: 'quote', agreedCents: 0.5 }]) {
      const body = request(await webinar(), wrong)
      const reply = await world.post('/orders', body, { key: randomUUID(), as: world.ann })
      assert.equal(reply.status, 422)
      const [error] = reply.body.errors as { field: string }[]
      assert.equal(error?.field, 'agreedCents')
    }
  })

  it('can be agreed on afterwards, and is held for 60 days from then', async () => {
    const purchase = await quoted(world, await webinar())
    await world.pass('50 days')
    await done(world, purchase, 'price-agreements', { agreedCents: 30_000 })
    await world.mail.to(purchase.buyer.email, `Quote Q${purchase.number}-2: $300.00`)
    assert.match(
      await refused(ask(world, purchase, 'seat-reductions', { seats: 4 })),
      /agreed on for all of its seats/,
    )
    await world.pass('55 days')
    assert.equal(await stageOf(world, purchase), 'quoted')
    await accept(world, purchase)
    await isOwed(world, purchase, 30_000)
  })
})

describe('what is sent with a quote', () => {
  const wrong: [what: string, body: object, field: string, sentence: RegExp][] = [
    ['quote-acceptances', { purchaseOrderNumber: 'PO\u0007' }, 'purchaseOrderNumber', /control/],
    [
      'quote-acceptances',
      { purchaseOrderNumber: 'PO\nBcc: a@b' },
      'purchaseOrderNumber',
      /line breaks/,
    ],
    ['quote-acceptances', { purchaseOrderNumber: ' ' }, 'purchaseOrderNumber', /Please give/],
    ['quote-acceptances', { purchaseOrderNumber: 'P'.repeat(61) }, 'purchaseOrderNumber', /60/],
    ['price-agreements', {}, 'agreedCents', /whole cents/],
    ['price-agreements', { agreedCents: 0 }, 'agreedCents', /above zero/],
    ['price-agreements', { agreedCents: 100_000_001 }, 'agreedCents', /at most/],
    ['price-agreements', { agreedCents: '250.00' }, 'agreedCents', /whole cents/],
  ]

  it('is refused beside its field where it is wrong, and changes nothing', async () => {
    const purchase = await quoted(world, await webinar())
    for (const [what, sent, field, sentence] of wrong) {
      const { status, body } = await tell(world, purchase, what, sent)
      assert.equal(status, 422, JSON.stringify(sent))
      const [error] = body.errors as { field: string; message: string }[]
      assert.equal(error?.field, field)
      assert.match(error?.message ?? '', sentence)
    }
    await isOwed(world, purchase, 0)
    assert.equal(await stageOf(world, purchase), 'quoted')
  })

  it('needs an Idempotency-Key, by which a double click is one acceptance', async () => {
    const { number, token } = await quoted(world, await webinar())
    const path = `/orders/${number}/quote-acceptances?token=${token}`
    assert.equal((await world.post(path, {})).status, 422)
    const key = randomUUID()
    const replies = await Promise.all([1, 2].map(() => world.post(path, {}, { key })))
    assert.deepEqual(
      replies.map(({ status }) => status),
      [201, 201],
    )
  })

  it('is never several passes, at an agreed price neither', async () => {
    const pass = { product: 'pass', webinar: undefined, passProduct: 'individual-annual' }
    const body = request('', { ...pass, seats: 5, paysBy: 'quote', agreedCents: 200_000 })
    const reply = await world.post('/orders', body, { key: randomUUID(), as: world.ann })
    assert.equal(reply.status, 422)
    assert.match(String(reply.body.detail), /by agreement/)
  })
})
