import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { member, somebody, waiting } from './support/applicant.ts'
import { catalogue } from './support/catalogue.ts'
import { holderUntil } from './support/pass-holder.ts'
import { accepted, addresses, type Purchase, paid, shown, stageOf } from './support/purchase.ts'
import { inDays, sentAlong } from './support/tax-certificate.ts'
import { led, signIn, type Visitor } from './support/visitor.ts'
import { openWorld, type World } from './support/world.ts'

let world: World
let ann: Visitor
let webinar: string
before(async () => {
  world = await openWorld({ skipsTime: true })
  ann = await signIn(world, 'ann.archer@webinars.example')
  webinar = await (await catalogue(world)).webinar()
})
after(() => world.close())

describe('the page of', () => {
  it('an applicant says who decided, when, from what to what, and what was mailed', async () => {
    const { id } = await waiting(world, somebody('Tina Timeline'))
    const path = `/console/members/${id}`
    assert.match((await ann.get(path)).text, /action="\/console\/do\/members\/[^"]*\/approvals"/)
    await ann.post(`/console/do/members/${id}/approvals`, form(path))
    await world.quiet()
    const { text } = await ann.get(path)
    assert.match(
      text,
      /<strong>Approve<\/strong>, by Ann Archer[\s\S]*Waits for a decision → Member/,
    )
    assert.match(text, /<strong>Apply<\/strong>, by the applicant/)
    assert.match(text, /Mail to tina-[^:]*:/)
    assert.doesNotMatch(text, /\/approvals"/)
    const process = `http://temporal\\.example/namespaces/\\w+/workflows/membership%3A${id}`
    assert.match(text, new RegExp(`href="${process}"`))
  })

  it('an order shows its money, people and papers, and does what makes sense now', async () => {
    const order = await accepted(world, webinar, { organisation: 'Capital City Library' })
    await world.quiet()
    const path = `/console/orders/${order.number}`
    const { text } = await ann.get(path)
    assert.match(text, /<h1>Order \d+<\/h1>/)
    assert.match(text, /Capital City Library/)
    assert.match(text, /invoice 10\d\d/)
    assert.match(text, /reader1-/)
    assert.match(text, /Charged: <strong class="amount">\$325\.00/)
    assert.match(text, /write-offs"/)
    assert.doesNotMatch(text, /purchase-order-acceptances"|\/refunds"/)
    const off = await ann.post(`/console/do${path.slice('/console'.length)}/write-offs`, {
      ...form(path),
      reason: 'They have closed.',
    })
    assert.match((await ann.get(led(off))).text, /Order \d+<\/a>: written off/)
    assert.equal(await stageOf(world, order), 'written-off')
  })

  it('an order asks for an amount as people write it, and for a proof before money goes back', async () => {
    const order = await overpaid()
    const path = `/console/do/orders/${order.number}`
    const other = await accepted(world, webinar, { organisation: order.organisation })
    const apply = `/console/do/orders/${other.number}/credit-applications`
    const wrong = await ann.post(apply, { ...form(), cents: 'ten' })
    assert.equal(wrong.status, 422)
    assert.match(wrong.text, /Please give an amount, such as 325\.00/)
    const tooMuch = await ann.post(apply, { ...form(), cents: '200.00' })
    assert.equal(tooMuch.status, 409)
    assert.equal((await ann.post(apply, { ...form(), cents: '100.00' })).status, 303)
    assert.equal((await shown(world, other)).openCents, 22_500)
    const refund = { ...form(), cents: '5.00', reason: 'Came late.' }
    assert.match(led(await ann.post(`${path}/refunds`, refund)), /^\/sign-in\/proof/)
    const authorization = `Bearer ${world.ann}`
    const origin = 'http://webinars.example'
    const given = await ann.post(`${path}/refunds`, refund, { authorization, origin })
    assert.equal(given.status, 303, given.text)
  })

  it('an order names people, gives a seat to somebody else, and sends its mail again', async () => {
    const [first = '', second = ''] = addresses(2)
    const order = await accepted(world, webinar, { people: [] })
    const path = `/console/orders/${order.number}`
    const named = await ann.post(`/console/do/orders/${order.number}/seats`, {
      ...form(path),
      people: first,
    })
    assert.match((await ann.get(led(named))).text, /named; they are told[\s\S]*reader1/)
    const seat = /seats\/(\d+~[\w-]+)\/reassignments/.exec((await ann.get(path)).text)?.[1]
    await ann.post(`/console/do/seats/${seat}/resends`, form(path))
    const wrong = await ann.post(`/console/do/seats/${seat}/reassignments`, {
      ...form(),
      email: 'x',
    })
    assert.equal(wrong.status, 422)
    const given = { ...form(path), email: second }
    const gone = await ann.post(`/console/do/seats/${seat}/reassignments`, given)
    assert.match((await ann.get(led(gone))).text, new RegExp(second))
    await world.quiet()
    assert.equal(world.mail.subjects(first).filter((one) => /place/.test(one)).length >= 2, true)
    const other = `${order.number}~${randomUUID()}`
    assert.equal((await ann.post(`/console/do/seats/${other}/resends`, form())).status, 404)
  })

  it('an organisation adds up what it owes', async () => {
    const order = await accepted(world, webinar, { organisation: 'Ogdenville' })
    await accepted(world, webinar, { organisation: 'Ogdenville' })
    const { organisation } = (await shown(world, order)) as { organisation: { id: string } }
    const { text } = await ann.get(`/console/organisations/${organisation.id}`)
    assert.match(text, /<dt>Open<\/dt><dd>\$6\d\d\.00/)
    assert.match(text, new RegExp(`/console/orders/${order.number}"`))
  })

  it('an organisation has its certificates of tax exemption, which are decided in the inbox', async () => {
    const order = await accepted(world, webinar, { organisation: 'North Haverbrook' })
    const certificate = await sentAlong(world, order)
    assert.match((await ann.get('/console?show=exemptions')).text, /North Haverbrook sent a/)
    const path = `/console/do/exemptions/${certificate}/acceptances`
    const over = await ann.post(path, { ...form(), validUntil: inDays(world, -1) })
    assert.equal(over.status, 422)
    assert.match(over.text, /Please give a last day from today on/)
    const typed = { ...form(), validUntil: inDays(world, 90), number: 'E-1' }
    assert.equal((await ann.post(path, typed)).status, 303)
    assert.doesNotMatch((await ann.get('/console')).text, /North Haverbrook sent a/)
    const { organisation } = (await shown(world, order)) as { organisation: { id: string } }
    const { text } = await ann.get(`/console/organisations/${organisation.id}`)
    assert.match(text, /on file, until/)
    assert.match(text, new RegExp(`exemptions/${certificate}/withdrawals`))
  })

  it('a mail shows what was sent, and sends it again', async () => {
    const { id, email } = await member(world)
    await world.quiet()
    const before = world.mail.subjects(email).length
    const list = await ann.get(`/console/mail?search=${email}`)
    const path = /href="(\/console\/mail\/[\da-f-]{36})"/.exec(list.text)?.[1] ?? assert.fail()
    assert.match((await ann.get(path)).text, /class="written"/)
    const mail = path.split('/').at(-1)
    const again = await ann.post(`/console/do/messages/${mail}/resends`, form(path))
    assert.match((await ann.get(led(again))).text, /is sent again/)
    await world.quiet()
    assert.equal(world.mail.subjects(email).length, before + 1)
    assert.match((await ann.get(`/console/members/${id}`)).text, /Mail to/)
  })

  it('a pass shows its terms, and suspends it', async () => {
    const pass = await holderUntil(world, 200)
    const path = `/console/passes/${pass.number}`
    assert.match((await ann.get(path)).text, new RegExp(`<h1>Pass ${pass.number}</h1>`))
    const suspend = `/console/do/passes/${pass.number}/suspensions`
    await ann.post(suspend, { ...form(path), reason: 'Shared in public.' })
    assert.match((await ann.get(path)).text, /badge wrong">Suspended/)
  })

  it('what is not there is not there, and what a role may not do is not offered', async () => {
    for (const path of [
      'members/x',
      `members/${randomUUID()}`,
      'orders/99999',
      'passes/9',
      'mail/1',
    ]) {
      assert.equal((await ann.get(`/console/${path}`)).status, 404, path)
    }
    assert.match(led(await ann.get('/console/do/orders/9/refunds')), /^\/sign-in\/proof/)
    assert.equal((await ann.get('/console/do/orders/99999/write-offs')).status, 404)
    assert.equal((await ann.get('/console/do/orders/99999/constructor')).status, 404)
    const ben = await signIn(world, 'ben.baker@webinars.example')
    await world.sql`
      update administrators set role = 'host'
      where person_id = (select id from people where email = 'ben.baker@webinars.example')
    `
    const order = await accepted(world, webinar)
    assert.equal((await ben.get(`/console/orders/${order.number}`)).status, 403)
    const { id } = await waiting(world, somebody('Hanna Hosted'))
    const { text } = await ben.get(`/console/members/${id}`)
    assert.match(text, /Hanna Hosted/)
    assert.doesNotMatch(text, /\/approvals"|href="\/console\/orders"/)
    assert.equal((await ben.post(`/console/do/members/${id}/approvals`, form())).status, 403)
    assert.doesNotMatch((await ben.get('/console')).text, /Checks expected/)
  })
})

async function overpaid(): Promise<Purchase> {
  const order = await accepted(world, webinar, { organisation: `Shelbyville ${randomUUID()}` })
  await paid(world, [[order, 42_500]])
  return order
}

function form(next = '/console') {
  return { key: randomUUID(), next }
}
