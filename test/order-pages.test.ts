import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { type CatalogueThere, catalogue } from './support/catalogue.ts'
import { host, room } from './support/host.ts'
import { accepted, address, addresses, paid, placed, seatsOf, stageOf } from './support/purchase.ts'
import { pdf } from './support/upload.ts'
import { led, origin, signIn, type Visitor, visitor } from './support/visitor.ts'
import { openWorld, type World } from './support/world.ts'

let world: World
let shop: CatalogueThere
before(async () => {
  world = await openWorld({ skipsTime: true })
  shop = await catalogue(world)
})
after(() => world.close())

describe('the page of an order', () => {
  it('is shown by its own link alone', async () => {
    const webinar = await shop.webinar()
    const one = await placed(world, webinar)
    const other = await placed(world, webinar)
    const browser = visitor(world)
    assert.equal((await browser.get(`/orders/${one.number}?token=${one.token}`)).status, 200)
    assert.equal((await browser.get(`/orders/${one.number}?token=${other.token}`)).status, 404)
    assert.match(led(await browser.get(`/orders/${one.number}`)), /^\/sign-in\?next=/)
    const cancelled = `/orders/${one.number}/cancellations?token=${other.token}`
    assert.equal((await browser.post(cancelled, { key: randomUUID() })).status, 404)
    assert.equal(await stageOf(world, one), 'po-submitted')
  })

  it('is shown to its buyer who has signed in, and to nobody else who has', async () => {
    const order = await placed(world, await shop.webinar())
    const buyer = await signIn(world, order.buyer.email)
    const page = await buyer.get(`/orders/${order.number}`)
    assert.equal(page.status, 200)
    const told = { key: randomUUID(), reason: 'Budget' }
    const foreign = await buyer.post(`/api/v1/orders/${order.number}/cancellations`, told, {
      origin: 'https://evil.example',
    })
    assert.equal(foreign.status, 403)
    assert.equal((await buyer.post(`/orders/${order.number}/cancellations`, told)).status, 303)
    const stranger = await signIn(world, (await placed(world, await shop.webinar())).buyer.email)
    const refused = await stranger.get(`/orders/${order.number}`)
    assert.deepEqual([refused.status, refused.location], [401, null])
  })

  it('names people, gives a seat to somebody else, and sends its mail again', async () => {
    const order = await placed(world, await shop.webinar(), { people: addresses(2) })
    const { browser, post, page } = await opened(order)
    const late = address('late')
    assert.equal((await post('seats', { people: late })).status, 303)
    assert.match((await page()).text, new RegExp(late))
    const seat = /seats\/([\da-f-]{36})\/reassignments/.exec((await page()).text)?.[1] ?? ''
    const wrong = await post(`seats/${seat}/reassignments`, { email: 'nobody' })
    assert.equal(wrong.status, 422)
    const heir = address('heir')
    assert.equal((await post(`seats/${seat}/reassignments`, { email: heir })).status, 303)
    assert.match((await page()).text, new RegExp(heir))
    assert.ok(browser)
  })

  it('changes the PO number, and cancels', async () => {
    const order = await placed(world, await shop.webinar())
    const { post, page } = await opened(order)
    const changed = await post('purchase-order-number-changes', { purchaseOrderNumber: 'PO-9' })
    assert.equal(changed.status, 303)
    assert.match((await page()).text, /PO-9/)
    assert.equal((await post('cancellations', { reason: 'Budget' })).status, 303)
    assert.match((await page()).text, /Canceled/)
    const again = await post('cancellations', { reason: 'Budget' })
    assert.equal(again.status, 409)
    assert.match(again.text, /role="alert"/)
  })

  it('tells what was promised, and the mail that kept it', async () => {
    const webinar = await shop.webinar()
    const order = await accepted(world, webinar)
    const { page } = await opened(order)
    assert.match((await page()).text, /How to attend<\/th><td[^>]*>.*?<time.*?Not sent yet/)
    await host(world).does(webinar, 'join-details', room)
    await world.quiet()
    assert.match((await page()).text, /Sent to 5 people/)
  })

  it('shows what was paid, by which check, and that nothing is open', async () => {
    const order = await accepted(world, await shop.webinar())
    await paid(world, [[order, 32_500]])
    const { text } = await (await opened(order)).page()
    assert.match(text, /Paid by check \d+/)
    assert.match(text, /Everything is paid/)
  })

  it('shows a long list of people part by part, and finds one', async () => {
    const people = addresses(30)
    const order = await placed(world, await shop.webinar(), { people, seats: 30 })
    const { browser, page, post } = await opened(order)
    const first = await page()
    assert.match(first.text, /1 to 25 of 30 people/)
    const next = /href="([^"]+from=25[^"]*)"/.exec(first.text)?.[1]?.replaceAll('&amp;', '&') ?? ''
    assert.match((await browser.get(next)).text, /26 to 30 of 30 people/)
    const last = (await seatsOf(world, order)).find(({ email }) => email === people[29])?.id
    const wrong = await post(`seats/${last}/reassignments`, { email: 'nobody' })
    assert.match(wrong.text, /26 to 30 of 30 people/)
    const link = `/orders/${order.number}?token=${order.token}`
    const found = await browser.get(`${link}&who=${encodeURIComponent(people[28] ?? '')}`)
    assert.match(found.text, new RegExp(people[28] ?? ''))
    assert.doesNotMatch(found.text, new RegExp(people[3] ?? ''))
  })

  it('takes fewer seats, and says why it will not', async () => {
    const order = await placed(world, await shop.webinar(), { people: [] })
    const { post, page } = await opened(order)
    const more = await post('seat-reductions', { seats: '9' })
    assert.equal(more.status, 409)
    assert.equal((await post('seat-reductions', { seats: 'few' })).status, 422)
    assert.equal((await post('seat-reductions', { seats: '3' })).status, 303)
    assert.match((await page()).text, /\$225\.00/)
  })

  it('accepts a quote', async () => {
    const order = await placed(world, await shop.webinar(), {
      paysBy: 'quote',
      purchaseOrderNumber: null,
    })
    const { post, page } = await opened(order)
    assert.match((await page()).text, /Accept this quote/)
    assert.equal((await post('quote-acceptances', { purchaseOrderNumber: 'PO-12' })).status, 303)
    assert.match((await page()).text, /Purchase order is being checked/)
  })

  it('takes the purchase order as a file, and nothing that is none', async () => {
    const order = await placed(world, await shop.webinar())
    const { page } = await opened(order)
    const action = `/orders/${order.number}/purchase-order-files?token=${order.token}`
    const wrong = await sendFile(action, new File(['no pdf'], 'po.pdf'))
    assert.equal(wrong.status, 422)
    assert.match(await wrong.text(), /Please send a PDF, PNG or JPEG/)
    const none = await sendFile(action, null)
    assert.equal(none.status, 422)
    const sent = await sendFile(action, new File([pdf('PO 12')], 'po-12.pdf'))
    assert.equal(sent.status, 303)
    const link = /href="(\/files\/[^"]+)"[^>]*>po-12\.pdf/.exec((await page()).text)?.[1] ?? ''
    const opens = led(await visitor(world).get(link))
    assert.equal((await visitor(world).get(opens)).status, 200)
  })

  it('is paid by card instead', async () => {
    const order = await placed(world, await shop.webinar(), { paysBy: 'invoice' })
    const { browser, post } = await opened(order)
    const checkout = led(await post('card-payments', {}))
    assert.match(led(await browser.get(checkout)), new RegExp(`^${world.stripe.url}`))
  })
})

async function opened({ number, token }: { number: string; token: string }): Promise<{
  browser: Visitor
  post: (form: string, fields: Record<string, string>) => ReturnType<Visitor['post']>
  page: () => ReturnType<Visitor['get']>
}> {
  const browser = visitor(world)
  return {
    browser,
    post: (form, fields) =>
      browser.post(`/orders/${number}/${form}?token=${token}`, { key: randomUUID(), ...fields }),
    page: () => browser.get(`/orders/${number}?token=${token}`),
  }
}

async function sendFile(action: string, file: File | null): Promise<Response> {
  const body = new FormData()
  body.set('key', randomUUID())
  if (file) body.set('file', file)
  return world.app.request(`${origin}${action}`, { method: 'POST', body, headers: { origin } })
}
