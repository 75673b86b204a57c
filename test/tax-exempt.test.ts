import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { formatDate } from '../domain/date.ts'
import { catalogue } from './support/catalogue.ts'
import { done, type Purchase, placed, refused } from './support/purchase.ts'
import {
  decide,
  exempt,
  inDays,
  library,
  onFile,
  reason,
  sentAlong,
} from './support/tax-certificate.ts'
import { form, sendForm } from './support/upload.ts'
import { openWorld, type World } from './support/world.ts'

const ben = 'ben.baker@webinars.example'

let world: World
let webinar: string
before(async () => {
  world = await openWorld({ skipsTime: true })
  webinar = await (await catalogue(world)).webinar({ startsInDays: 365 })
})
after(() => world.close())

interface Certificate {
  id: string
  stage: string
  validUntil: string | null
  number: string | null
  order: string | null
}

async function certificates(organisation: string, query = ''): Promise<Certificate[]> {
  const path = `/organisations/${organisation}/tax-certificates${query}`
  const { status, body } = await world.get(path, { as: world.ann })
  assert.equal(status, 200, JSON.stringify(body))
  return body.items as Certificate[]
}

/** What the latest paper of a kind says of sales tax. */
async function onPaper({ number }: Purchase, kind: string): Promise<unknown> {
  const [row] = await world.sql`
    select data -> 'taxExempt' as said from documents
    where order_number = ${number} and kind = ${kind}
    order by position desc
  `
  return row?.said
}

describe('a certificate that an administrator puts on file', () => {
  it('is in force until its last day is over, and stands on the next invoice', async () => {
    const { purchase, id } = await library(world, webinar)
    assert.equal(await exempt(world, id), null)
    await onFile(world, id, inDays(world, 100), { number: 'E-9912', issuingState: 'Illinois' })
    const certificate = { number: 'E-9912', validUntil: inDays(world, 100) }
    assert.deepEqual(await exempt(world, id), certificate)
    assert.deepEqual(await exempt(world, id, 100), certificate)
    assert.equal(await exempt(world, id, 101), null)
    await done(world, purchase, 'purchase-order-acceptances')
    assert.deepEqual(await onPaper(purchase, 'invoice'), certificate)
  })

  it('is not on paper that was issued before', async () => {
    const { purchase, id } = await library(world, webinar)
    await done(world, purchase, 'purchase-order-acceptances')
    await onFile(world, id, inDays(world, 100))
    assert.equal(await onPaper(purchase, 'invoice'), null)
  })

  it('stands on a quote', async () => {
    const { id, purchase: first } = await library(world, webinar)
    await onFile(world, id, inDays(world, 100))
    const { organisation } = first
    const quoted = await placed(world, webinar, {
      organisation,
      paysBy: 'quote',
      purchaseOrderNumber: undefined,
    })
    assert.deepEqual(await onPaper(quoted, 'quote'), {
      number: null,
      validUntil: inDays(world, 100),
    })
  })

  it('gives way to the one that is valid longest', async () => {
    const { id } = await library(world, webinar)
    await onFile(world, id, inDays(world, 50), { number: 'first' })
    await onFile(world, id, inDays(world, 400), { number: 'second' })
    await onFile(world, id, inDays(world, 20), { number: 'third' })
    assert.deepEqual(await exempt(world, id), { number: 'second', validUntil: inDays(world, 400) })
    const numbers = (await certificates(id)).map(({ number }) => number)
    assert.deepEqual(numbers, ['second', 'first', 'third'])
  })

  it('is listed page by page', async () => {
    const { id } = await library(world, webinar)
    for (const days of [10, 20, 30]) await onFile(world, id, inDays(world, days))
    const path = `/organisations/${id}/tax-certificates?limit=2`
    const first = await world.get(path, { as: world.ann })
    const second = await world.get(`${path}&cursor=${first.body.next}`, { as: world.ann })
    const ends = [first, second].flatMap(({ body }) => body.items as Certificate[])
    assert.deepEqual(
      ends.map(({ validUntil }) => validUntil),
      [30, 20, 10].map((days) => inDays(world, days)),
    )
    assert.equal(second.body.next, null)
  })

  it('is not in force any more when it is withdrawn, once', async () => {
    const { id } = await library(world, webinar)
    const certificate = await onFile(world, id, inDays(world, 100))
    assert.equal((await decide(world, { id, certificate }, 'withdrawals', reason)).status, 201)
    assert.equal(await exempt(world, id), null)
    const again = await refused(decide(world, { id, certificate }, 'withdrawals', reason))
    assert.match(again, /^This certificate was withdrawn by Ann Archer, .*\.$/)
  })
})

describe('a certificate that a buyer sends along', () => {
  it('waits for an administrator, who puts it on file; the buyer is told', async () => {
    const { purchase, id } = await library(world, webinar)
    const certificate = await sentAlong(world, purchase)
    assert.equal(await exempt(world, id), null)
    const subject = `record:tax-certificate/${certificate}`
    const waits = async () =>
      (await world.get(`/tasks?subject=${subject}`, { as: world.ann })).body.items as {
        kind: string
      }[]
    assert.deepEqual(
      (await waits()).map(({ kind }) => kind),
      ['tax-certificate'],
    )
    await world.mail.to(ben, `Tax exemption certificate to check: ${purchase.organisation}`)
    const says = { validUntil: inDays(world, 30), number: 'E-1' }
    assert.equal((await decide(world, { id, certificate }, 'acceptances', says)).status, 201)
    assert.deepEqual(await exempt(world, id), { number: 'E-1', validUntil: inDays(world, 30) })
    assert.deepEqual(await waits(), [])
    await world.mail.to(purchase.buyer.email, `is on file until ${formatDate(inDays(world, 30))}`)
    const [listed] = await certificates(id)
    assert.deepEqual([listed?.stage, listed?.order], ['on-file', purchase.number])
  })

  it('may be refused with a reason, which its buyer reads, and sent anew', async () => {
    const { purchase, id } = await library(world, webinar)
    const certificate = await sentAlong(world, purchase)
    const reason = 'It is not signed.'
    assert.equal((await decide(world, { id, certificate }, 'refusals', { reason })).status, 201)
    const { text } = await world.mail.to(purchase.buyer.email, 'could not use')
    assert.match(String(text), /It is not signed\./)
    assert.equal(await exempt(world, id), null)
    const says = { validUntil: inDays(world, 30) }
    const sentence = await refused(decide(world, { id, certificate }, 'acceptances', says))
    assert.match(sentence, /^This certificate was refused by Ann Archer, /)
    const next = await sentAlong(world, purchase)
    assert.equal((await decide(world, { id, certificate: next }, 'acceptances', says)).status, 201)
  })

  it('is decided about once, whoever decides at the same time', async () => {
    const { purchase, id } = await library(world, webinar)
    const certificate = await sentAlong(world, purchase)
    const says = { validUntil: inDays(world, 30) }
    const replies = await Promise.all([
      decide(world, { id, certificate }, 'acceptances', says),
      decide(world, { id, certificate }, 'refusals', reason),
      decide(world, { id, certificate }, 'acceptances', says),
    ])
    const statuses = replies.map(({ status }) => status).sort()
    assert.deepEqual(statuses, [201, 409, 409])
    const [listed] = await certificates(id)
    assert.equal((await exempt(world, id)) === null, listed?.stage === 'refused')
  })

  it('is refused where the order is for nobody who could be exempt', async () => {
    const alone = await placed(world, webinar, {
      product: 'individual',
      seats: 1,
      people: [],
      organisation: undefined,
      paysBy: 'invoice',
      purchaseOrderNumber: undefined,
    })
    const path = `/orders/${alone.number}/tax-certificates?token=${alone.token}`
    const { status, body } = await sendForm(world, path, form({}))
    assert.equal(status, 409)
    assert.equal(body.code, 'no-organisation')
  })
})

describe('what cannot be said of a certificate', () => {
  const on = 'This certificate is on file already, recorded by Ann Archer'
  const waiting = 'Nobody has recorded this certificate yet: please record or refuse it.'
  const rows: [
    of: 'sent' | 'on file',
    what: 'acceptances' | 'refusals' | 'withdrawals',
    sentence: string,
  ][] = [
    ['sent', 'withdrawals', waiting],
    ['on file', 'acceptances', on],
    ['on file', 'refusals', on],
  ]
  for (const [of, what, sentence] of rows) {
    it(`${what} of one that is ${of}`, async () => {
      const { purchase, id } = await library(world, webinar)
      const certificate =
        of === 'sent' ? await sentAlong(world, purchase) : await onFile(world, id, inDays(world, 9))
      const body = what === 'acceptances' ? { validUntil: inDays(world, 9) } : { reason: 'None.' }
      assert.ok(
        (await refused(decide(world, { id, certificate }, what, body))).startsWith(sentence),
      )
    })
  }

  const wrong: [field: string, value: () => string, sentence: string][] = [
    ['validUntil', () => '', 'Please give a date that exists, as YYYY-MM-DD.'],
    ['validUntil', () => '2027-02-29', 'Please give a date that exists, as YYYY-MM-DD.'],
    [
      'validUntil',
      () => inDays(world, -1),
      'Please give a last day from today on, within twenty years.',
    ],
    [
      'validUntil',
      () => '2999-12-31',
      'Please give a last day from today on, within twenty years.',
    ],
    ['validUntil', () => '9999-12-31', 'Please give a year from 1900 to 2999.'],
    ['number', () => 'E\u0000', 'Please remove line breaks and control characters.'],
    ['number', () => 'x'.repeat(61), 'Please keep the number of the certificate to 60 characters.'],
    ['issuingState', () => ' ', 'Please give the state that gave it.'],
    ['state', () => 'Illinois', 'There is no field “state”.'],
  ]
  for (const [field, value, sentence] of wrong) {
    it(`${field} with a file: ${sentence}`, async () => {
      const { id } = await library(world, webinar)
      const body = form({}, { validUntil: inDays(world, 9), [field]: value() })
      const path = `/organisations/${id}/tax-certificates`
      const reply = await sendForm(world, path, body, { as: world.ann })
      assert.equal(reply.status, 422, JSON.stringify(reply.body))
      assert.equal(reply.body.detail, sentence)
      assert.deepEqual(await certificates(id), [])
    })
  }

  it('by whom, and of what there is not', async () => {
    const { purchase, id } = await library(world, webinar)
    const { id: other } = await library(world, webinar)
    const certificate = await onFile(world, id, inDays(world, 9))
    const paths = ['', `/${certificate}/withdrawals`]
    for (const path of paths) {
      const to = `/organisations/${id}/tax-certificates${path}?token=${purchase.token}`
      const reply = path === '' ? await sendForm(world, to, form({})) : await world.post(to, {})
      assert.equal(reply.status, 401, path)
    }
    assert.equal(
      (await decide(world, { id: other, certificate }, 'withdrawals', reason)).status,
      404,
    )
    assert.equal(
      (await decide(world, { id, certificate: randomUUID() }, 'withdrawals', reason)).status,
      404,
    )
    const nowhere = `/organisations/${randomUUID()}/tax-certificates`
    const sent = form({}, { validUntil: inDays(world, 9) })
    assert.equal((await sendForm(world, nowhere, sent, { as: world.ann })).status, 404)
    assert.equal((await world.get(nowhere, { as: world.ann })).status, 404)
    assert.equal((await world.get(`/organisations/${id}/tax-certificates`)).status, 401)
  })
})
