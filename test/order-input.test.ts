import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { type CatalogueThere, catalogue } from './support/catalogue.ts'
import {
  accepted,
  addresses,
  ask,
  type Purchase,
  placed,
  request,
  seatsOf,
  shown,
  tell,
} from './support/purchase.ts'
import { openWorld, type World } from './support/world.ts'

let world: World
let there: CatalogueThere
let webinar: string
before(async () => {
  world = await openWorld({ skipsTime: true })
  there = await catalogue(world)
  webinar = await there.webinar()
})
after(() => world.close())

const order = (more: object) => world.post('/orders', request(webinar, more), { key: randomUUID() })
const inDays = (days: number) =>
  new Date(world.now().getTime() + days * 86_400_000).toISOString().slice(0, 10)

async function isWrong(more: object, field: string, message: RegExp): Promise<void> {
  const { status, body } = await order(more)
  assert.equal(status, 422, JSON.stringify(body))
  const errors = body.errors as { field: string; message: string }[]
  const found = errors.find((error) => error.field === field)
  assert.match(String(found?.message), message, JSON.stringify(errors))
}

describe('an order with a field that is wrong', () => {
  const cases: [name: string, more: object, field: string, message: RegExp][] = [
    ['no webinar', { webinar: null }, 'webinar', /Please give the webinar/],
    ['an unknown webinar', { webinar: 'no-such' }, 'webinar', /There is no such webinar/],
    ['an unknown product', { product: 'season' }, 'product', /Please give one of: individual/],
    ['no buyer', { buyer: null }, 'buyer', /Please give who orders/],
    ['half a buyer', { buyer: { email: 'a@b.example' } }, 'buyer.name', /Please give your name/],
    ['a bad address', { buyer: { name: 'A', email: 'a' } }, 'buyer.email', /not an email address/],
    ['no organisation', { organisation: null }, 'organisation', /Please give your library/],
    ['no seat', { seats: 0 }, 'seats', /at least 1 seat/],
    ['too many seats', { seats: 10_001 }, 'seats', /at most 10,000/],
    ['half a seat', { seats: 2.5 }, 'seats', /whole number/],
    ['a team of two', { seats: 2, people: [] }, 'seats', /A team is 3 log-ins or more/],
    ['five individuals', { product: 'individual' }, 'product', /please order a team/],
    ['more people than seats', { people: addresses(6) }, 'people', /6 people, and there are 5/],
    ['a person without an address', { people: ['Bea'] }, 'people.0', /not an email address/],
    [
      'no number of the purchase order',
      { purchaseOrderNumber: null },
      'purchaseOrderNumber',
      /number of the purchase order/,
    ],
    [
      'a bill to nobody',
      { billTo: { name: 'City' } },
      'billTo.email',
      /Please give an email address/,
    ],
    [
      'a date that does not exist',
      { checkExpectedOn: '2027-02-30' },
      'checkExpectedOn',
      /date that exists/,
    ],
    ['an unknown way to pay', { paysBy: 'gold' }, 'paysBy', /invoice, quote, free/],
    [
      'one log-in for a person',
      {
        product: 'individual',
        seats: 1,
        access: 'shared-login',
        sharedAddress: 'a@b.example',
        people: [],
      },
      'access',
      /not offered for this product/,
    ],
    [
      'no shared address',
      { access: 'shared-login', people: [] },
      'sharedAddress',
      /all mail goes to/,
    ],
    [
      'a team in Niche Academy',
      { access: 'niche-academy', sharedAddress: 'a@b.example', people: [] },
      'access',
      /not offered for this product/,
    ],
    ['two in a showing', { product: 'group-showing', seats: 2, people: [] }, 'seats', /one log-in/],
    [
      'a pass for a webinar',
      { product: 'pass', passProduct: 'individual-annual' },
      'webinar',
      /Please give no webinar/,
    ],
    [
      'an unknown pass',
      { product: 'pass', webinar: null, passProduct: 'gold', seats: 1, people: [] },
      'passProduct',
      /There is no such pass/,
    ],
    [
      'two passes',
      { product: 'pass', webinar: null, passProduct: 'individual-annual', seats: 2, people: [] },
      'seats',
      /by agreement/,
    ],
    [
      'free without a pass',
      { paysBy: 'free', product: 'individual', seats: 1 },
      'passNumber',
      /number of your pass/,
    ],
    ['a field that is not one', { discount: 10 }, 'discount', /There is no field/],
  ]
  for (const [name, more, field, message] of cases) {
    it(name, () => isWrong(more, field, message))
  }

  it('a check that is expected too late', async () => {
    await isWrong({ checkExpectedOn: inDays(230) }, 'checkExpectedOn', /at the latest/)
    assert.equal((await order({ checkExpectedOn: inDays(200) })).status, 201)
  })

  it('a product that the price list does not have', async () => {
    const old = await there.webinar({ priceList: '2020' })
    await isWrong({ webinar: old }, 'product', /not sold for this webinar/)
  })

  it('no key, where money moves', async () => {
    const { status, body } = await world.post('/orders', request(webinar))
    assert.equal(status, 422)
    assert.match(String(body.detail), /Idempotency-Key/)
  })

  it('nothing of it was stored', async () => {
    const { body } = await world.get('/orders?limit=200', { as: world.ann })
    assert.equal((body.items as object[]).length, 1)
  })
})

describe('what is sent to an order', () => {
  const cases: [what: string, body: object, field: string][] = [
    ['purchase-order-declines', {}, 'reason'],
    ['access-releases', { reason: '' }, 'reason'],
    ['write-offs', {}, 'reason'],
    ['bill-to-changes', { name: 'City' }, 'email'],
    ['purchase-order-number-changes', {}, 'purchaseOrderNumber'],
    ['due-extensions', { dueOn: 'soon' }, 'dueOn'],
    ['credit-applications', { cents: 0 }, 'cents'],
    ['credit-applications', { cents: 1.5 }, 'cents'],
    ['credit-payouts', { cents: 100 }, 'how'],
    ['seats', { people: [] }, 'people'],
    ['seats', { people: 'not an address' }, 'people.0'],
    ['seats/7/reassignments', { email: 'a@b.example' }, 'seat'],
    ['seat-reductions', { seats: 0 }, 'seats'],
    ['seat-reductions', { seats: 2, leaving: ['x'] }, 'leaving.0'],
    ['hostings', { instructions: 7 }, 'instructions'],
    ['reinstatements', { because: 'why not' }, 'because'],
  ]

  it('names the field that is wrong, and changes nothing', async () => {
    const purchase = await accepted(world, webinar)
    const before = await shown(world, purchase)
    for (const [what, body, field] of cases) {
      const reply = await tell(world, purchase, what, body)
      assert.equal(reply.status, 422, `${what}: ${JSON.stringify(reply.body)}`)
      const [error] = reply.body.errors as { field: string }[]
      assert.equal(error?.field, field, what)
    }
    assert.deepEqual(await shown(world, purchase), before)
  })
})

describe('who may', () => {
  const desk: [what: string, body: object][] = [
    ['purchase-order-acceptances', {}],
    ['purchase-order-declines', { reason: 'No.' }],
    ['access-releases', { reason: 'Trusted.' }],
    ['due-extensions', { dueOn: '2030-01-01' }],
    ['write-offs', { reason: 'Closed.' }],
    ['reinstatements', {}],
    ['credit-applications', { cents: 100 }],
    ['credit-payouts', { cents: 100, how: 'by check' }],
    ['hostings', {}],
  ]
  const buyers: [what: string, body: object][] = [
    ['invoice-requests', {}],
    ['cancellations', {}],
    ['bill-to-changes', { email: 'a@b.example' }],
    ['purchase-order-number-changes', { purchaseOrderNumber: 'PO-2' }],
    ['seats', { people: ['a@b.example'] }],
    ['seat-reductions', { seats: 4 }],
  ]
  const key = () => ({ key: randomUUID() })

  it('administrators only decide; a buyer’s link is not enough', async () => {
    const purchase = await placed(world, webinar)
    for (const [what, body] of desk) {
      assert.equal((await ask(world, purchase, what, body)).status, 401, what)
    }
  })

  it('nobody without the link, and not with another one’s', async () => {
    const purchase = await placed(world, webinar)
    const other = await placed(world, webinar)
    const stranger: Purchase = { ...purchase, token: other.token }
    for (const [what, body] of buyers) {
      const without = await world.post(`/orders/${purchase.number}/${what}`, body, key())
      assert.equal(without.status, 401, what)
      assert.equal((await ask(world, stranger, what, body)).status, 404, what)
    }
    for (const path of ['', '/seats', '/invoices']) {
      const at = `/orders/${purchase.number}${path}`
      assert.equal((await world.get(at)).status, 401)
      assert.equal((await world.get(`${at}?token=${other.token}`)).status, 404)
      assert.equal((await world.get(`${at}?token=${purchase.token}`)).status, 200)
    }
  })

  it('an order that is not there is not there', async () => {
    for (const [what, body] of [...desk, ...buyers]) {
      const reply = await world.post(`/orders/999999/${what}`, body, { as: world.ann, ...key() })
      assert.equal(reply.status, 404, what)
    }
    assert.equal((await world.get('/orders/999999', { as: world.ann })).status, 404)
    const seat = await world.get(`/seats/${randomUUID()}?token=none`)
    assert.equal(seat.status, 404)
  })

  it('lists are for administrators', async () => {
    for (const path of ['/orders', '/invoices']) assert.equal((await world.get(path)).status, 401)
  })
})

describe('orders in a list', () => {
  it('are found by stage, webinar, organisation and buyer, a page at a time', async () => {
    const slug = await there.webinar()
    const organisation = `Very Quiet Library ${randomUUID()}`
    const mine: Purchase[] = []
    for (let count = 0; count < 3; count += 1) {
      mine.push(await placed(world, slug, { organisation }))
    }
    const [first] = mine as [Purchase]
    const found = async (query: string) => {
      const { body } = await world.get(`/orders?${query}`, { as: world.ann })
      const items = body.items as { number: string }[]
      return { numbers: items.map(({ number }) => number), next: body.next as string | null }
    }
    const latestFirst = mine.map(({ number }) => number).toReversed()
    assert.deepEqual((await found(`webinar=${slug}`)).numbers, latestFirst)
    const part = organisation.slice(5, 40).toLowerCase()
    assert.deepEqual((await found(`organisation=${part}`)).numbers, latestFirst)
    assert.deepEqual((await found(`buyer=${first.buyer.email}`)).numbers, [first.number])
    assert.deepEqual((await found(`webinar=${slug}&stage=paid`)).numbers, [])
    const page = await found(`webinar=${slug}&limit=2`)
    const rest = await found(
      `webinar=${slug}&limit=2&cursor=${encodeURIComponent(String(page.next))}`,
    )
    assert.deepEqual([...page.numbers, ...rest.numbers], latestFirst)
    assert.equal(rest.next, null)
    const wrong = await world.get('/orders?stage=asleep', { as: world.ann })
    assert.equal(wrong.status, 422)
  })

  it('show seats without anything that is secret', async () => {
    const purchase = await accepted(world, webinar)
    const [seat] = await seatsOf(world, purchase)
    assert.deepEqual(Object.keys(seat ?? {}), ['id', 'position', 'email', 'namedAt', 'opens'])
    assert.ok(!('linkVersion' in (await shown(world, purchase))))
  })
})

describe('the description of the API', () => {
  it('says how to order', async () => {
    const { status, body } = await world.get('/api/openapi.json')
    assert.equal(status, 200)
    assert.ok(JSON.stringify(body).includes('/orders/{number}/purchase-order-acceptances'))
  })
})
