import assert from 'node:assert/strict'
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
  reversed,
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

describe('a quote', () => {
  it('is owed by nobody, opens nothing, and is mailed with its prices and until when they are held', async () => {
    const purchase = await quoted(world, await webinar())
    await world.quiet()
    const { number, buyer } = purchase
    assert.equal(await stageOf(world, purchase), 'quoted')
    assert.equal(await opensOf(world, purchase), 'nothing')
    await isOwed(world, purchase, 0)
    assert.deepEqual(await invoicesOf(world, purchase), [])
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
    await accept(world, purchase, { purchaseOrderNumber: 'PO-1' })
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
    await isOwed(world, purchase, 0)
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
    await accept(world, taken)
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
      await refused(accept(world, purchase)),
      /^The prices of this quote were held until .*new quote/,
    )
    assert.match(await refused(tell(world, purchase, 'reinstatements')), /make a new one/)
    await isOwed(world, purchase, 0)
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
    assert.match(await refused(accept(world, purchase)), /already canceled by the buyer/)
    assert.match(await refused(tell(world, purchase, 'reinstatements')), /make a new one/)
  })
})

describe('before it is accepted, a quote', () => {
  it('of fewer seats has another price, and takes the place of the first', async () => {
    const purchase = await quoted(world, await webinar(), { people: [] })
    assert.equal((await ask(world, purchase, 'seat-reductions', { seats: 3 })).status, 201)
    const mail = await world.mail.to(purchase.buyer.email, `Quote Q${purchase.number}-2: $225.00`)
    assert.match(mail.text, /takes the place of the one we sent before/)
    await isOwed(world, purchase, 0)
    await accept(world, purchase)
    await isOwed(world, purchase, 22_500)
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
    await accept(world, purchase)
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
    const [invoice] = await invoicesOf(world, purchase)
    assert.equal(invoice?.totalCents, 32_500)
    assert.match(await refused(accept(world, purchase)), /accepted already by Ann Archer/)
  })

  it('in part is credit and a task, which pays it once it is accepted', async () => {
    const purchase = await quoted(world, await webinar())
    await paid(world, [[purchase, 20_000]])
    assert.equal(await stageOf(world, purchase), 'quoted')
    assert.equal(await opensOf(world, purchase), 'nothing')
    assert.deepEqual(await tasksOf(world, purchase), ['paid-for-quote'])
    const { text } = await world.mail.to(purchase.buyer.email, 'holding a credit of $200.00')
    assert.match(text, /less than the quote/)
    await accept(world, purchase)
    await done(world, purchase, 'credit-applications', { cents: 20_000 })
    assert.equal(await stageOf(world, purchase), 'part-paid')
    await paid(world, [[purchase, 12_500]])
    assert.equal(await opensOf(world, purchase), 'live and recording')
  })

  it('in part that bounces leaves the quote as it is', async () => {
    const purchase = await quoted(world, await webinar())
    await reversed(world, await paid(world, [[purchase, 20_000]]))
    assert.equal(await stageOf(world, purchase), 'quoted')
    await accept(world, purchase)
    await isOwed(world, purchase, 32_500)
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
