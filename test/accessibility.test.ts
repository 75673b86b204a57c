import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { linkToken } from '../link.ts'
import { assertAccessible, assertReflows } from './support/accessible.ts'
import { applied, member } from './support/applicant.ts'
import { type Browsers, openBrowsers } from './support/browser.ts'
import { cardOrder } from './support/card-order.ts'
import { type CatalogueThere, catalogue } from './support/catalogue.ts'
import { pageRoutes, routeOf } from './support/page-routes.ts'
import { holderUntil } from './support/pass-holder.ts'
import { accepted, addresses, placed } from './support/purchase.ts'
import { personAt } from './support/signed-in.ts'
import { linkIn } from './support/story.ts'
import { signIn } from './support/visitor.ts'
import { openWorld, type World } from './support/world.ts'

const ann = 'ann.archer@webinars.example'
const key = 'development-secret-not-for-production'

let world: World
let shop: CatalogueThere
let browsers: Browsers
/** Who looks, null for a stranger, and at what. */
let looks: [email: string | null, paths: string[]][]
before(async () => {
  world = await openWorld({ skipsTime: true })
  shop = await catalogue(world)
  browsers = await openBrowsers(world)
  const webinar = await shop.webinar()
  const invoiced = await accepted(world, webinar, { people: addresses(3) })
  const { email: holder } = await holderUntil(world, 200)
  looks = [
    [null, [...ofEverybody(webinar), ...(await ofLinks(webinar, invoiced))]],
    [invoiced.buyer.email, ['/me', '/me/profile', '/me/profile?saved=left', '/me/sessions']],
    [holder, ['/me', `/webinars/${webinar}`, await registered(holder)]],
    [ann, ofAdministrators],
  ]
})
after(async () => {
  await world.sql`delete from submissions where kind = 'unknown'`
  await browsers.close()
  await world.close()
})

/** They lead elsewhere at once, unless something is waited for. */
const onTheWay = ['/sign-in/code', '/orders/:number/checkout']

const ofAdministrators = [
  '/me/security',
  '/me/security/authenticators/new',
  '/me/security/passkeys/new',
  '/sign-in/proof',
]

const ofEverybody = (webinar: string): string[] => [
  '/',
  '/webinars',
  '/webinars?show=recorded',
  `/webinars/${webinar}?people=9`,
  `/webinars/${webinar}?people=none`,
  `/webinars/${webinar}?people=9&wants=hosting-in-niche-academy&wants=access-for-ever`,
  `/orders/new?webinar=${webinar}`,
  `/orders/new?webinar=${webinar}&product=team&seats=9`,
  '/orders/new',
  '/contact',
  '/join',
  '/join/sent?email=lena@library.example&again=yes',
  '/join/code',
  '/join/confirmed',
  '/sign-in',
  '/sign-in/first?token=none',
  '/sign-in/link?token=none',
  '/nothing-here',
]

type Numbered = { number: string; token: string }

/** What people come to by the links of their mails. */
async function ofLinks(
  webinar: string,
  invoiced: Numbered & { people: string[] },
): Promise<string[]> {
  const page = ({ number, token }: Numbered) => `/orders/${number}?token=${token}`
  const submitted = await placed(world, webinar)
  const quoted = await placed(world, webinar, { paysBy: 'quote' })
  const card = await cardOrder(world, webinar)
  const { id, email } = await applied(world)
  const asks = { name: 'Ida Inquirer', email: 'ida@library.example', about: 'trouble', text: 'No.' }
  const asked = await world.post('/inquiries', asks)
  const pass = await holderUntil(world, 200)
  const known = await member(world)
  const to = (noun: 'inquiry' | 'pass' | 'mail-choices', of: string) =>
    linkToken(key, { noun, id: of, version: 1 })
  const [person = ''] = invoiced.people
  return [
    page(invoiced),
    `${page(submitted)}&new=yes`,
    page(quoted),
    `/orders/${card.number}/card-return?token=${card.token}&session=${card.session}`,
    await linkIn(world, person, 'You have a place', /\/seats\/\S+\?token=[\w-]+/),
    `/inquiries/${asked.body.number}?token=${to('inquiry', String(asked.body.number))}`,
    await linkIn(world, email, 'onfirm', new RegExp(`/applications/${id}\\S+token=[\\w-]+`)),
    `/passes/${pass.number}?token=${to('pass', pass.number)}`,
    `/people/${known.id}/mail-choices?token=${to('mail-choices', known.id)}`,
    await addressChange(known.email),
    await received(),
  ]
}

/** A place that somebody has by a pass. */
async function registered(email: string): Promise<string> {
  const slug = await shop.webinar()
  const browser = await signIn(world, email)
  const { text } = await browser.get(`/orders/new?webinar=${slug}`)
  const hidden = [...text.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)]
  const typed = Object.fromEntries(hidden.map(([, name = '', value = '']) => [name, value]))
  assert.equal((await browser.post('/orders', typed)).status, 303)
  await world.quiet()
  const [person] = await world.sql`select id from people where email = ${email}`
  return `/registrations/${slug}~${person?.id}`
}

async function addressChange(email: string): Promise<string> {
  const browser = await signIn(world, email)
  const wanted = `new-${randomUUID().slice(0, 8)}@library.example`
  await browser.post('/me/profile/address', { key: randomUUID(), email: wanted })
  return linkIn(world, wanted, /email address\?/, /\/address-changes\/\S+/)
}

/** Something that was sent in and is still to be worked on. */
async function received(): Promise<string> {
  const id = randomUUID()
  const at = new Date(world.now().getTime() + 3_600_000).toISOString()
  await world.sql`
    insert into submissions (id, token, kind, subject, actor, received_at, attempts)
    values (${id}, ${id}, 'unknown', 'membership:nobody', 'applicant', ${at}, 1)
  `
  return `/received/${id}`
}

describe('every page', () => {
  it('is in the table', () => {
    const looked = looks.flatMap(([, paths]) => paths.map((path) => routeOf(world.app, path)))
    const rest = pageRoutes(world.app).filter((route) => !route.startsWith('/console'))
    const without = rest.filter((route) => !looked.includes(route) && !onTheWay.includes(route))
    assert.deepEqual(without, [])
  })

  it('breaks no rule of WCAG 2.2 AA, light and dark, and reflows at 400 %', async () => {
    const broken: string[] = []
    for (const [email, paths] of looks) {
      const page = await (email ? personAt({ world, browsers }, email) : browsers.person())
      for (const path of paths) {
        await page.goto(path)
        assert.equal(routeOf(world.app, page.url()), routeOf(world.app, path), path)
        await look(page).catch((error: Error) => broken.push(error.message))
      }
    }
    assert.deepEqual(broken, [])
  })
})

describe('a form with something wrong', () => {
  it('breaks no rule, and its summary is read first', async () => {
    const page = await browsers.person()
    await page.goto('/contact')
    await page.getByRole('button', { name: 'Send my question' }).click()
    await page.getByRole('alert').waitFor()
    await look(page)
  })
})

describe('signing in', () => {
  it('breaks no rule where the code is typed, nor where it is wrong', async () => {
    const page = await browsers.person()
    await page.goto('/sign-in')
    await page.getByLabel('Email address').fill('lena@library.example')
    await page.getByRole('button', { name: 'Send me a link' }).click()
    await page.getByRole('heading', { name: 'Check your email' }).waitFor()
    await look(page)
    await page.getByLabel('Six-digit code').fill('000000')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('alert').waitFor()
    await look(page)
  })
})

describe('ordering', () => {
  it('breaks no rule with wrong rows, in the review, and when it is done', async () => {
    const page = await browsers.person()
    await page.goto(`/orders/new?webinar=${await shop.webinar()}&product=team&seats=9`)
    await page.getByLabel('Their email addresses').fill('ann@library.example\nnobody')
    await page.getByRole('button', { name: 'Review my order' }).click()
    await page.getByRole('alert').waitFor()
    await look(page)
    await page.getByLabel('Their email addresses').fill('ann@library.example')
    await page.getByLabel('Your name').fill('Bea Buyer')
    await page.getByLabel('Your email address').fill('bea@library.example')
    await page.getByLabel('Library or organization').fill('Springfield Public Library')
    await page.getByLabel('By invoice').check()
    await page.getByRole('button', { name: 'Review my order' }).click()
    await page.getByRole('heading', { name: 'You could pay less' }).waitFor()
    await look(page)
    await page.getByRole('button', { name: 'Order and send me the invoice' }).click()
    await page.getByRole('heading', { name: 'Thank you, we have your order' }).waitFor()
    await look(page)
  })
})

async function look(page: Page): Promise<void> {
  await assertAccessible(page)
  await assertReflows(page)
}
