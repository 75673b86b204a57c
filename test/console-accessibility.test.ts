import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { assertAccessible, assertFits } from './support/accessible.ts'
import { somebody, waiting } from './support/applicant.ts'
import { type Browsers, openBrowsers } from './support/browser.ts'
import { catalogue } from './support/catalogue.ts'
import { holderUntil } from './support/pass-holder.ts'
import { accepted, paid, placed, shown } from './support/purchase.ts'
import { askFor, signInMail, visitor } from './support/visitor.ts'
import { openWorld, type World } from './support/world.ts'

const email = 'ann.archer@webinars.example'

let world: World
let browsers: Browsers
let paths: string[]
before(async () => {
  world = await openWorld({ skipsTime: true })
  browsers = await openBrowsers(world)
  const shop = await catalogue(world)
  const webinar = await shop.webinar({ startsInDays: 60 })
  const postponed = await shop.webinar({ startsInDays: 60 })
  await world.post(`/webinars/${postponed}/postponements`, {}, { as: world.ann })
  const order = await accepted(world, webinar, { organisation: 'Capital City' })
  await placed(world, webinar, { organisation: 'Ogdenville' })
  await accepted(world, webinar, { organisation: 'Late Library' })
  await paid(world, [[order, 42_500]])
  const pass = await holderUntil(world, 200)
  await world.pass('58 days')
  const { id } = await waiting(world, somebody('Wanda Waits'))
  await waiting(world, somebody('Will Waits'))
  const asked = await world.post('/inquiries', {
    name: 'Ida Inquirer',
    email: somebody().email,
    about: 'trouble',
    text: 'It does not open.',
  })
  // What comes together is mailed together, a little later.
  await world.pass('2 minutes')
  const { organisation } = (await shown(world, order)) as { organisation: { id: string } }
  const [mail] = await world.sql`select id from messages where state = 'sent' limit 1`
  paths = [
    '/console',
    '/console?show=checks',
    '/console/members',
    '/console/members?search=nobody',
    `/console/members/${id}`,
    '/console/orders',
    `/console/orders/${order.number}`,
    '/console/organisations',
    `/console/organisations/${organisation.id}`,
    `/console/webinars/${webinar}`,
    `/console/webinars/${postponed}`,
    `/console/webinars/${webinar}/reschedulings`,
    `/console/webinars/${webinar}/postponements`,
    `/console/webinars/${webinar}/letters/rescheduled`,
    '/console/passes',
    `/console/passes/${pass.number}`,
    `/console/inquiries/${asked.body.number}`,
    '/console/mail',
    '/console/health',
    `/console/mail/${mail?.id}`,
    `/console/do/members/${id}/rejections`,
  ]
})
after(async () => {
  await browsers.close()
  await world.close()
})

describe('every page of the console', () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    it(`breaks no rule of WCAG 2.2 AA with all its forms open, ${colorScheme}`, async () => {
      const page = await ann({ colorScheme })
      for (const path of paths) {
        await opened(page, path)
        await assertAccessible(page)
      }
    })
  }

  it('needs no scrolling sideways at 320 px', async () => {
    const page = await ann({ viewport: { width: 320, height: 640 } })
    for (const path of paths) {
      await opened(page, path)
      await assertFits(page)
    }
  })
})

describe('an administrator with a full inbox', () => {
  for (const javaScriptEnabled of [true, false]) {
    it(`clears it, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, async () => {
      for (const name of ['Una Uno', 'Dua Dos']) await waiting(world, somebody(name))
      await world.pass('2 minutes')
      const page = await ann({ javaScriptEnabled })
      await page.goto('/console')
      await page.getByLabel('Tick Una Uno').check()
      await page.getByLabel('Tick Dua Dos').check()
      await page.getByRole('button', { name: 'Approve all that are ticked' }).click()
      await page.getByText('2 of 2 done').waitFor()
      await page.goto('/console')
      await page.getByText('Reject', { exact: true }).first().click()
      const reject = page.locator('form[action$="/rejections"]').first()
      await reject.getByRole('button', { name: 'Reject' }).click()
      await page.getByRole('alert').getByText('Please give the reason').waitFor()
      await assertAccessibleWith(page, javaScriptEnabled)
      await page.getByLabel('Reason').fill('No library is named.')
      await page.getByRole('button', { name: 'Reject' }).click()
      await page.getByText('rejected; this can be undone for 10 minutes').waitFor()
    })
  }
})

async function assertAccessibleWith(page: Page, javaScriptEnabled: boolean): Promise<void> {
  if (javaScriptEnabled) await assertAccessible(page)
}

/** Ann in a browser of her own, signed in. */
async function ann(options: Parameters<Browsers['person']>[0]): Promise<Page> {
  const page = await browsers.person(options)
  const browser = visitor(world)
  await askFor(browser, email)
  const { token } = await signInMail(world, email)
  await browser.post('/sign-in/link', { token })
  const cookies = [...browser.cookies].map(([name, value]) => ({ name, value }))
  await page.context().addCookies(cookies.map((one) => ({ ...one, url: browsers.origin })))
  return page
}

/** A page with every form on it unfolded. */
async function opened(page: Page, path: string): Promise<void> {
  const answer = await page.goto(path)
  assert.equal(answer?.status(), 200, path)
  await page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
}
