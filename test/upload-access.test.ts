import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { catalogue } from './support/catalogue.ts'
import type { Reply } from './support/http.ts'
import { type Purchase, placed } from './support/purchase.ts'
import { form, pdf, sendForm } from './support/upload.ts'
import { openWorld, type World } from './support/world.ts'

let world: World
let order: Purchase
let other: Purchase
before(async () => {
  world = await openWorld({ skipsTime: true })
  const webinar = await (await catalogue(world)).webinar()
  order = await placed(world, webinar)
  other = await placed(world, webinar)
})
after(() => world.close())

const idOf = ({ body }: Reply) => String(body.subject).split('/')[1] ?? ''

const of = (what: string) => `/orders/${order.number}/${what}?token=${order.token}`

/** A file as a browser gets it. */
const fetched = (id: string, { token = '', as = '' }) =>
  world.app.request(`/api/v1/files/${id}${token && `?token=${token}`}`, {
    headers: as ? { authorization: `Bearer ${as}` } : {},
  })

describe('a file that is asked for', () => {
  let file: string
  let certificate: string
  before(async () => {
    const sent = form({ name: 'Größe "1".pdf', bytes: pdf('the bytes') })
    file = idOf(await sendForm(world, of('purchase-order-files'), sent))
    certificate = idOf(await sendForm(world, of('tax-certificates'), form({})))
  })

  const rows: [
    who: string,
    holds: () => { token?: string; as?: string },
    po: number,
    tax: number,
  ][] = [
    ['a stranger', () => ({}), 401, 401],
    ['a stranger with a link of their own', () => ({ token: 'x'.repeat(32) }), 404, 404],
    ['another order’s buyer', () => ({ token: other.token }), 404, 404],
    ['the order’s buyer', () => ({ token: order.token }), 200, 404],
    ['an administrator', () => ({ as: world.ann }), 200, 200],
    ['a false administrator', () => ({ as: `${randomUUID()}.false` }), 401, 401],
  ]
  for (const [who, holds, ofOrder, ofCertificate] of rows) {
    it(`by ${who}: a purchase order is ${ofOrder}, a certificate ${ofCertificate}`, async () => {
      assert.equal((await fetched(file, holds())).status, ofOrder)
      assert.equal((await fetched(certificate, holds())).status, ofCertificate)
    })
  }

  it('is 404 where there is none, and 422 where it cannot be one', async () => {
    const as = world.ann
    assert.equal((await fetched(randomUUID(), { as })).status, 404)
    assert.equal((await fetched(randomUUID(), { token: order.token })).status, 404)
    assert.equal((await fetched('..%2f..', { as })).status, 422)
  })

  it('comes with the same bytes, to be saved, in a sandbox', async () => {
    const response = await fetched(file, { token: order.token })
    assert.deepEqual(new Uint8Array(await response.arrayBuffer()), pdf('the bytes'))
    assert.deepEqual(
      [
        'content-type',
        'content-disposition',
        'x-content-type-options',
        'content-security-policy',
      ].map((name) => response.headers.get(name)),
      [
        'application/pdf',
        `attachment; filename="Gr__e 1.pdf"; filename*=UTF-8''Gr%C3%B6%C3%9Fe%201.pdf`,
        'nosniff',
        "sandbox; default-src 'none'",
      ],
    )
  })
})

describe('who may send a file', () => {
  const rows: [who: string, holds: () => { token?: string; as?: string }, status: number][] = [
    ['a stranger', () => ({}), 401],
    ['another order’s buyer', () => ({ token: other.token }), 404],
    ['the order’s buyer', () => ({ token: order.token }), 201],
    ['an administrator', () => ({ as: world.ben }), 201],
  ]
  for (const what of ['purchase-order-files', 'tax-certificates']) {
    for (const [who, holds, status] of rows) {
      it(`${what} by ${who}: ${status}`, async () => {
        const { token, as } = holds()
        const path = `/orders/${order.number}/${what}${token ? `?token=${token}` : ''}`
        const reply = await sendForm(world, path, form({}), as ? { as } : {})
        assert.equal(reply.status, status, JSON.stringify(reply.body))
      })
    }
  }

  it('and for an order that there is not: 404', async () => {
    const path = '/orders/999999/purchase-order-files'
    assert.equal((await sendForm(world, path, form({}), { as: world.ann })).status, 404)
  })
})

describe('the description of the API', () => {
  it('says that a file is sent as a form, and which bytes come back', async () => {
    const { body } = await world.get('/api/openapi.json')
    const paths = body.paths as Record<string, Record<string, unknown>>
    const sends = JSON.stringify(paths['/organisations/{id}/tax-certificates']?.post)
    for (const word of ['multipart/form-data', '"binary"', '"validUntil"']) {
      assert.ok(sends.includes(word), word)
    }
    assert.ok(JSON.stringify(paths['/files/{id}']?.get).includes('image/png'))
  })
})
