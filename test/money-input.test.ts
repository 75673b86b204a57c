import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { byCard, pageOf } from './support/card.ts'
import { type CatalogueThere, catalogue } from './support/catalogue.ts'
import { type Purchase, placed, request } from './support/purchase.ts'
import { openWorld, type World } from './support/world.ts'

let world: World
let there: CatalogueThere
let webinar: string
let bought: Purchase
let other: Purchase
before(async () => {
  world = await openWorld({ skipsTime: true })
  there = await catalogue(world)
  webinar = await there.webinar()
  other = await placed(world, webinar)
  bought = await byCard(world, webinar)
  world.stripe.pay(await pageOf(world, bought))
  await world.stripe.quiet()
  await world.sweep()
  await world.quiet()
})
after(() => world.close())

const reason = 'Cannot come.'
const to = (path: string) => `/orders/${bought.number}/${path}`
const send = (path: string, body: unknown, as: string | undefined = world.ann) =>
  world.post(to(path), body, { key: randomUUID(), ...(as ? { as } : {}) })

describe('a field about money that is wrong', () => {
  const cases: [what: string, path: string, body: unknown, field: string, sentence: RegExp][] = [
    ['no way of refunding', 'refunds', { reason }, 'what', /./],
    ['an unknown way', 'refunds', { what: 'half', reason }, 'what', /./],
    ['no reason', 'refunds', { what: 'whole' }, 'reason', /reason/],
    ['an empty reason', 'refunds', { what: 'whole', reason: '  ' }, 'reason', /reason/],
    ['no cents', 'refunds', { what: 'amount', reason }, 'cents', /./],
    ['half a cent', 'refunds', { what: 'amount', cents: 10.5, reason }, 'cents', /whole/],
    ['less than nothing', 'refunds', { what: 'amount', cents: -1, reason }, 'cents', /./],
    ['nothing', 'refunds', { what: 'amount', cents: 0, reason }, 'cents', /./],
    ['cents as a text', 'refunds', { what: 'amount', cents: '99', reason }, 'cents', /./],
    ['more than a number holds', 'refunds', { what: 'amount', cents: 1e15, reason }, 'cents', /./],
    ['a line before the first', 'refunds', line({ line: -1 }), 'line', /from 0/],
    ['none of a line', 'refunds', line({ quantity: 0 }), 'quantity', /at least 1/],
    ['a seat that is no seat', 'refunds', line({ leaving: ['x'] }), 'leaving.0', /./],
    ['the same seat twice', 'refunds', line({ leaving: twice() }), 'leaving', /only once/],
    ['a field that is not asked for', 'refunds', { what: 'whole', reason, all: true }, '', /./],
    ['no payment', 'credit-refunds', { cents: 100 }, 'payment', /./],
    ['a payment that is none', 'credit-refunds', { payment: 'pi_1', cents: 100 }, 'payment', /./],
    ['how it was sent, not said', 'refund-sendings', {}, 'how', /how it was sent/],
  ]
  for (const [what, path, body, field, sentence] of cases) {
    it(`${what}: 422, named, with a sentence`, async () => {
      const reply = await send(path, body)
      assert.equal(reply.status, 422, JSON.stringify(reply.body))
      const errors = reply.body.errors as { field: string; message: string }[]
      const found = errors.find((error) => error.field === field)
      assert.match(String(found?.message), sentence, JSON.stringify(errors))
    })
  }

  it('no Idempotency-Key: 422, for money moves here', async () => {
    const reply = await world.post(to('refunds'), { what: 'whole', reason }, { as: world.ann })
    assert.equal(reply.status, 422)
    assert.match(JSON.stringify(reply.body), /Money moves here/)
  })

  it('one Idempotency-Key for two different refunds: 422, and only the first counts', async () => {
    const how = { as: world.ann, key: randomUUID() }
    const path = `/orders/${other.number}/refunds`
    await world.post(path, { what: 'amount', cents: 100, reason }, how)
    const again = await world.post(path, { what: 'amount', cents: 200, reason }, how)
    assert.equal(again.status, 422)
    assert.equal(again.body.code, 'idempotency-key-reused')
  })
})

describe('who may move money', () => {
  const desk = ['refunds', 'credit-refunds', 'refund-sendings', 'stripe-checks'] as const
  const bodies: Record<(typeof desk)[number], object> = {
    refunds: { what: 'whole', reason },
    'credit-refunds': { payment: randomUUID(), cents: 100 },
    'refund-sendings': { how: 'Check 1' },
    'stripe-checks': {},
  }
  for (const path of desk) {
    it(`${path}: nobody without a token, nor the buyer by the order’s link`, async () => {
      const key = randomUUID()
      assert.equal((await world.post(to(path), bodies[path], { key })).status, 401)
      const byLink = `${to(path)}?token=${bought.token}`
      assert.equal((await world.post(byLink, bodies[path], { key })).status, 401)
    })
    it(`${path}: nobody with a forged token, and nobody for an order that is not there`, async () => {
      const forged = `${world.ann.slice(0, -4)}aaaa`
      assert.equal((await send(path, bodies[path], forged)).status, 401)
      const nowhere = await world.post(`/orders/999999/${path}`, bodies[path], {
        as: world.ann,
        key: randomUUID(),
      })
      assert.equal(nowhere.status, 404)
    })
  }

  it('card-payments: the buyer by the order’s own link, and by no other order’s', async () => {
    const path = `/orders/${other.number}/card-payments`
    const key = randomUUID()
    assert.equal((await world.post(path, {}, { key })).status, 401)
    assert.equal((await world.post(`${path}?token=${bought.token}`, {}, { key })).status, 404)
    assert.equal((await world.post(`${path}?token=${other.token}`, {}, { key })).status, 201)
  })

  it('checkout: the page is shown by the order’s own link, and by no other order’s', async () => {
    const path = `/orders/${other.number}/checkout`
    assert.equal((await world.get(path)).status, 401)
    assert.equal((await world.get(`${path}?token=${bought.token}`)).status, 404)
    assert.equal((await world.get(`${path}?token=${other.token}`)).status, 200)
  })
})

describe('what is written on an order', () => {
  const texts: [what: string, more: object, field: string][] = [
    ['a PO number with a line break', { purchaseOrderNumber: 'PO\n7781' }, 'purchaseOrderNumber'],
    ['a PO number with a NUL', { purchaseOrderNumber: 'PO\u00007781' }, 'purchaseOrderNumber'],
    [
      'a PO number of 61 characters',
      { purchaseOrderNumber: '7'.repeat(61) },
      'purchaseOrderNumber',
    ],
    [
      'a PO number that turns around',
      { purchaseOrderNumber: '\u202e1877-OP' },
      'purchaseOrderNumber',
    ],
    [
      'a bill-to name with a line break',
      billTo({ name: 'City\nBcc: all@x.example' }),
      'billTo.name',
    ],
    [
      'a bill-to address of 1,001 characters',
      billTo({ address: 'x'.repeat(1_001) }),
      'billTo.address',
    ],
    [
      'a bill-to e-mail with a header',
      billTo({ email: 'a@b.example\r\nBcc: c@d.example' }),
      'billTo.email',
    ],
    ['a bill-to with a field of its own', billTo({ vat: '1' }), 'billTo.vat'],
    ['a card kept for one log-in', { paysBy: 'card', savesCard: true }, 'savesCard'],
    ['a saved card, which only a pass has', { paysBy: 'saved-card' }, 'paysBy'],
  ]
  for (const [what, more, field] of texts) {
    it(`${what}: 422, named`, async () => {
      const reply = await world.post('/orders', request(webinar, more), { key: randomUUID() })
      assert.equal(reply.status, 422, JSON.stringify(reply.body))
      const fields = (reply.body.errors as { field: string }[]).map((error) => error.field)
      assert.ok(fields.includes(field), fields.join(', '))
    })
  }
})

function line(more: object): object {
  return { what: 'line', line: 0, quantity: 1, leaving: [], reason, ...more }
}

function twice(): string[] {
  const seat = randomUUID()
  return [seat, seat]
}

function billTo(more: object): object {
  return { billTo: { name: 'City of Springfield', email: 'ap@city.example', ...more } }
}
