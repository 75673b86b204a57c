import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { bookedOn } from './support/card.ts'
import { type CatalogueThere, catalogue } from './support/catalogue.ts'
import {
  address,
  addresses,
  ask,
  done,
  opensOf,
  type Purchase,
  paid,
  refused,
  request,
  reversed,
  shown,
  stageOf,
  tasksOf,
  tell,
} from './support/purchase.ts'
import { quoted } from './support/quote.ts'
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
const accept = (purchase: Purchase, body: object = {}) =>
  ask(world, purchase, 'quote-acceptances', body)
const invoicesOf = async ({ number }: Purchase) => {
  const { body } = await world.get(`/orders/${number}/invoices`, { as: world.ann })
  return body.items as { totalCents: number; purchaseOrderNumber: string | null; dueOn: string }[]
}

async function isOwed(purchase: Purchase, cents: number): Promise<void> {
  assert.deepEqual(await bookedOn(world, purchase, 'charge'), cents === 0 ? [] : [cents])
  assert.equal((await shown(world, purchase)).openCents, cents)
}

describe('a quote', () => {
  it('is owed by nobody, opens nothing, and is mailed with its prices and until when they are held', async () => {
    const purchase = await quoted(world, await webinar())
    await world.quiet()
    const { number, buyer } = purchase
    assert.equal(await stageOf(world, purchase), 'quoted')
    assert.equal(await opensOf(world, purchase), 'nothing')
    await isOwed(purchase, 0)
    assert.deepEqual(await invoicesOf(purchase), [])
    assert.deepEqual(subjects(purchase), [`Quote Q${number}: $325.00`])
    const { text } = await world.mail.to(buyer.email, `Quote Q${number}`)
    assert.match(text, /Prices held until/)
    const { quote } = await shown(world, purchase)
    assert.equal((quote as { number: string }).number, `Q${number}`)
  })

  it('is named later: whoever gets a seat of it hears nothing before it is accepted', async () => {
    const purchase = await quoted(world, await webinar(), { people: [] })
    const people = addresses(5)
    assert.equal((await ask(world, purchase, 'seats', { people })).status, 201)
    await world.quiet()
    assert.equal(await opensOf(world, purchase), 'nothing')
    assert.deepEqual(world.mail.subjects(people[0] ?? ''), [])
    await accept(purchase, { purchaseOrderNumber: 'PO-1' })
    await done(world, purchase, 'purchase-order-acceptances')
    assert.equal(await opensOf(world, purchase), 'live')
    await world.mail.to(people[0] ?? '', 'You have a place')
  })

  it('that nobody accepted opens nothing by any other command', async () => {
    const purchase = await quoted(world, await webinar())
    const commands: [string, object][] = [
      ['purchase-order-acceptances', {}],
      ['purchase-order-declines', { reason: 'No.' }],
      ['invoice-requests', {}],
      ['access-releases', { reason: 'A friend.' }],
      ['due-extensions', { dueOn: '2030-01-01' }],
      ['write-offs', { reason: 'Gone.' }],
      ['credit-applications', { cents: 100 }],
      ['hostings', {}],
    ]
    for (const [what, body] of commands) {
      assert.match(await refused(tell(world, purchase, what, body)), /accept it first/, what)
    }
    assert.match(await refused(tell(world, purchase, 'reinstatements')), /is a quote/)
    assert.equal(await opensOf(world, purchase), 'nothing')
    await isOwed(purchase, 0)
  })

  it('is for a pass as well, which begins when it is paid, or ends with it', async () => {
    const pass = {
      product: 'pass',
      webinar: undefined,
      passProduct: 'individual-annual',
      seats: undefined,
      people: [],
    }
    const [taken, left] = [await quoted(world, '', pass), await quoted(world, '', pass)]
    await accept(taken)
    await paid(world, [[taken, 49_900]])
    assert.equal(await stageOf(world, taken), 'paid')
    await ask(world, left, 'cancellations')
    await world.quiet()
    const passOf = async (purchase: Purchase) => {
      const { pass } = (await shown(world, purchase)) as { pass: { number: string } }
      return (await world.get(`/passes/${pass.number}`, { as: world.ann })).body.stage
    }
    assert.equal(await passOf(taken), 'active')
    assert.equal(await passOf(left), 'ended')
  })
})

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
    assert.equal((await accept(purchase)).status, 201)
    await world.quiet()
    assert.equal(await stageOf(world, purchase), 'invoiced')
    await isOwed(purchase, 32_500)
    const [invoice] = await invoicesOf(purchase)
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
    await accept(purchase, { purchaseOrderNumber: 'PO-55' })
    await world.quiet()
    assert.equal(await stageOf(world, purchase), 'po-submitted')
    assert.deepEqual(await tasksOf(world, purchase), ['purchase-order'])
    await isOwed(purchase, 32_500)
    await world.mail.to(purchase.buyer.email, 'We have your order')
    await done(world, purchase, 'purchase-order-acceptances')
    assert.equal(await opensOf(world, purchase), 'live')
    const [invoice] = await invoicesOf(purchase)
    assert.equal(invoice?.purchaseOrderNumber, 'PO-55')
  })

  it('by an administrator, is accepted; twice, it is told by whom and when', async () => {
    const purchase = await quoted(world, await webinar())
    await done(world, purchase, 'quote-acceptances')
    assert.match(
      await refused(accept(purchase)),
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
      [accept(purchase), accept(purchase, { purchaseOrderNumber: 'PO-2' })].flat(),
    )
    assert.deepEqual(replies.map(({ status }) => status).sort(), [201, 409])
    await isOwed(purchase, 32_500)
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

describe('a quote that nobody accepts', () => {
  it('is reminded of 14 and 3 days before its end, expires after 60 days, and is then refused with the way on', async () => {
    const purchase = await quoted(world, await webinar())
    const { number } = purchase
    await world.pass('45 days')
    assert.equal(subjects(purchase).length, 1)
    await world.pass('2 days')
    assert.deepEqual(subjects(purchase).slice(1), [`Quote Q${number} ends in 14 days`])
    await world.pass('11 days')
    assert.deepEqual(subjects(purchase).slice(2), [`Quote Q${number} ends in 3 days`])
    await world.pass('4 days')
    assert.equal(await stageOf(world, purchase), 'quote-expired')
    assert.deepEqual(subjects(purchase).slice(3), [`Quote Q${number} has expired`])
    assert.match(
      await refused(accept(purchase)),
      /^The prices of this quote were held until .*new quote/,
    )
    assert.match(await refused(tell(world, purchase, 'reinstatements')), /make a new one/)
    await isOwed(purchase, 0)
    await world.pass('30 days')
    assert.equal(subjects(purchase).length, 4)
  })

  it('is cancelled by its buyer, and nothing is credited', async () => {
    const purchase = await quoted(world, await webinar())
    assert.equal((await ask(world, purchase, 'cancellations')).status, 201)
    await world.quiet()
    assert.equal(await stageOf(world, purchase), 'cancelled')
    assert.deepEqual(await bookedOn(world, purchase, 'credit-note'), [])
    await world.mail.to(purchase.buyer.email, 'is canceled')
    assert.match(await refused(accept(purchase)), /already canceled by the buyer/)
    assert.match(await refused(tell(world, purchase, 'reinstatements')), /make a new one/)
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
    await accept(purchase)
    await isOwed(purchase, 30_000)
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
    await isOwed(purchase, 0)
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

describe('before it is accepted, a quote', () => {
  it('of fewer seats has another price, and takes the place of the first', async () => {
    const purchase = await quoted(world, await webinar(), { people: [] })
    assert.equal((await ask(world, purchase, 'seat-reductions', { seats: 3 })).status, 201)
    const mail = await world.mail.to(purchase.buyer.email, `Quote Q${purchase.number}-2: $225.00`)
    assert.match(mail.text, /takes the place of the one we sent before/)
    await isOwed(purchase, 0)
    await accept(purchase)
    await isOwed(purchase, 22_500)
  })

  it('gets another bill-to and a PO number, by which it is then accepted', async () => {
    const purchase = await quoted(world, await webinar())
    const email = address('payables')
    const billTo = { name: 'Accounts Payable', organisation: 'City of Springfield', email }
    assert.equal((await ask(world, purchase, 'bill-to-changes', billTo)).status, 201)
    const number = { purchaseOrderNumber: 'PO-77' }
    assert.equal((await ask(world, purchase, 'purchase-order-number-changes', number)).status, 201)
    const { text } = await world.mail.to(purchase.buyer.email, `Quote Q${purchase.number}-3`)
    assert.match(text, /City of Springfield/)
    assert.match(text, /PO-77/)
    await accept(purchase)
    assert.equal(await stageOf(world, purchase), 'po-submitted')
    await done(world, purchase, 'purchase-order-acceptances')
    await world.mail.to(email, /^Invoice \d+/)
  })
})

describe('money for a quote', () => {
  it('in full stands in for the acceptance; what is too much is credit', async () => {
    const purchase = await quoted(world, await webinar())
    await paid(world, [[purchase, 40_000]])
    assert.equal(await stageOf(world, purchase), 'paid')
    assert.equal(await opensOf(world, purchase), 'live and recording')
    assert.deepEqual(await bookedOn(world, purchase, 'credit-out'), [7_500])
    const [invoice] = await invoicesOf(purchase)
    assert.equal(invoice?.totalCents, 32_500)
    assert.match(await refused(accept(purchase)), /accepted already by Ann Archer/)
  })

  it('in part is credit and a task, which pays it once it is accepted', async () => {
    const purchase = await quoted(world, await webinar())
    await paid(world, [[purchase, 20_000]])
    assert.equal(await stageOf(world, purchase), 'quoted')
    assert.equal(await opensOf(world, purchase), 'nothing')
    assert.deepEqual(await tasksOf(world, purchase), ['paid-for-quote'])
    const { text } = await world.mail.to(purchase.buyer.email, 'holding a credit of $200.00')
    assert.match(text, /less than the quote/)
    await accept(purchase)
    await done(world, purchase, 'credit-applications', { cents: 20_000 })
    assert.equal(await stageOf(world, purchase), 'part-paid')
    await paid(world, [[purchase, 12_500]])
    assert.equal(await opensOf(world, purchase), 'live and recording')
  })

  it('in part that bounces leaves the quote as it is', async () => {
    const purchase = await quoted(world, await webinar())
    await reversed(world, await paid(world, [[purchase, 20_000]]))
    assert.equal(await stageOf(world, purchase), 'quoted')
    await accept(purchase)
    await isOwed(purchase, 32_500)
  })

  it('that comes when it has expired is credit and a task', async () => {
    const purchase = await quoted(world, await webinar())
    await world.pass('62 days')
    await paid(world, [[purchase, 32_500]])
    assert.equal(await stageOf(world, purchase), 'quote-expired')
    assert.equal(await opensOf(world, purchase), 'nothing')
    assert.deepEqual(await tasksOf(world, purchase), ['paid-after-close'])
    await world.mail.to(purchase.buyer.email, 'holding a credit of $325.00')
  })
})
