import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { type CatalogueThere, catalogue } from './support/catalogue.ts'
import { accepted, stageOf } from './support/purchase.ts'
import { led, signIn, type Visitor } from './support/visitor.ts'
import { openWorld, type World } from './support/world.ts'

let world: World
let ann: Visitor
let shop: CatalogueThere
let webinar: string
before(async () => {
  world = await openWorld({ skipsTime: true })
  ann = await signIn(world, 'ann.archer@webinars.example')
  shop = await catalogue(world)
  webinar = await shop.webinar()
})
after(() => world.close())

describe('recording a check at the desk', () => {
  it('shows what is open of an organization, and pays its orders', async () => {
    const organisation = `Shelbyville ${randomUUID().slice(0, 6)}`
    const order = await accepted(world, webinar, { organisation })
    const form = await ann.get(`/console/checks/new?order=${order.number}`)
    assert.match(form.text, new RegExp(`${organisation} owes <strong>\\$325\\.00`))
    assert.match(form.text, new RegExp(`Order ${order.number}: \\$325\\.00 open`))
    const recorded = await ann.post('/console/checks/new', {
      ...check(),
      'allocations.0.order': order.number,
      'allocations.0.cents': '325.00',
    })
    assert.equal(recorded.status, 303, recorded.text)
    const page = await ann.get(led(recorded))
    assert.match(page.text, /The check is recorded/)
    assert.match(page.text, /All of it pays orders/)
    await world.quiet()
    assert.equal(await stageOf(world, order), 'paid')
  })

  it('says beside the order what is wrong, in dollars', async () => {
    const order = await accepted(world, webinar)
    const unreadable = await ann.post('/console/checks/new', { ...check(), cents: '325,0' })
    assert.equal(unreadable.status, 422)
    assert.match(unreadable.text, /Please give an amount in dollars, such as 325\.00\./)
    const tooMuch = await ann.post('/console/checks/new', {
      ...check(),
      'allocations.0.order': order.number,
      'allocations.0.cents': '400.00',
    })
    assert.equal(tooMuch.status, 422)
    assert.match(tooMuch.text, /This is more than the check/)
    const unknown = await ann.post('/console/checks/new', {
      ...check(),
      'allocations.1.typed': '999999',
      'allocations.1.cents': '1.00',
    })
    assert.equal(unknown.status, 422)
    assert.match(unknown.text, /href="#allocations\.1\.order">There is no order 999999/)
  })

  it('refuses the same check twice, and says who recorded it', async () => {
    const same = check()
    await ann.post('/console/checks/new', same)
    const twice = await ann.post('/console/checks/new', { ...same, key: randomUUID() })
    assert.equal(twice.status, 409)
    assert.match(twice.text, /already recorded by Ann Archer/)
  })
})

describe('a check at the desk', () => {
  it('is allocated, moved to another order, and taken back when it bounces', async () => {
    const [one, other] = [await accepted(world, webinar), await accepted(world, webinar)]
    const page = led(await ann.post('/console/checks/new', check())).split('?')[0] ?? ''
    assert.match((await ann.get(page)).text, /Nobody knows whose it is/)
    const given = await ann.post(`${page}/allocations`, {
      key: randomUUID(),
      'allocations.0.typed': one.number,
      'allocations.0.cents': '325',
    })
    assert.equal(given.status, 303, given.text)
    const moved = await ann.post(`${page}/moves`, {
      key: randomUUID(),
      from: one.number,
      to: other.number,
    })
    assert.match((await ann.get(led(moved))).text, /moved to another order/)
    await world.quiet()
    assert.equal(await stageOf(world, other), 'paid')
    const noReason = await ann.post(`${page}/reversals`, { key: randomUUID() })
    assert.equal(noReason.status, 422)
    assert.match(noReason.text, /Please give the reason/)
    const back = await ann.post(`${page}/reversals`, {
      key: randomUUID(),
      reason: 'bounced',
      feeCents: '35.00',
    })
    assert.match((await ann.get(led(back))).text, /The check is taken back/)
    await world.quiet()
    assert.match((await ann.get(`/console/checks/new?order=${other.number}`)).text, /\$360\.00/)
  })

  it('that nobody knows becomes the credit of whose order is named', async () => {
    const order = await accepted(world, webinar)
    const page = led(await ann.post('/console/checks/new', check())).split('?')[0] ?? ''
    const unknown = await ann.post(`${page}/attributions`, { key: randomUUID(), creditOf: '99999' })
    assert.equal(unknown.status, 422)
    const kept = await ann.post(`${page}/attributions`, {
      key: randomUUID(),
      creditOf: order.number,
    })
    assert.match((await ann.get(led(kept))).text, /Leaves credit/)
  })
})

describe('a deposit at the desk', () => {
  it('is recorded where it adds up, and shows its slip', async () => {
    const order = await accepted(world, webinar)
    const slip = deposit({
      'checks.0.order': order.number,
      'checks.3.payer': 'City of Ogdenville',
      'checks.3.number': '88',
      'checks.3.cents': '75.00',
    })
    const wrong = await ann.post('/console/deposits/new', { ...slip, totalCents: '399.00' })
    assert.equal(wrong.status, 422)
    assert.match(wrong.text, /The slip says \$399\.00, and its checks add up to \$400\.00\./)
    const recorded = await ann.post('/console/deposits/new', slip)
    assert.equal(recorded.status, 303, recorded.text)
    await world.quiet()
    const { text } = await ann.get(led(recorded))
    assert.match(text, /City of Ogdenville/)
    assert.match(text, /2, \$400\.00/)
    assert.equal(await stageOf(world, order), 'paid')
  })

  it('names the row that is wrong, and gives more rows without losing what was typed', async () => {
    const unknown = deposit({ 'checks.0.order': '999999', totalCents: '325.00' })
    const wrong = await ann.post('/console/deposits/new', unknown)
    assert.match(wrong.text, /href="#checks\.0\.order">There is no order 999999/)
    const more = await ann.post('/console/deposits/new', { ...unknown, more: 'yes' })
    assert.equal(more.status, 200)
    assert.match(more.text, /Check 15/)
    assert.match(more.text, /value="999999"/)
  })
})

describe('what is open', () => {
  it('is shown by who owes it, order by order, and mailed as a statement', async () => {
    const organisation = `Capital City ${randomUUID().slice(0, 6)}`
    const order = await accepted(world, webinar, { organisation })
    const open = await ann.get('/console/open')
    const link = new RegExp(`href="(/console/open/organisation/[^"]+)">${organisation}`)
    const page = link.exec(open.text)?.[1] ?? assert.fail(open.text)
    assert.match((await ann.get(page)).text, new RegExp(`/console/orders/${order.number}`))
    const mailed = await ann.post(`${page}/statements`, { key: randomUUID() })
    assert.match((await ann.get(led(mailed))).text, /on its way to them by mail/)
    await world.quiet()
    assert.ok(world.mail.subjects(order.buyer.email).some((subject) => /statement/i.test(subject)))
  })

  it('says where all money is, and knows no check or payer that is not there', async () => {
    const { text } = await ann.get('/console/money')
    assert.match(text, /Where all money is/)
    assert.equal((await ann.get('/console/checks/not-an-id')).status, 404)
    assert.equal((await ann.get(`/console/open/person/${randomUUID()}`)).status, 404)
  })
})

function check(): Record<string, string> {
  return {
    key: randomUUID(),
    payer: `Payer ${randomUUID().slice(0, 8)}`,
    number: '1207',
    cents: '$325.00',
    receivedOn: world.now().toISOString().slice(0, 10),
  }
}

function deposit(more: Record<string, string>): Record<string, string> {
  const today = world.now().toISOString().slice(0, 10)
  return {
    key: randomUUID(),
    bankedOn: today,
    receivedOn: today,
    totalCents: '400.00',
    'checks.0.payer': `Payer ${randomUUID().slice(0, 8)}`,
    'checks.0.number': '1208',
    'checks.0.cents': '325.00',
    ...more,
  }
}
