import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { assertAccessible, assertReflows } from './support/accessible.ts'
import { somebody, waiting } from './support/applicant.ts'
import { type Browsers, openBrowsers } from './support/browser.ts'
import { catalogue } from './support/catalogue.ts'
import { aCheck, moneyPost } from './support/desk.ts'
import { pageRoutes, routeOf } from './support/page-routes.ts'
import { holderUntil } from './support/pass-holder.ts'
import { accepted, paid, placed, shown } from './support/purchase.ts'
import { personAt } from './support/signed-in.ts'
import { signIn } from './support/visitor.ts'
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
  const check = await paid(world, [[order, 42_500]])
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
    ...(await ofMoney(check, organisation.id)),
    ...(await ofWebinars(webinar)),
  ]
})
after(async () => {
  await browsers.close()
  await world.close()
})

describe('every page of the console', () => {
  it('is in the table', () => {
    const looked = paths.map((path) => routeOf(world.app, path))
    const all = pageRoutes(world.app).filter((route) => route.startsWith('/console'))
    assert.deepEqual(
      all.filter((route) => !looked.includes(route)),
      [],
    )
  })

  it('breaks no rule of WCAG 2.2 AA with all its forms open, light and dark, and reflows at 400 %', async () => {
    const page = await personAt({ world, browsers }, email)
    for (const path of paths) {
      await opened(page, path)
      await assertAccessible(page)
      await assertReflows(page)
    }
  })
})

/** What was booked, what is open, and who may see it. */
async function ofMoney(check: string, holder: string): Promise<string[]> {
  const checks = [aCheck(), aCheck()]
  const slip = { bankedOn: '2026-11-03', totalCents: 100_000, checks }
  const { body } = await moneyPost(world, '/deposits', slip)
  const [ben] = await world.sql`select id from people where email like 'ben.baker@%'`
  return [
    '/console/money',
    '/console/open',
    `/console/open/organisation/${holder}`,
    '/console/sales',
    '/console/checks',
    '/console/checks/new',
    `/console/checks/new?holder=organisation:${holder}`,
    `/console/checks/${check}`,
    '/console/deposits',
    '/console/deposits/new',
    `/console/deposits/${String(body.subject).slice('deposit:'.length)}`,
    '/console/administrators',
    `/console/administrators/${ben?.id}`,
    '/console/carry-over',
  ]
}

/** What webinars are made of, and what is mailed about them. */
async function ofWebinars(webinar: string): Promise<string[]> {
  const { text } = await (await signIn(world, email)).get('/console/mail/templates')
  const template = /\/console\/mail\/templates\/[^"/]+/.exec(text)?.[0] ?? assert.fail(text)
  return [
    '/console/catalogue',
    '/console/catalogue/presenters/steve-albrecht',
    '/console/webinars',
    '/console/webinars/new',
    `/console/webinars/${webinar}/cancellations`,
    '/console/mailings',
    '/console/mail/templates',
    template,
  ]
}

/** A page with every form on it unfolded. */
async function opened(page: Page, path: string): Promise<void> {
  const answer = await page.goto(path)
  assert.equal(answer?.status(), 200, path)
  await page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
}
