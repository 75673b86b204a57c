import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { catalogue } from './support/catalogue.ts'
import { accepted, done, type Purchase, placed, shown } from './support/purchase.ts'
import { fileOf, form, jpeg, pdf, png, sendForm } from './support/upload.ts'
import { openWorld, type World } from './support/world.ts'

let world: World
let webinar: string
let order: Purchase
before(async () => {
  world = await openWorld({ skipsTime: true })
  webinar = await (await catalogue(world)).webinar()
  order = await placed(world, webinar)
})
after(() => world.close())

const send = (body: Parameters<typeof sendForm>[2], { number, token } = order, key?: string) =>
  sendForm(world, `/orders/${number}/purchase-order-files?token=${token}`, body, key ? { key } : {})

const rowsThere = async () => {
  const [row] = await world.sql`
    select (select count(*) from uploads) as uploads, (select count(*) from submissions) as submissions
  `
  return row
}

/** A form of bytes of one's own. */
const raw = (bytes: string, type = 'multipart/form-data; boundary=x') => ({ raw: bytes, type })
const part = (head: string, bytes = '%PDF-1.7\n') =>
  `--x\r\nContent-Disposition: form-data; ${head}\r\n\r\n${bytes}\r\n`

function twoFiles(): FormData {
  const sent = form({})
  sent.append('file', fileOf({ name: 'second.pdf' }))
  return sent
}

function under(field: string): FormData {
  const sent = new FormData()
  sent.append(field, fileOf({}))
  return sent
}

describe('a file that cannot be taken', () => {
  const notOurs =
    'Please send a PDF, PNG or JPEG. This file is something else, whatever its name says.'
  const broken = 'The form is broken or was cut off, so it could not be read. Please send it again.'
  const asForm = 'Please send the file as a form, with “Content-Type: multipart/form-data”.'
  const noFile = 'Please send the file in the field “file”.'
  const tooLarge = 'Please send a file of at most 3 MB.'
  const large = (bytes: number) => form({ bytes: `%PDF-1.7\n${' '.repeat(bytes - 9)}` })
  const is = (name: string, bytes: string | Uint8Array, type = 'application/pdf') =>
    form({ name, bytes, type })

  const rows: [
    what: string,
    body: () => Parameters<typeof send>[0],
    status: number,
    sentence: string,
  ][] = [
    ['a page of HTML called PDF', () => is('po.pdf', '<html><script>alert(1)'), 415, notOurs],
    [
      'an SVG with a script',
      () => is('po.svg', '<svg onload="alert(1)">', 'image/svg+xml'),
      415,
      notOurs,
    ],
    [
      'an SVG called PNG',
      () => is('po.png', '<?xml version="1.0"?><svg/>', 'image/png'),
      415,
      notOurs,
    ],
    ['a GIF', () => is('po.gif', 'GIF89a\u0001\u0000\u0001\u0000', 'image/gif'), 415, notOurs],
    ['an archive', () => is('po.pdf', 'PK\u0003\u0004'), 415, notOurs],
    ['a program', () => is('po.pdf', 'MZ\u0000\u0000'), 415, notOurs],
    ['a script', () => is('po.pdf', '#!/bin/sh\n'), 415, notOurs],
    ['a text', () => is('po.pdf', 'Please pay.'), 415, notOurs],
    ['a PDF after something else', () => is('po.pdf', '<script></script>%PDF-1.7'), 415, notOurs],
    ['the first bytes of a PNG', () => is('po.png', png.slice(0, 6), 'image/png'), 415, notOurs],
    ['an empty file', () => is('po.pdf', ''), 422, 'This file is empty.'],
    ['a byte more than 3 MB', () => large(3_000_001), 413, tooLarge],
    ['4 MB', () => large(4_000_000), 413, tooLarge],
    ['two files', twoFiles, 422, 'Please send one file at a time.'],
    ['a file in another field', () => under('attachment'), 422, noFile],
    ['a file in a list', () => under('file[]'), 422, noFile],
    ['a form without a file', () => new FormData(), 422, noFile],
    ['a text in place of the file', () => raw(`${part('name="file"')}--x--`), 422, noFile],
    [
      'a field that there is not',
      () => form({}, { number: '2041' }),
      422,
      'There is no field “number”.',
    ],
    ['a form that is cut off', () => raw(part('name="file"; filename="po.pdf"')), 422, broken],
    [
      'a form that is cut off in its head',
      () => raw('--x\r\nContent-Disposition: form-da'),
      422,
      broken,
    ],
    ['a form with another boundary', () => raw('--y\r\n\r\n--y--'), 422, broken],
    ['a form without a boundary', () => raw('--x--', 'multipart/form-data'), 422, broken],
    ['nothing', () => raw(''), 422, broken],
    ['JSON', () => raw('{"file":"JVBERi0="}', 'application/json'), 415, asForm],
    ['the bytes alone', () => raw('%PDF-1.7\n', 'application/pdf'), 415, asForm],
    [
      'a form without files',
      () => raw('file=po.pdf', 'application/x-www-form-urlencoded'),
      415,
      asForm,
    ],
    ['no type', () => raw('%PDF-1.7\n', ''), 415, asForm],
  ]
  for (const [what, body, status, sentence] of rows) {
    it(`${what} is answered ${status}, and nothing is kept`, async () => {
      const there = await rowsThere()
      const reply = await send(body())
      assert.equal(reply.status, status, JSON.stringify(reply.body))
      assert.equal(reply.body.detail, sentence)
      assert.deepEqual(await rowsThere(), there)
    })
  }

  it('a body that does not say how long it is, is cut off at its limit', async () => {
    const chunk = new Uint8Array(500_000)
    let sent = 0
    const endless = new ReadableStream({
      pull(controller) {
        sent += 1
        controller.enqueue(chunk)
      },
    })
    const headers = { 'content-type': 'multipart/form-data; boundary=x' }
    const init = { method: 'POST', headers, body: endless, duplex: 'half' }
    const path = `/api/v1/orders/${order.number}/purchase-order-files?token=${order.token}`
    const { status } = await world.app.request(path, init as RequestInit)
    assert.equal(status, 413)
    assert.ok(sent < 12, String(sent))
  })
})

describe('a file that is taken', () => {
  const rows: [what: string, sent: Parameters<typeof form>[0], type: string, name: string][] = [
    ['a PDF', { name: 'PO 7781.pdf' }, 'application/pdf', 'PO 7781.pdf'],
    ['a PNG', { name: 'scan.png', bytes: png }, 'image/png', 'scan.png'],
    ['a JPEG', { name: 'scan.JPEG', bytes: jpeg }, 'image/jpeg', 'scan.jpg'],
    ['a PNG called PDF', { name: 'scan.pdf', bytes: png }, 'image/png', 'scan.pdf.png'],
    ['a PDF called HTML', { name: 'a.html', type: 'text/html' }, 'application/pdf', 'a.html.pdf'],
    ['one named ../..', { name: '../..' }, 'application/pdf', 'purchase-order.pdf'],
    [
      'one of exactly 3 MB',
      { bytes: `%PDF-${' '.repeat(2_999_995)}` },
      'application/pdf',
      'po.pdf',
    ],
    [
      'one whose name turns around and breaks lines',
      { name: 'po\u202efdp.exe\r\nX-Evil: 1' },
      'application/pdf',
      'pofdp.exeX-Evil 1.pdf',
    ],
  ]
  for (const [what, sent, mediaType, fileName] of rows) {
    it(`${what} is what its bytes say, under a name that is safe`, async () => {
      const { number, token } = await placed(world, webinar)
      const reply = await send(form(sent), { ...order, number, token })
      assert.equal(reply.status, 201, JSON.stringify(reply.body))
      const { body } = await world.get(`/orders/${number}/files?token=${token}`)
      const [file] = body.items as Record<string, unknown>[]
      assert.deepEqual(
        [file?.mediaType, file?.fileName, file?.uploadedBy],
        [mediaType, fileName, 'buyer'],
      )
    })
  }

  it('stands with its order, before and after the purchase order is accepted', async () => {
    const purchase = await placed(world, webinar)
    await send(form({ name: 'before.pdf' }), purchase)
    await done(world, purchase, 'purchase-order-acceptances')
    await send(form({ name: 'after.pdf' }), purchase)
    const { purchaseOrderFiles } = await shown(world, purchase)
    const names = (purchaseOrderFiles as { fileName: string }[]).map(({ fileName }) => fileName)
    assert.deepEqual(names, ['before.pdf', 'after.pdf'])
  })

  it('is told to the administrators when a buyer sent it, not when one of them did', async () => {
    const purchase = await accepted(world, webinar)
    await send(form({ name: 'signed.pdf' }), purchase)
    const subject = `order ${purchase.number}`
    const told = await world.mail.to('ben.baker@webinars.example', subject)
    assert.match(JSON.stringify(told), /signed\.pdf/)
    const { number } = purchase
    await sendForm(world, `/orders/${number}/purchase-order-files`, form({}), { as: world.ann })
    await world.quiet()
    const [row] = await world.sql`
      select count(*) as count from messages
      join uploads on uploads.id::text = data ->> 'file'
      where messages.kind = 'purchase-order-file' and order_number = ${number}
    `
    assert.equal(row?.count, 2)
  })

  it('is kept once where it is sent twice under one key', async () => {
    const purchase = await placed(world, webinar)
    const key = randomUUID()
    const first = await send(form({}), purchase, key)
    const second = await send(form({}), purchase, key)
    assert.deepEqual([first.status, second.status], [201, 201])
    assert.equal(second.body.submission, first.body.submission)
    const another = await send(form({ bytes: pdf('another') }), purchase, key)
    assert.equal(another.body.code, 'idempotency-key-reused')
    const { body } = await world.get(`/orders/${purchase.number}/files`, { as: world.ann })
    assert.equal((body.items as unknown[]).length, 1)
  })

  it('is one of twenty at most for an order', async () => {
    const purchase = await placed(world, webinar)
    for (let count = 0; count < 20; count += 1) await send(form({}), purchase)
    const { status, body } = await send(form({}), purchase)
    assert.equal(status, 409)
    assert.equal(
      body.detail,
      '20 files came with this order already, and that is the most: please write to us.',
    )
  })

  it('never changes', async () => {
    await send(form({}))
    await assert.rejects(world.sql`update uploads set bytes = 'x', size = 1`, /never changes/)
    await assert.rejects(world.sql`delete from uploads`, /never changes/)
  })
})
