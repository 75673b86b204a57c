import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { assertAccessible, assertFits } from './support/accessible.ts'
import { type Browsers, openBrowsers } from './support/browser.ts'
import { type CatalogueThere, catalogue } from './support/catalogue.ts'
import { accepted, addresses, placed } from './support/purchase.ts'
import { openWorld, type World } from './support/world.ts'

let world: World
let shop: CatalogueThere
let browsers: Browsers
let paths: string[]
before(async () => {
  world = await openWorld({ skipsTime: true })
  shop = await catalogue(world)
  browsers = await openBrowsers(world)
  const webinar = await shop.webinar()
  const invoiced = await accepted(world, webinar, { people: addresses(3) })
  const submitted = await placed(world, webinar)
  const quoted = await placed(world, webinar, { paysBy: 'quote' })
  const [person = ''] = invoiced.people
  await world.quiet()
  const { text } = await world.mail.to(person, 'You have a place')
  const seat = /\/seats\/\S+\?token=[\w-]+/.exec(text)?.[0] ?? assert.fail(text)
  const page = ({ number, token }: { number: string; token: string }) =>
    `/orders/${number}?token=${token}`
  paths = [
    '/',
    '/webinars?show=recorded',
    `/webinars/${webinar}?people=9`,
    `/webinars/${webinar}?people=none`,
    `/webinars/${webinar}?people=9&wants=hosting-in-niche-academy&wants=access-for-ever`,
    `/orders/new?webinar=${webinar}`,
    `/orders/new?webinar=${webinar}&product=team&seats=9`,
    '/orders/new',
    page(invoiced),
    `${page(submitted)}&new=yes`,
    page(quoted),
    seat,
    '/contact',
    '/join',
    '/join/sent?email=lena@library.example&again=yes',
    '/join/code',
    '/join/confirmed',
    '/sign-in',
    '/nothing-here',
  ]
})
after(async () => {
  await browsers.close()
  await world.close()
})

describe('every page', () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    it(`breaks no rule of WCAG 2.2 AA, ${colorScheme}`, async () => {
      const page = await browsers.person({ colorScheme })
      for (const path of paths) {
        await page.goto(path)
        await assertAccessible(page)
      }
    })
  }

  it('needs no scrolling sideways at 360 px, nor at 320 px as a zoom of 400 % leaves it', async () => {
    for (const width of [360, 320]) {
      const page = await browsers.person({ viewport: { width, height: 640 } })
      for (const path of paths) {
        await page.goto(path)
        await assertFits(page)
      }
    }
  })
})

describe('a form with something wrong', () => {
  it('breaks no rule, and its summary is read first', async () => {
    const page = await browsers.person()
    await page.goto('/contact')
    await page.getByRole('button', { name: 'Send my question' }).click()
    await page.getByRole('alert').waitFor()
    await assertAccessible(page)
  })
})

describe('ordering', () => {
  it('breaks no rule with wrong rows, in the review, and when it is done', async () => {
    const page = await browsers.person({ viewport: { width: 360, height: 640 } })
    const look = async () => {
      await assertAccessible(page)
      await assertFits(page)
    }
    await page.goto(`/orders/new?webinar=${await shop.webinar()}&product=team&seats=9`)
    await page.getByLabel('Their email addresses').fill('ann@library.example\nnobody')
    await page.getByRole('button', { name: 'Review my order' }).click()
    await page.getByRole('alert').waitFor()
    await look()
    await page.getByLabel('Their email addresses').fill('ann@library.example')
    await page.getByLabel('Your name').fill('Bea Buyer')
    await page.getByLabel('Your email address').fill('bea@library.example')
    await page.getByLabel('Library or organization').fill('Springfield Public Library')
    await page.getByLabel('By invoice').check()
    await page.getByRole('button', { name: 'Review my order' }).click()
    await page.getByRole('heading', { name: 'You could pay less' }).waitFor()
    await look()
    await page.getByRole('button', { name: 'Order and send me the invoice' }).click()
    await page.getByRole('heading', { name: 'Thank you, we have your order' }).waitFor()
    await look()
  })
})
