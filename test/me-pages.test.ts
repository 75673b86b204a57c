import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { member } from './support/applicant.ts'
import { type CatalogueThere, catalogue } from './support/catalogue.ts'
import { host, recording, room } from './support/host.ts'
import { accepted } from './support/purchase.ts'
import { led, signIn, visitor } from './support/visitor.ts'
import { openWorld, type World } from './support/world.ts'

let world: World
let shop: CatalogueThere
before(async () => {
  world = await openWorld({ skipsTime: true })
  shop = await catalogue(world)
})
after(() => world.close())

describe('my webinars', () => {
  it('are for who has signed in', async () => {
    assert.equal(led(await visitor(world).get('/me')), '/sign-in?next=%2Fme')
  })

  it('begin empty, with a way on', async () => {
    const { email } = await member(world)
    assert.match((await (await signIn(world, email)).get('/me')).text, /You have no webinar yet/)
  })

  it('can be joined as soon as that is possible, and by nobody without a place', async () => {
    const slug = await shop.webinar()
    const { email } = await member(world)
    await accepted(world, slug, { people: [email] })
    const browser = await signIn(world, email)
    assert.match((await browser.get('/me')).text, /How to join comes by email/)
    await host(world).does(slug, 'join-details', room)
    assert.match((await browser.get('/me')).text, new RegExp(`href="${room.url}"`))
    const stranger = await signIn(world, (await member(world)).email)
    assert.doesNotMatch((await stranger.get('/me')).text, new RegExp(room.url))
  })

  it('list orders by their own links', async () => {
    const slug = await shop.webinar()
    const { email } = await member(world)
    const order = await accepted(world, slug, { buyer: { name: 'Bea Buyer', email } })
    const browser = await signIn(world, email)
    assert.match((await browser.get('/me')).text, new RegExp(`/orders/${order.number}\\?token=`))
    assert.ok(recording.url)
  })
})

describe('a pass', () => {
  it('is shown by its own link, registers its holder free, and is let end', async () => {
    const slug = await shop.webinar()
    const browser = visitor(world)
    const email = `pat-${randomUUID().slice(0, 8)}@library.example`
    const typed = {
      key: randomUUID(),
      passProduct: 'steve-albrecht-pass',
      'buyer.name': 'Pat Passholder',
      'buyer.email': email,
      paysBy: 'invoice',
    }
    const review = await browser.post('/orders/review', await withProduct(typed))
    assert.equal(review.status, 200, review.text.match(/role="alert".*?<\/div>/)?.[0])
    const order = await browser.get(led(await browser.post('/orders', carried(review.text))))
    const number = /Order (\d+)/.exec(order.text)?.[1] ?? ''
    await paid(number)
    const link = await passLink(email)
    const page = await browser.get(link)
    assert.match(page.text, /It is open/)
    assert.equal((await browser.get(link.replace(/token=.*/, 'token=wrong'))).status, 404)
    const register = new RegExp(`href="(/orders/new\\?[^"]*webinar=${slug}[^"]*)"`).exec(page.text)
    const form = await browser.get((register?.[1] ?? '').replaceAll('&amp;', '&'))
    assert.match(form.text, /Register me free/)
    assert.equal((await browser.post('/orders', carried(form.text))).status, 303)
    await world.quiet()
    assert.match((await browser.get(link)).text, /You have a place/)
    const [path = '', query] = link.split('?')
    await browser.post(`${path}/cancellations?${query}`, { key: randomUUID() })
    assert.match((await browser.get(link)).text, /nothing is charged/)
  })
})

async function withProduct(typed: Record<string, string>): Promise<Record<string, string>> {
  const [product] = await world.sql<{ slug: string }[]>`select slug from pass_products limit 1`
  return { ...typed, passProduct: product?.slug ?? '' }
}

async function paid(order: string): Promise<void> {
  const [owed] = await world.sql<{ cents: number }[]>`
    select total_cents as cents from orders where number = ${order}
  `
  const cents = owed?.cents
  const check = {
    payer: 'Pat Passholder',
    number: order,
    cents,
    receivedOn: world.now().toISOString().slice(0, 10),
    allocations: [{ order, cents }],
  }
  const sent = await world.post('/checks', check, { as: world.ann, key: randomUUID() })
  assert.equal(sent.status, 201, JSON.stringify(sent.body))
  await world.quiet()
}

async function passLink(email: string): Promise<string> {
  const { text } = await world.mail.to(email, 'pass')
  const { pathname, search } = new URL(/https?:\S+\/passes\/\S+token=[\w-]+/.exec(text)?.[0] ?? '')
  return `${pathname}${search}`
}

/** What the first form of a page carries unseen. */
function carried(page: string): Record<string, string> {
  const form = page.split('<form')[1] ?? ''
  const fields = form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)
  return Object.fromEntries([...fields].map(([, name = '', value = '']) => [name, value]))
}
