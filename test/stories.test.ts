import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { openBrowsers } from './support/browser.ts'
import { type CatalogueThere, catalogue } from './support/catalogue.ts'
import { type Hand, isPlayed, ways } from './support/hand.ts'
import { holderUntil } from './support/pass-holder.ts'
import { address } from './support/purchase.ts'
import {
  administratorAt,
  begun,
  cardAtStripe,
  linkIn,
  type Stage,
  signInByCode,
  somebodyAt,
  todayOf,
} from './support/story.ts'
import { openWorld } from './support/world.ts'

let stage: Stage
let shop: CatalogueThere
before(async () => {
  const world = await openWorld({ skipsTime: true })
  shop = await catalogue(world)
  stage = { world, browsers: await openBrowsers(world) }
})
after(async () => {
  await stage.browsers.close()
  await stage.world.close()
})

const place = /\/(seats|registrations)\/\S+token=[\w-]+/

for (const way of ways) {
  describe(way.name, () => {
    if (isPlayed(way, 0))
      it('a librarian registers by card, from the home page to the paid order', async () => {
        const title = `Calm Desks, ${way.name}`
        await shop.webinar({ title })
        const lena = await somebodyAt(stage, way)
        await lena.opens('/')
        await lena.follows(title)
        await lena.follows('Register')
        await lena.fills({ 'Your name': 'Lena Library' })
        await lena.presses('Review my order')
        await lena.sees('email address')
        await lena.fills({ 'Your email address': address('lena') })
        await lena.presses('Review my order')
        await lena.sees('$99.00')
        await lena.presses('Order and pay by card')
        await lena.page.waitForURL(`${stage.world.stripe.url}/**`)
        await lena.fills(cardAtStripe)
        await lena.presses(/^Pay/)
        await lena.page.waitForURL(/card-return/)
        await lena.follows('Go to your order')
        await lena.sees('Everything is paid')
      })

    if (isPlayed(way, 1))
      it('a city orders five seats by purchase order, is invoiced, pays by check; colleagues join, and later watch', async () => {
        const { world } = stage
        const title = `Safety Planning, ${way.name}`
        const slug = await shop.webinar({ title, startsInDays: 1 })
        const colleague = address('carl')
        const bea = await somebodyAt(stage, way)
        const ann = await administratorAt(stage, way)
        const number = await ordersByPurchaseOrder(bea, {
          slug,
          people: [colleague, address('dora')],
        })

        await ann.opens('/console')
        const waiting = ann.at((page) => page.getByRole('article').filter({ hasText: title }))
        await waiting.presses('Accept the purchase order')
        await ann.sees('accepted; the invoice goes out')
        await world.quiet()
        await bea.opens(bea.page.url())
        await bea.sees(/Invoice \d+/)

        await ann.opens(`/console/webinars/${slug}`)
        await ann.fills({ 'Web address to join': 'https://meet.example/calm' })
        await ann.presses('Give the join details')
        const carl = await somebodyAt(stage, way)
        const seat = await linkIn(world, colleague, title, place)
        await carl.opens(seat)
        await carl.follows('Join the webinar')
        assert.equal(carl.page.url(), 'https://meet.example/calm')

        await ann.opens(`/console/orders/${number}`)
        await ann.follows('Record the check')
        await ann.fills({
          'From whom, as it stands on the check': 'City of Springfield',
          'Number of the check': `88${number}`,
          'Amount in dollars': '325.00',
          'Received on': todayOf(world),
          [`Order ${number}: $325.00 open (optional)`]: '325.00',
        })
        await ann.presses('Record the check')
        await world.quiet()
        await bea.opens(bea.page.url())
        await bea.sees('Everything is paid')

        await begun(world, slug)
        await ann.opens(`/console/webinars/${slug}`)
        await ann.presses('End it now')
        await ann.fills({ 'Web address of the recording': 'https://video.example/calm' })
        await ann.presses('Publish the recording')
        await carl.opens(seat)
        await carl.follows(/^Watch/)
        assert.equal(carl.page.url(), 'https://video.example/calm')
      })

    if (isPlayed(way, 2))
      it('a pass holder registers free, with a button and without a price, and joins by the mail', async () => {
        const { world } = stage
        const title = `Hard Conversations, ${way.name}`
        const { email } = await holderUntil(world, 200)
        const slug = await shop.webinar({ title, startsInDays: 2 })
        const paula = await somebodyAt(stage, way)
        await signInByCode(world, paula, email)
        await paula.follows('Webinars')
        await paula.follows(title)
        await paula.sees(/Free with your pass/)
        await paula.misses('$')
        await paula.follows('Register')
        await paula.misses('$')
        await paula.presses('Register me free')
        await paula.sees('Thank you, we have your order')
        await paula.follows('My webinars')
        await paula.sees(title)
        const details = { url: 'https://meet.example/hard' }
        await world.post(`/webinars/${slug}/join-details`, details, { as: world.ann })
        await paula.opens(await linkIn(world, email, title, place))
        await paula.follows('Join the webinar')
        assert.equal(paula.page.url(), 'https://meet.example/hard')
      })
  })
}

/** Orders five log-ins of which two have a name, and leaves the order's page open. */
async function ordersByPurchaseOrder(
  bea: Hand,
  { slug, people }: { slug: string; people: string[] },
): Promise<string> {
  await bea.opens(`/webinars/${slug}`)
  await bea.fills({ 'For how many people?': '5' })
  await bea.presses('Compare prices')
  await bea.follows(/Choose 5 log-ins/)
  await bea.fills({
    'Their email addresses (optional)': people.join('\n'),
    'Your name': 'Bea Buyer',
    'Your email address': address('bea'),
    'Library or organization (optional)': 'City of Springfield',
  })
  await bea.ticks('By purchase order')
  await bea.fills({ 'PO number (optional)': 'PO-7781' })
  await bea.presses('Review my order')
  await bea.sees('3 seats have no name yet')
  await bea.presses('Order by purchase order')
  await bea.sees('Thank you, we have your order')
  return new URL(bea.page.url()).pathname.split('/').at(-1) ?? ''
}
