import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { type CatalogueThere, catalogue } from './support/catalogue.ts'
import { holderUntil } from './support/pass-holder.ts'
import { address, addresses } from './support/purchase.ts'
import { led, origin, signIn, visitor } from './support/visitor.ts'
import { openWorld, type World } from './support/world.ts'

let world: World
let shop: CatalogueThere
before(async () => {
  world = await openWorld({ skipsTime: true })
  shop = await catalogue(world)
})
after(() => world.close())

describe('ordering', () => {
  it('by purchase order for colleagues is reviewed, placed, and leads on to the page of the order', async () => {
    const browser = visitor(world)
    const webinar = await shop.webinar()
    const people = addresses(3)
    const typed = wish(webinar, { product: 'team', seats: '5', people: people.join('\n') })
    const review = await browser.post('/orders/review', typed)
    assert.equal(review.status, 200)
    assert.match(review.text, /\$325\.00/)
    assert.match(review.text, /2 seats have no name yet/)
    const page = await browser.get(led(await browser.post('/orders', carried(review.text))))
    assert.match(page.text, /Thank you, we have your order/)
    assert.match(page.text, /Purchase order is being checked/)
    for (const email of people) assert.match(page.text, new RegExp(email))
  })

  it('by card leads on to the page for paying', async () => {
    const browser = visitor(world)
    const webinar = await shop.webinar()
    const typed = wish(webinar, { product: 'individual', seats: '', paysBy: 'card' })
    const review = await browser.post('/orders/review', typed)
    const checkout = led(await browser.post('/orders', carried(review.text)))
    assert.match(checkout, /\/orders\/\d+\/checkout\?token=/)
    assert.match(led(await browser.get(checkout)), new RegExp(`^${world.stripe.url}`))
  })

  it('twice by a double click is one order', async () => {
    const browser = visitor(world)
    const review = await browser.post('/orders/review', wish(await shop.webinar()))
    const [one, other] = await Promise.all([
      browser.post('/orders', carried(review.text)),
      browser.post('/orders', carried(review.text)),
    ])
    assert.equal(led(one), led(other))
  })

  it('with something wrong shows the form again, with all that was typed', async () => {
    const webinar = await shop.webinar()
    for (const [more, said] of [
      [{ 'buyer.email': 'no address' }, 'This is not an email address'],
      [{ 'buyer.email': '' }, 'href="#buyer.email"'],
      [{ product: 'team', seats: '2' }, 'A team is 3 log-ins or more'],
      [{ people: 'ann@library.example\nnobody' }, 'Row 2, “nobody”, is not an email address'],
      [{ paysBy: 'purchase-order', purchaseOrderNumber: '' }, 'the number of the purchase order'],
      [{ seats: 'many' }, 'whole number of seats'],
    ] as const) {
      const page = await visitor(world).post('/orders/review', wish(webinar, more))
      assert.equal(page.status, 422, said)
      assert.ok(
        page.text.includes(said),
        `${said}: ${page.text.match(/role="alert".*?<\/div>/)?.[0]}`,
      )
      assert.match(page.text, /value="Bea Buyer"/)
    }
  })

  it('reads a file of people row by row, and says what is wrong with which', async () => {
    const webinar = await shop.webinar()
    const [one, two] = addresses(2)
    const csv = `Name,Email\nAnn,${one}\nBob,nobody\nCid,${two}\nAnn,${one}\n`
    const wrong = await sendFile('/orders/review', new File([csv], 'people.csv'), wish(webinar))
    assert.equal(wrong.status, 422)
    const text = await wrong.text()
    assert.match(text, /We read 4 rows; 1 is to correct/)
    assert.match(text, /nobody.*?File, row 3.*?This is not an email address/s)
    assert.match(text, /The same as row 1: counted once/)
    const right = new File([csv.replace('nobody', address('bob'))], 'people.csv')
    const review = await sendFile('/orders/review', right, wish(webinar))
    assert.equal(review.status, 200)
    const said = await review.text()
    assert.match(said, new RegExp(two ?? ''))
    assert.match(said, /2 seats have no name yet/)
    assert.match(said, /One address was there more than once/)
  })

  it('of many log-ins is told what would cost less', async () => {
    const more = { seats: '8', purchaseOrderNumber: 'PO-1' }
    const page = await visitor(world).post('/orders/review', wish(await shop.webinar(), more))
    assert.match(page.text, /\$520\.00/)
    assert.match(page.text, /Institutional access costs \$499\.00 in all, \$21\.00 less/)
  })

  it('of a pass is reviewed and leads on to paying it', async () => {
    const browser = visitor(world)
    const form = await browser.get('/orders/new')
    const passProduct = /name="passProduct"[^>]*value="([^"]+)"/.exec(form.text)?.[1] ?? ''
    const buyer = { 'buyer.name': 'Bea Buyer', 'buyer.email': address('bea') }
    const typed = { key: randomUUID(), passProduct, ...buyer, access: 'roster', paysBy: 'card' }
    const review = await browser.post('/orders/review', typed)
    assert.match(review.text, /\$499\.00/)
    assert.match(led(await browser.post('/orders', carried(review.text))), /\/checkout\?token=/)
  })

  it('is free for the holder of a pass, by its link or signed in, and for nobody else', async () => {
    const holder = await holderUntil(world, 200)
    const webinar = await shop.webinar()
    const browser = await signIn(world, holder.email)
    const form = await browser.get(`/orders/new?webinar=${webinar}`)
    assert.match(form.text, /Register me free/)
    assert.match(form.text, new RegExp(holder.email))
    const page = await browser.get(led(await browser.post('/orders', carried(form.text))))
    assert.match(page.text, /Thank you, we have your order/)
    const other = await browser.get(`/orders/new?webinar=${webinar}&pass=none`)
    assert.match(other.text, /Review my order/)
    const forged = { ...carried(form.text), key: randomUUID(), passToken: 'x'.repeat(32) }
    const refused = await visitor(world).post('/orders', forged)
    assert.equal(refused.status, 422)
    assert.doesNotMatch(refused.text, new RegExp(holder.email))
  })

  it('goes back from the review with all that was typed', async () => {
    const browser = visitor(world)
    const review = await browser.post('/orders/review', wish(await shop.webinar()))
    const form = await browser.post('/orders/change', carried(review.text))
    assert.match(form.text, /value="Bea Buyer"/)
    assert.match(form.text, /value="PO-7781"/)
  })
})

async function sendFile(
  action: string,
  file: File,
  typed: Record<string, string>,
): Promise<Response> {
  const body = new FormData()
  for (const [name, value] of Object.entries(typed)) body.set(name, value)
  body.set('peopleFile', file)
  return world.app.request(`${origin}${action}`, { method: 'POST', body, headers: { origin } })
}

function wish(webinar: string, more: Record<string, string> = {}): Record<string, string> {
  return {
    key: randomUUID(),
    webinar,
    product: 'team',
    seats: '5',
    'buyer.name': 'Bea Buyer',
    'buyer.email': address('bea'),
    organisation: 'Springfield Public Library',
    access: 'roster',
    paysBy: 'purchase-order',
    purchaseOrderNumber: 'PO-7781',
    ...more,
  }
}

/** What the form sends that orders. */
function carried(page: string): Record<string, string> {
  const form = page.split('action="/orders"')[1]?.split('</form>')[0] ?? ''
  const fields = form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)
  return Object.fromEntries([...fields].map(([, name = '', value = '']) => [name, value]))
}
