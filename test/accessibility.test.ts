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
  const page = ({ number, token }: { number: string; token: string }) =>
    `/orders/${number}?token=${token}`
  paths = [
    '/',
    '/webinars?show=recorded',
    `/webinars/${webinar}?people=9`,
    `/webinars/${webinar}?people=none`,
    `/orders/new?webinar=${webinar}`,
    `/orders/new?webinar=${webinar}&product=team&seats=9`,
    '/orders/new',
    page(invoiced),
    `${page(submitted)}&new=yes`,
    page(quoted),
    '/contact',
    '/join',
    '/join/sent?email=lena@library.example&again=yes',
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
