import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { localStart } from '../dev/local-start.ts'
import { type Browsers, openBrowsers } from './support/browser.ts'
import { type CatalogueThere, catalogue } from './support/catalogue.ts'
import { address } from './support/purchase.ts'
import {
  administratorAt,
  fill,
  follow,
  linkIn,
  payByCard,
  press,
  shown,
  signInAt,
  tabTo,
} from './support/story.ts'
import { openWorld, type World } from './support/world.ts'

let world: World
let shop: CatalogueThere
let browsers: Browsers
let desk: Page
before(async () => {
  world = await openWorld({ skipsTime: true })
  shop = await catalogue(world)
  browsers = await openBrowsers(world)
  desk = await administratorAt(browsers)
})
after(async () => {
  await browsers.close()
  await world.close()
})

const zone = 'America/New_York'

const ways: [name: string, options: BrowserContextOptions][] = [
  ['with JavaScript', { javaScriptEnabled: true }],
  ['without JavaScript', { javaScriptEnabled: false }],
]

for (const [way, options] of ways) {
  describe(`in a browser ${way}`, () => {
    it('a librarian registers by card, from the home page to the paid order', async () => {
      const title = `Calm Desks ${way}`
      await shop.webinar({ title })
      const email = address('lena')
      const page = await browsers.person(options)
      await page.goto('/')
      await follow(page, title)
      await follow(page, 'Register')
      await fill(page, { 'Your name': 'Lena Library', 'Your email address': email })
      await press(page, 'Review my order')
      assert.match(await shown(page), /\$99\.00/)
      await press(page, 'Order and pay by card')
      await page.waitForURL(`${world.stripe.url}/**`)
      await payByCard(page)
      await page.waitForURL(/card-return/)
      await follow(page, 'Go to your order')
      assert.match(await shown(page), /Everything is paid/)
    })

    it('a city orders five seats by purchase order, is invoiced, pays by check, and colleagues watch', async () => {
      const title = `Safety Planning ${way}`
      const slug = await shop.webinar({ title, startsInDays: 1 })
      const [bea, first] = [address('bea'), address('first')]
      const page = await browsers.person(options)
      await page.goto(`/webinars/${slug}?people=5`)
      await follow(page, /Choose 5 log-ins/)
      await fill(page, {
        'Your name': 'Bea Buyer',
        'Your email address': bea,
        'Library or organization (optional)': 'City of Springfield',
        'Their email addresses (optional)': `${first}\n${address('second')}`,
        'PO number (optional)': 'PO-7781',
      })
      await page.getByLabel('By purchase order', { exact: true }).check()
      await press(page, 'Review my order')
      assert.match(await shown(page), /3 seats have no name yet/)
      await press(page, 'Order by purchase order')
      assert.match(await shown(page), /Thank you, we have your order/)
      const order = new URL(page.url()).pathname.split('/').at(-1) ?? ''

      await desk.goto(`/console/orders/${order}`)
      await press(desk, 'Accept the purchase order')
      await world.quiet()
      await page.reload()
      assert.match(await shown(page), /Invoice \d+/)

      await desk.goto(`/console/webinars/${slug}`)
      await fill(desk, { 'Web address to join': 'https://meet.example/calm' })
      await press(desk, 'Give the join details')
      const place = await linkIn(world, first, title, /\/(seats|registrations)\/\S+token=[\w-]+/)
      const colleague = await browsers.person(options)
      await colleague.goto(place)
      assert.equal(
        await colleague.getByRole('link', { name: 'Join the webinar' }).getAttribute('href'),
        'https://meet.example/calm',
      )

      await payByCheck(order)
      await page.reload()
      assert.match(await shown(page), /Everything is paid/)
      await hold(slug)
      await colleague.reload()
      assert.equal(
        await colleague
          .getByRole('link', { name: /^Watch/ })
          .first()
          .getAttribute('href'),
        'https://video.example/calm',
      )
    })
  })
}

describe('by the keyboard alone', () => {
  it('a librarian registers by card', async () => {
    const title = 'Calm Desks by Keyboard'
    await shop.webinar({ title })
    const page = await browsers.person()
    await page.goto('/')
    await tabTo(page, 'Skip to the content')
    await page.keyboard.press('Enter')
    await tabTo(page, title)
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/webinars\//)
    await tabTo(page, 'Register')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/orders\/new/)
    await tabTo(page, 'Your name')
    await page.keyboard.type('Lena Library')
    await tabTo(page, 'Your email address')
    await page.keyboard.type(address('lena'))
    await tabTo(page, 'Review my order')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/orders\/review/)
    await tabTo(page, 'Order and pay by card')
    await page.keyboard.press('Enter')
    await page.waitForURL(`${world.stripe.url}/**`)
  })

  it('an administrator approves who waits', async () => {
    const email = address('nora')
    await applied(email)
    await desk.goto('/console')
    await tabTo(desk, 'Approve')
    await desk.keyboard.press('Enter')
    await desk.waitForLoadState()
    await world.quiet()
    await world.mail.to(email, 'Welcome')
  })
})

describe('at the desk', () => {
  it('an administrator clears a full inbox', async () => {
    const people = [address('one'), address('two'), address('three')]
    for (const email of people) await applied(email)
    await world.quiet()
    await desk.goto('/console')
    for (const box of await desk.getByRole('checkbox').all()) await box.check()
    await press(desk, 'Approve all that are ticked')
    assert.match(await shown(desk), /approved/)
    await desk.goto('/console')
    assert.doesNotMatch(await shown(desk), /Nora Newcomer/)
    const member = await browsers.person()
    await signInAt(world, member, people[0] ?? '')
    await member.goto('/me')
    assert.match(await shown(member), /You have no webinar yet/)
  })

  it('an administrator takes a webinar from draft to recording', async () => {
    await desk.goto('/console/webinars/new')
    await fill(desk, {
      'Short name in its web address': 'from-draft-to-recording',
      Title: 'From Draft to Recording',
      'Begins on the clocks there': localStart({ now: world.now(), days: 2, zone }),
      Minutes: '60',
      Overview: 'How it is done.',
      'Learning agenda (optional)': 'First things\nLast things',
    })
    await desk.getByLabel('Presenter').selectOption({ index: 1 })
    await desk.getByLabel('Price list').selectOption({ index: 1 })
    await press(desk, 'Make the draft')
    await press(desk, 'Put it on sale')
    const visitor = await browsers.person()
    await visitor.goto('/webinars/from-draft-to-recording')
    assert.equal(await visitor.getByRole('link', { name: 'Register' }).count(), 1)
    await fill(desk, { 'Web address to join': 'https://meet.example/new' })
    await press(desk, 'Give the join details')
    await hold('from-draft-to-recording')
    await visitor.reload()
    assert.equal(await visitor.getByRole('link', { name: 'Get the recording' }).count(), 1)
  })
})

/** Somebody joins, and confirms the address. */
async function applied(email: string): Promise<void> {
  const page = await browsers.person()
  await page.goto('/join')
  await fill(page, {
    'Your name': 'Nora Newcomer',
    'Email address': email,
    'Library or organization': 'Springfield Public Library',
    'What you do there': 'Branch manager',
    'What brings you here': 'Safer branches.',
  })
  await press(page, 'Send my application')
  await page.goto(await linkIn(world, email, 'confirm', /\/applications\/\S+token=[\w-]+/))
  await press(page, 'Confirm my address')
  await world.quiet()
}

async function payByCheck(order: string): Promise<void> {
  await desk.goto(`/console/orders/${order}`)
  await follow(desk, 'Record the check')
  await fill(desk, {
    'From whom, as it stands on the check': 'City of Springfield',
    'Number of the check': `88${order}`,
    'Amount in dollars': '325.00',
    'Received on': world.now().toISOString().slice(0, 10),
  })
  const share = desk.getByLabel(new RegExp(`order ${order}`, 'i')).first()
  if ((await share.inputValue()) === '') await share.fill('325.00')
  await press(desk, 'Record the check')
  await world.quiet()
}

/** Lets a webinar begin by the clock, ends it by hand, and publishes its recording. */
async function hold(slug: string): Promise<void> {
  const [webinar] = await world.sql<{ starts_at: string }[]>`
    select starts_at from webinars where slug = ${slug}
  `
  await world.pass(Date.parse(String(webinar?.starts_at)) - world.now().getTime() + 60_000)
  await desk.goto(`/console/webinars/${slug}`)
  await press(desk, 'End it now')
  await fill(desk, { 'Web address of the recording': 'https://video.example/calm', Minutes: '58' })
  await press(desk, 'Publish the recording')
  await world.quiet()
}
