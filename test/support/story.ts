import assert from 'node:assert/strict'
import { localDate } from '../../domain/calendar.ts'
import { assertAccessible, assertFits, assertReflows } from './accessible.ts'
import type { Browsers } from './browser.ts'
import { type Hand, handAt, type Look, type Way } from './hand.ts'
import { signInAt } from './signed-in.ts'
import { origin, signInMail } from './visitor.ts'
import type { World } from './world.ts'

/** A world with browsers in front of it, in which a story is played. */
export interface Stage {
  world: World
  browsers: Browsers
}

/** Somebody at a browser of their own, who sees nothing that would keep others out. */
export async function somebodyAt({ browsers }: Stage, way: Way): Promise<Hand> {
  const page = await browsers.person(way.options)
  await page.context().route('https://*.example/**', elsewhere)
  return handAt(page, way.use, looks[way.name] ?? nothing)
}

/** An administrator at a browser of their own, signed in by the mailed link. */
export async function administratorAt(
  stage: Stage,
  way: Way,
  email = 'ann.archer@webinars.example',
): Promise<Hand> {
  const hand = await somebodyAt(stage, way)
  await signInAt(stage, hand.page, email)
  return hand
}

/** Signs in by the code of a mail. */
export async function signInByCode(world: World, hand: Hand, email: string): Promise<void> {
  await hand.opens('/')
  await hand.follows('Sign in')
  await hand.fills({ 'Email address': email })
  await hand.presses('Send me a link')
  const { code } = await signInMail(world, email)
  await hand.fills({ 'Six-digit code': code })
  await hand.presses('Sign in')
}

/** A link in the newest mail with such a subject. */
export async function linkIn(
  world: World,
  email: string,
  subject: string | RegExp,
  path: RegExp,
): Promise<string> {
  await world.quiet()
  const { text } = await world.mail.to(email, subject)
  return path.exec(text)?.[0] ?? assert.fail(`No such link in “${subject}”: ${text}`)
}

/** What the person of a card fills in on Stripe's page. */
export const cardAtStripe: Record<string, string> = {
  Email: 'lena@library.example',
  'Card number': '4242424242424242',
  Expiry: '12 / 34',
  CVC: '123',
  'Name on card': 'Lena Library',
  'Billing address': '1 Main Street',
  City: 'Springfield',
  ZIP: '62701',
}

/** The date that it is at the desk. */
export const todayOf = (world: World): string =>
  localDate(world.now().toISOString(), 'America/New_York')

/** Lets time go by until a webinar has begun by the clock. */
export async function begun(world: World, slug: string): Promise<void> {
  const [webinar] = await world.sql<{ starts_at: string }[]>`
    select starts_at from webinars where slug = ${slug}
  `
  await world.pass(Date.parse(String(webinar?.starts_at)) - world.now().getTime() + 60_000)
}

const nothing: Look = async () => {}

/** With JavaScript a page is looked at in every light; zoomed, nothing of it is cut off. */
const looks: Record<string, Look> = {
  'with JavaScript': onceEach(async (page) => {
    await assertAccessible(page)
    await assertReflows(page)
  }),
  'without JavaScript, zoomed to 400 %': ours(assertFits),
}

/** Meetings, recordings and slides are elsewhere, and none of our pages. */
async function elsewhere(route: { fulfill: (answer: object) => Promise<void> }): Promise<void> {
  await route.fulfill({ contentType: 'text/html', body: '<title>Elsewhere</title>' })
}

function ours(look: Look): Look {
  return async (page) => {
    if (page.url().startsWith(origin)) await look(page)
  }
}

/** A page that has the same headings, messages and open forms is in the same state. */
function onceEach(look: Look): Look {
  const seen = new Set<string>()
  return ours(async (page) => {
    const state = await page.evaluate<string>(stateOf)
    if (seen.has(state)) return
    seen.add(state)
    await look(page)
  })
}

const stateOf = `[...new Set([location.pathname.replace(/[0-9].*/, ''), ...[...document.querySelectorAll(
  'h1, [role=alert], [role=status], .notice, .badge, details[open] summary',
)].map((one) => one.matches('h1, .badge, summary') ? one.textContent.replaceAll(/[0-9]+/g, '') : one.className)])].join('|')`
