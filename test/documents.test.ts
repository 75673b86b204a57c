import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { byCard, pageOf } from './support/card.ts'
import { type CatalogueThere, catalogue } from './support/catalogue.ts'
import { opened, paperOf, papersOf, rendered } from './support/papers.ts'
import { readPdf } from './support/pdf.ts'
import { accepted, address, done, paid, placed } from './support/purchase.ts'
import { accept, quoted } from './support/quote.ts'
import { openWorld, type World } from './support/world.ts'

let world: World
let there: CatalogueThere
before(async () => {
  world = await openWorld({ skipsTime: false })
  there = await catalogue(world)
})
after(() => world.close())

const billTo = {
  name: 'Accounts Payable',
  organisation: 'City of Springfield',
  address: '800 Monroe St\nSpringfield, IL 62701',
}

describe('an invoice', () => {
  it('shows all that accounts payable needs, and comes with its mail', async () => {
    const email = address('payable')
    const purchase = await accepted(world, await there.webinar(), { billTo: { ...billTo, email } })
    const paper = await paperOf(world, purchase, 'invoice')
    const bytes = await opened(world, paper)
    const { text, title, links } = await readPdf(bytes)
    assert.equal(title, `Invoice ${paper.number}`)
    for (const shown of [
      'Library Webinars',
      'EIN 00-0000000',
      'Accounts Payable',
      'City of Springfield',
      '800 Monroe St',
      'PO-7781',
      'Net 30 days',
      '5 log-ins, team price',
      '$65.00',
      '$325.00',
      purchase.number,
      purchase.buyer.email,
      'Make check payable to',
      '1 Library Lane',
    ]) {
      assert.ok(text.includes(shown), `${shown} in: ${text}`)
    }
    assert.ok(links.some((link) => link.includes(`/orders/${purchase.number}?token=`)))
    assert.ok(links.includes('http://webinars.example/w9.pdf'))
    const w9 = await world.app.request('/w9.pdf')
    assert.equal(w9.headers.get('content-type'), 'application/pdf')
    assert.equal((await readPdf(new Uint8Array(await w9.arrayBuffer()))).pages, 1)
    const mail = await world.mail.to(email, `Invoice ${paper.number}`)
    assert.deepEqual(
      mail.attachments.map(({ name }) => name),
      [`invoice-${paper.number}.pdf`],
    )
  })

  it('is replaced by a credit note and a new one; its own bytes stay as they were', async () => {
    const purchase = await accepted(world, await there.webinar())
    const first = await paperOf(world, purchase, 'invoice')
    const before = await opened(world, first)
    await done(world, purchase, 'purchase-order-number-changes', { purchaseOrderNumber: 'PO-9' })
    const [later, note, same] = await papersOf(world, purchase)
    const kinds = (await papersOf(world, purchase)).map(({ kind }) => kind).sort()
    assert.deepEqual(kinds, ['credit-note', 'invoice', 'invoice'])
    assert.ok(later && note && same)
    assert.deepEqual(await opened(world, first), before)
    const papers = await papersOf(world, purchase)
    const read = async (kind: string, other = '') => {
      const paper = papers.find((one) => one.kind === kind && one.number !== other)
      assert.ok(paper)
      return readPdf(await opened(world, paper))
    }
    const credit = await read('credit-note')
    assert.match(credit.text, new RegExp(`Invoice ${first.number} is void`))
    assert.match(credit.text, /\$325\.00/)
    const second = await read('invoice', first.number)
    assert.match(second.text, new RegExp(`replaces invoice ${first.number}`))
    assert.match(second.text, /PO-9/)
  })

  it('cannot be changed or deleted by anything that reaches the database', async () => {
    const purchase = await accepted(world, await there.webinar())
    const { number, id } = await paperOf(world, purchase, 'invoice')
    for (const attempt of [
      world.sql`update invoices set total_cents = 1 where number = ${number}`,
      world.sql`update invoices set bill_to = '{}' where number = ${number}`,
      world.sql`delete from invoices where number = ${number}`,
      world.sql`update documents set bytes = 'other' where id = ${id}`,
      world.sql`update documents set number = 'other' where id = ${id}`,
      world.sql`delete from documents where id = ${id}`,
    ]) {
      await assert.rejects(attempt, /never changes/)
    }
  })
})

describe('a receipt', () => {
  it('comes with the mail of a card payment', async () => {
    const purchase = await byCard(world, await there.webinar())
    world.stripe.pay(await pageOf(world, purchase))
    const mail = await world.mail.to(purchase.buyer.email, 'is paid')
    assert.deepEqual(
      mail.attachments.map(({ name }) => name),
      [`receipt-R${purchase.number}-1.pdf`],
    )
    const { text } = await readPdf(await opened(world, await paperOf(world, purchase, 'receipt')))
    for (const shown of ['Paid in full', 'Card', '$99.00', '1 log-in']) {
      assert.ok(text.includes(shown), `${shown} in: ${text}`)
    }
  })

  it('is given for each check, with what is still due', async () => {
    const purchase = await accepted(world, await there.webinar())
    await paid(world, [[purchase, 10_000]])
    await paid(world, [[purchase, 25_000]])
    const receipts = (await papersOf(world, purchase)).filter(({ kind }) => kind === 'receipt')
    assert.deepEqual(
      receipts.map(({ number }) => number),
      [`R${purchase.number}-2`, `R${purchase.number}-1`],
    )
    const [second, first] = await Promise.all(
      receipts.map(async (one) => (await readPdf(await opened(world, one))).text),
    )
    assert.match(String(first), /\$100\.00 received, \$225\.00 still due/)
    assert.match(
      String(second),
      /Paid in full.*Received before -\$100\.00.*\$25\.00 of it is held as credit/,
    )
  })
})

describe('a quote', () => {
  it('says how long it is held; written anew it has a version of its own', async () => {
    const purchase = await quoted(world, await there.webinar())
    const first = await paperOf(world, purchase, 'quote')
    assert.equal(first.number, `Q${purchase.number}`)
    const { text } = await readPdf(await opened(world, first))
    assert.match(text, /Prices held until .*\$325\.00.*How to accept/)
    await done(world, purchase, 'price-agreements', { agreedCents: 30_000 })
    const [second] = await papersOf(world, purchase)
    assert.equal(second?.number, `Q${purchase.number}-2`)
    assert.match((await readPdf(await opened(world, second))).text, /\$300\.00/)
    assert.equal((await accept(world, purchase)).status, 201)
    const kinds = (await papersOf(world, purchase)).map(({ kind }) => kind)
    assert.deepEqual(kinds, ['invoice', 'quote', 'quote'])
  })
})

describe('a refund note', () => {
  it('says how much went back and how', async () => {
    const purchase = await accepted(world, await there.webinar())
    await paid(world, [[purchase, 32_500]])
    await done(world, purchase, 'refunds', {
      what: 'amount',
      cents: 5_000,
      reason: 'Half missed it.',
    })
    await done(world, purchase, 'refund-sendings', { how: 'Check 90210' })
    const paper = await paperOf(world, purchase, 'refund-note')
    const { text } = await readPdf(await opened(world, paper))
    assert.match(text, /\$50\.00 refunded.*Check 90210/)
    const mail = await world.mail.to(purchase.buyer.email, 'refund')
    assert.ok(mail)
  })
})

describe('the desk', () => {
  it('gets a slip for a deposit that adds up', async () => {
    const checks = [4_000, 6_000].map((cents) => ({
      payer: `Payer ${randomUUID().slice(0, 8)}`,
      number: '77',
      cents,
      receivedOn: '2026-11-02',
      allocations: [],
    }))
    const slip = { bankedOn: '2026-11-03', totalCents: 10_000, checks }
    const sent = await world.post('/deposits', slip, { as: world.ann, key: randomUUID() })
    assert.equal(sent.status, 201, JSON.stringify(sent.body))
    const id = String(sent.body.subject).slice('deposit:'.length)
    const [paper] = await rendered(world, `/deposits/${id}/documents`)
    assert.ok(paper)
    const { text } = await readPdf(await opened(world, paper))
    assert.match(text, /November 3, 2026.*\$40\.00.*\$60\.00.*Total \$100\.00/)
  })

  it('sends a statement with what is open', async () => {
    const purchase = await accepted(world, await there.webinar())
    const sent = await world.post(
      '/statements',
      { order: purchase.number },
      { as: world.ann, key: randomUUID() },
    )
    assert.equal(sent.status, 201, JSON.stringify(sent.body))
    const mail = await world.mail.to(purchase.buyer.email, 'Statement of')
    assert.match(String(mail.attachments[0]?.name), /^statement-S\d+\.pdf$/)
  })
})

describe('who may open a document', () => {
  it('is told in a table', async () => {
    const purchase = await placed(world, await there.webinar(), { paysBy: 'invoice' })
    const stranger = await placed(world, await there.webinar(), { paysBy: 'invoice' })
    const paper = await paperOf(world, purchase, 'invoice')
    const other = await paperOf(world, stranger, 'invoice')
    const token = (link: string) => new URL(link).search
    const file = `/documents/${paper.id}.pdf`
    const list = `/orders/${purchase.number}/documents`
    const table: [path: string, as: string | null, status: number][] = [
      [file, null, 401],
      [`${file}?token=wrong`, null, 404],
      [`${file}${token(other.link)}`, null, 404],
      [`${file}?token=${purchase.token}`, null, 404],
      [`${file}${token(paper.link)}`, null, 200],
      [file, world.ann, 200],
      [file, 'somebody.else', 401],
      [`/documents/${randomUUID()}.pdf`, world.ann, 404],
      ['/documents/1.pdf', world.ann, 422],
      [`/documents/${paper.id}.exe`, world.ann, 422],
      [list, null, 401],
      [`${list}?token=${stranger.token}`, null, 404],
      [`${list}?token=${purchase.token}`, null, 200],
    ]
    for (const [path, as, status] of table) {
      const reply = await world.get(path, as === null ? {} : { as })
      assert.equal(reply.status, status, path)
    }
    const first = await world.get(`${file}${token(paper.link)}`)
    const etag = String(first.headers.get('etag'))
    const again = await world.get(file, { as: world.ann, headers: { 'if-none-match': etag } })
    assert.equal(again.status, 304)
    assert.match(String(first.headers.get('cache-control')), /immutable/)
  })

  it('waits while it is being made', async () => {
    const purchase = await placed(world, await there.webinar(), { paysBy: 'invoice' })
    const id = randomUUID()
    await world.sql`
      insert into documents (id, kind, number, subject, step, data, issued_at)
      values (${id}, 'statement', ${id}, ${`order:${purchase.number}`}, 'none', '{}', ${world.now().toISOString()})
    `
    const reply = await world.get(`/documents/${id}.pdf`, { as: world.ann })
    assert.equal(reply.status, 503)
    assert.equal(reply.headers.get('retry-after'), '2')
    assert.match(String(reply.body.detail), /being made/)
    await world.sql`
      update documents
      set bytes = 'made', sha256 = encode(sha256('made'), 'hex'), file_name = 'made.pdf', rendered_at = issued_at
      where id = ${id}
    `
    assert.equal((await world.get(`/documents/${id}.pdf`, { as: world.ann })).status, 200)
  })
})
