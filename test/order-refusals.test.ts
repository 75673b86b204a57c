import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { type CatalogueThere, catalogue } from './support/catalogue.ts'
import {
  accepted,
  address,
  addresses,
  done,
  type Purchase,
  paid,
  placed,
  seatsOf,
  shown,
  stageOf,
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

const inDays = (days: number) =>
  new Date(world.now().getTime() + days * 86_400_000).toISOString().slice(0, 10)

const commands = () =>
  ({
    accept: ['purchase-order-acceptances', {}],
    decline: ['purchase-order-declines', { reason: 'Not signed.' }],
    'ask for an invoice': ['invoice-requests', {}],
    release: ['access-releases', { reason: 'Trusted.' }],
    'bill anew': ['bill-to-changes', { email: address('payables') }],
    renumber: ['purchase-order-number-changes', { purchaseOrderNumber: 'PO-2' }],
    extend: ['due-extensions', { dueOn: inDays(90) }],
    'extend too little': ['due-extensions', { dueOn: inDays(1) }],
    'extend too far': ['due-extensions', { dueOn: inDays(900) }],
    cancel: ['cancellations', {}],
    'write off': ['write-offs', { reason: 'Closed.' }],
    reinstate: ['reinstatements', {}],
    'use credit': ['credit-applications', { cents: 100 }],
    'pay out credit': ['credit-payouts', { cents: 100, how: 'by check' }],
    name: ['seats', { people: addresses(2) }],
    reduce: ['seat-reductions', { seats: 4 }],
    'reduce to more': ['seat-reductions', { seats: 9 }],
    host: ['hostings', {}],
  }) satisfies Record<string, [what: string, body: object]>

type Said = Partial<Record<keyof ReturnType<typeof commands>, RegExp>>

/** Tells an order all that makes no sense in its state; each is refused in these words, and nothing changes. */
async function isRefused(purchase: Purchase, said: Said): Promise<void> {
  const before = await shown(world, purchase)
  for (const [name, sentence] of Object.entries(said)) {
    const [what, body] = commands()[name as keyof Said]
    const { status, body: answer } = await tell(world, purchase, what, body)
    assert.equal(status, 409, `${name}: ${JSON.stringify(answer)}`)
    assert.match(String(answer.detail), sentence, name)
  }
  assert.deepEqual(await shown(world, purchase), before)
}

const noCredit = /There is \$0\.00 of credit/
const notElsewhere = /not hosted in Niche Academy/
const notDeclined = /Only an order that waits for a card/

describe('what makes no sense is refused in words, and changes nothing', () => {
  it('while the purchase order waits', async () => {
    await isRefused(await placed(world, await there.webinar()), {
      'ask for an invoice': notDeclined,
      release: /please accept it first/,
      extend: /no invoice for this order yet/,
      'write off': /no invoice for this order yet/,
      reinstate:
        /^This order is waiting for its purchase order to be accepted; only one that was canceled/,
      'use credit': noCredit,
      'pay out credit': noCredit,
      name: /These are 2 people, and there are 0 seats/,
      reduce: /5 people would keep a seat/,
      'reduce to more': /This order is for 5 seats; please give a smaller number/,
      host: notElsewhere,
    })
  })

  it('once it is accepted', async () => {
    const already = /^This order is already accepted and invoiced by Ann Archer, .+\.$/
    await isRefused(await accepted(world, await there.webinar()), {
      accept: already,
      decline: already,
      'ask for an invoice': notDeclined,
      'extend too little': /Please give a date after today/,
      'extend too far': /Please give a date up to/,
      reinstate: /only one that was canceled/,
      'use credit': noCredit,
    })
  })

  it('once it is declined', async () => {
    const purchase = await placed(world, await there.webinar())
    await done(world, purchase, 'purchase-order-declines', { reason: 'No.' })
    const already = /^This order is already without a purchase order, .+ by Ann Archer, /
    await isRefused(purchase, {
      accept: already,
      decline: already,
      release: already,
      renumber: already,
      extend: /no invoice/,
      'write off': /no invoice/,
      reinstate: /only one that was canceled/,
    })
  })

  it('once it is paid', async () => {
    const purchase = await accepted(world, await there.webinar())
    await paid(world, [[purchase, 32_500]])
    const already = /^This order is already paid by Ann Archer, /
    await isRefused(purchase, {
      accept: already,
      decline: already,
      'ask for an invoice': notDeclined,
      release: already,
      extend: already,
      cancel:
        /^\$325\.00 has been paid for this order, so it cannot be canceled\. Please ask for a refund/,
      'write off': already,
      reinstate: /^This order is paid; only one/,
      'use credit': noCredit,
      reduce: /cannot be reduced any more/,
      host: notElsewhere,
    })
  })

  it('once it is cancelled', async () => {
    const purchase = await placed(world, await there.webinar())
    await done(world, purchase, 'cancellations')
    const already = /^This order is already canceled by Ann Archer, /
    await isRefused(purchase, {
      accept: already,
      decline: already,
      'ask for an invoice': notDeclined,
      release: already,
      'bill anew': already,
      renumber: already,
      extend: already,
      cancel: already,
      'write off': already,
      'use credit': already,
      'pay out credit': noCredit,
      name: already,
      reduce: already,
    })
  })

  it('once it is written off', async () => {
    const purchase = await accepted(world, await there.webinar())
    await done(world, purchase, 'write-offs', { reason: 'Closed.' })
    const already = /^This order is already written off by Ann Archer, /
    await isRefused(purchase, {
      accept: already,
      decline: already,
      release: already,
      'bill anew': already,
      extend: already,
      cancel: already,
      'write off': already,
      'use credit': already,
      name: already,
    })
  })

  it('while access is on hold', async () => {
    const purchase = await accepted(world, await there.webinar({ startsInDays: 200 }))
    await world.pass('80 days')
    assert.equal(await stageOf(world, purchase), 'on-hold')
    const held = /Access is on hold until the payment is here/
    await isRefused(purchase, {
      release: held,
      name: held,
      accept: /already on hold by the clock, /,
    })
  })

  it('of what is paid by invoice', async () => {
    const wish = { product: 'individual', seats: 1, people: [], paysBy: 'invoice' }
    const purchase = await placed(world, await there.webinar(), wish)
    const none = /not paid by purchase order/
    await isRefused(purchase, { accept: none, decline: none })
  })
})

describe('a seat that is not one', () => {
  it('is refused by its own reason', async () => {
    const purchase = await placed(world, await there.webinar(), { people: addresses(1) })
    const [named, unnamed] = await seatsOf(world, purchase)
    const email = address('somebody')
    const cases: [seat: string, what: string, body: object, sentence: RegExp][] = [
      [randomUUID(), 'reassignments', { email }, /no such seat on this order/],
      [randomUUID(), 'resends', {}, /no such seat on this order/],
      [String(unnamed?.id), 'reassignments', { email }, /Nobody has this seat yet/],
      [String(unnamed?.id), 'resends', {}, /Nobody has this seat yet/],
      [String(named?.id), 'resends', {}, /opens nothing yet/],
    ]
    for (const [seat, what, body, sentence] of cases) {
      const reply = await tell(world, purchase, `seats/${seat}/${what}`, body)
      assert.equal(reply.status, 409)
      assert.match(String(reply.body.detail), sentence)
    }
  })
})
