import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type CatalogueThere, catalogue } from './support/catalogue.ts'
import { host, recording, title } from './support/host.ts'
import {
  accepted,
  address,
  ask,
  done,
  opensOf,
  paid,
  placed,
  refused,
  request,
  seatsOf,
  stageOf,
  tasksOf,
  tell,
} from './support/purchase.ts'
import { openWorld, type World } from './support/world.ts'

const ann = 'ann.archer@webinars.example'

let world: World
let there: CatalogueThere
before(async () => {
  world = await openWorld({ skipsTime: true })
  there = await catalogue(world)
})
after(() => world.close())

const individual = { product: 'individual', seats: 1, people: [], paysBy: 'invoice' }
const invoicesOf = async ({ number }: { number: string }) => {
  const { body } = await world.get(`/orders/${number}/invoices`, { as: world.ann })
  return body.items as { number: string; totalCents: number; voidedAt: string | null }[]
}

describe('an order by invoice', () => {
  it('is invoiced at once, and opens everything when it is paid in full', async () => {
    const purchase = await placed(world, await there.webinar(), individual)
    await world.quiet()
    const { buyer } = purchase
    assert.equal(await stageOf(world, purchase), 'invoiced')
    assert.equal(await opensOf(world, purchase), 'nothing')
    await world.mail.to(buyer.email, /Invoice \d+: \$99\.00, due /)
    await paid(world, [[purchase, 5_000]])
    assert.equal(await stageOf(world, purchase), 'part-paid')
    assert.equal(await opensOf(world, purchase), 'nothing')
    await world.mail.to(buyer.email, 'check received, $49.00 still due')
    await paid(world, [[purchase, 4_900]])
    assert.equal(await opensOf(world, purchase), 'live and recording')
    const [seat] = await seatsOf(world, purchase)
    assert.equal(seat?.email, buyer.email)
    await world.mail.to(buyer.email, `You have a place: ${title}`)
  })

  it('opens everything before the money where an administrator releases it, once', async () => {
    const purchase = await placed(world, await there.webinar(), individual)
    await done(world, purchase, 'access-releases', { reason: 'The check is in the mail.' })
    assert.equal(await opensOf(world, purchase), 'live and recording')
    await world.mail.to(purchase.buyer.email, 'everything is available now')
    assert.match(
      await refused(tell(world, purchase, 'access-releases', { reason: 'Twice.' })),
      /^Everything was opened before, /,
    )
    await world.pass('80 days')
    assert.equal(await stageOf(world, purchase), 'on-hold')
    assert.equal(await opensOf(world, purchase), 'nothing')
    await paid(world, [[purchase, 9_900]])
    assert.equal(await opensOf(world, purchase), 'live and recording')
  })

  it('of a recording opens the recording, and tells where it is', async () => {
    const slug = await there.webinar({ startsInDays: 1 })
    await host(world).until(slug, -2)
    assert.match(
      await refused(world.post('/orders', request(slug, individual), { key: 'while-it-is-cut' })),
      /its recording is not there yet/,
    )
    await host(world).does(slug, 'recordings', recording)
    const purchase = await placed(world, slug, individual)
    await paid(world, [[purchase, 9_900]])
    assert.equal(await opensOf(world, purchase), 'recording')
    await world.mail.to(purchase.buyer.email, 'The recording is here')
  })
})

describe('an invoice', () => {
  it('goes to whoever pays; addressed anew, the old one is void, and numbers have no gap', async () => {
    const first = address('payables')
    const second = address('treasurer')
    const purchase = await accepted(world, await there.webinar(), {
      billTo: { name: 'Accounts Payable', email: first },
    })
    await world.mail.to(first, 'Invoice')
    await ask(world, purchase, 'bill-to-changes', {
      name: 'The Treasurer',
      organisation: 'City of Springfield',
      address: '800 E Monroe St\nSpringfield, IL 62701',
      email: second,
    })
    const { text } = await world.mail.to(second, 'Invoice')
    assert.match(text, /City of Springfield/)
    await world.mail.to(first, /Invoice \d+ is void/)
    await done(world, purchase, 'purchase-order-number-changes', { purchaseOrderNumber: 'PO-9' })
    const issued = await invoicesOf(purchase)
    assert.deepEqual(
      issued.map(({ voidedAt }) => voidedAt === null),
      [true, false, false],
    )
    const { body } = await world.get('/invoices?limit=200', { as: world.ann })
    const numbers = (body.items as { number: string }[]).map(({ number }) => Number(number))
    assert.deepEqual(
      numbers,
      numbers.map((_, index) => (numbers[0] ?? 0) - index),
    )
    await paid(world, [[purchase, 32_500]])
    assert.equal(await stageOf(world, purchase), 'paid')
  })
})

describe('a purchase order that is declined', () => {
  it('leaves the buyer to have an invoice instead', async () => {
    const purchase = await placed(world, await there.webinar())
    await done(world, purchase, 'purchase-order-declines', { reason: 'It is not signed.' })
    const { text } = await world.mail.to(purchase.buyer.email, 'could not accept')
    assert.match(text, /It is not signed\./)
    assert.equal(await stageOf(world, purchase), 'po-declined')
    assert.equal((await ask(world, purchase, 'invoice-requests')).status, 201)
    assert.equal(await stageOf(world, purchase), 'invoiced')
    assert.equal(await opensOf(world, purchase), 'nothing')
    await paid(world, [[purchase, 32_500]])
    assert.equal(await opensOf(world, purchase), 'live and recording')
  })

  it('or to cancel; or to pay all the same', async () => {
    const cancelled = await placed(world, await there.webinar())
    await done(world, cancelled, 'purchase-order-declines', { reason: 'No.' })
    assert.equal((await ask(world, cancelled, 'cancellations', { reason: 'Oh.' })).status, 201)
    assert.equal(await stageOf(world, cancelled), 'cancelled')
    const kept = await placed(world, await there.webinar())
    await done(world, kept, 'purchase-order-declines', { reason: 'No.' })
    await paid(world, [[kept, 32_500]])
    assert.equal(await stageOf(world, kept), 'paid')
    assert.equal((await invoicesOf(kept)).length, 1)
  })
})

describe('money before the purchase order is accepted', () => {
  it('in part leaves it waiting, and counts on the invoice', async () => {
    const purchase = await placed(world, await there.webinar())
    await paid(world, [[purchase, 10_000]])
    assert.equal(await stageOf(world, purchase), 'po-submitted')
    await done(world, purchase, 'purchase-order-acceptances')
    assert.equal(await stageOf(world, purchase), 'part-paid')
    await world.mail.to(purchase.buyer.email, /Invoice \d+: \$225\.00/)
    await paid(world, [[purchase, 22_500]])
  })

  it('in full stands in for the acceptance', async () => {
    const purchase = await placed(world, await there.webinar())
    await paid(world, [[purchase, 32_500]])
    assert.equal(await stageOf(world, purchase), 'paid')
    assert.equal(await opensOf(world, purchase), 'live and recording')
    assert.deepEqual(await tasksOf(world, purchase), [])
    assert.match(
      await refused(tell(world, purchase, 'purchase-order-acceptances')),
      /^This order is already paid by Ann Archer, /,
    )
  })
})

describe('too much', () => {
  it('is credit of the library and a task; it pays another order, and the rest is paid out', async () => {
    const slug = await there.webinar()
    const purchase = await accepted(world, slug)
    await paid(world, [[purchase, 50_000]])
    assert.deepEqual(await tasksOf(world, purchase), ['overpaid'])
    await world.mail.to(ann, 'paid $175.00 too much')
    const { text } = await world.mail.to(purchase.buyer.email, 'is paid')
    assert.match(text, /\$175\.00/)

    const { organisation } = purchase
    const other = await placed(world, await there.webinar(), { ...individual, organisation })
    assert.match(
      await refused(tell(world, other, 'credit-applications', { cents: 9_901 })),
      /\$99\.00 is open, and \$99\.01 is more/,
    )
    await done(world, other, 'credit-applications', { cents: 9_900 })
    assert.equal(await stageOf(world, other), 'paid')
    assert.match(
      await refused(tell(world, other, 'credit-payouts', { cents: 7_601, how: 'by check' })),
      /There is \$76\.00 of credit/,
    )
    await done(world, other, 'credit-payouts', { cents: 7_600, how: 'by check 9' })
    await world.mail.to(other.buyer.email, 'We have paid out $76.00')
  })

  it('two who use the same credit at once: one gets it', async () => {
    const purchase = await accepted(world, await there.webinar())
    await paid(world, [[purchase, 32_500 + 9_900]])
    const { organisation } = purchase
    const others = await Promise.all(
      [1, 2].map(async () => placed(world, await there.webinar(), { ...individual, organisation })),
    )
    const replies = await Promise.all(
      others.map((other) => tell(world, other, 'credit-applications', { cents: 9_900 })),
    )
    assert.deepEqual(replies.map(({ status }) => status).sort(), [201, 409])
    const stages = await Promise.all(others.map((other) => stageOf(world, other)))
    assert.deepEqual(stages.sort(), ['invoiced', 'paid'])
  })
})
