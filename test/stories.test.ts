import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { type Browsers, openBrowsers } from './support/browser.ts'
import { type CatalogueThere, catalogue } from './support/catalogue.ts'
import { address } from './support/purchase.ts'
import { openWorld, type World } from './support/world.ts'

let world: World
let shop: CatalogueThere
let browsers: Browsers
before(async () => {
  world = await openWorld({ skipsTime: true })
  shop = await catalogue(world)
  browsers = await openBrowsers(world)
})
after(async () => {
  await browsers.close()
  await world.close()
})

for (const javaScriptEnabled of [true, false]) {
  describe(`in a browser ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, () => {
    it('a librarian registers by card, from the home page to the receipt', async () => {
      await shop.webinar({ title: `Calm Desks ${javaScriptEnabled ? 1 : 2}` })
      const email = address('lena')
      const page = await browsers.person({ javaScriptEnabled })
      await page.goto('/')
      await page.getByRole('link', { name: `Calm Desks ${javaScriptEnabled ? 1 : 2}` }).click()
      await page.getByRole('link', { name: 'Register' }).click()
      await page.getByLabel('Your name').fill('Lena Library')
      await page.getByLabel('Your email address').fill(email)
      await page.getByRole('button', { name: 'Review my order' }).click()
      assert.match(await shown(page), /\$99\.00/)
      await page.getByRole('button', { name: 'Order and pay by card' }).click()
      await page.waitForURL(`${world.stripe.url}/**`)
      await pay(page)
      await page.waitForURL(/card-return/)
      await page.getByRole('link', { name: 'Go to your order' }).click()
      assert.match(await shown(page), /Everything is paid/)
      await world.quiet()
      assert.match((await world.mail.to(email, 'Calm Desks')).text, /Calm Desks/)
    })
  })
}

/** As the person of the card fills in Stripe's page. */
async function pay(page: Page): Promise<void> {
  await page.getByLabel('Email').fill('lena@library.example')
  await page.getByLabel('Card number').fill('4242424242424242')
  await page.getByLabel('Name on card').fill('Lena Library')
  await page.getByLabel(/expir/i).first().fill('12 / 34')
  await page
    .getByLabel(/cvc|security/i)
    .first()
    .fill('123')
  await page
    .getByLabel(/zip|postal/i)
    .first()
    .fill('62701')
  await page.getByLabel('Billing address').fill('1 Main Street')
  await page.getByLabel('City').fill('Springfield')
  await page.getByRole('button', { name: /pay/i }).first().click()
}

async function shown(page: Page): Promise<string> {
  return (await page.locator('main').textContent()) ?? ''
}
