import { createHash } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { catalogueRequests, readCatalogue } from './catalogue.ts'
import * as day from './day.ts'
import { type Desk, openDesk } from './desk.ts'
import { seedMoney } from './seed-money.ts'
import type { StripeStandIn } from './services/stripe.ts'
import { keptAdministrator } from './settled.ts'

interface SeedWish {
  publicUrl: string
  bootstrapToken: string
  /** Where the mail can be read; without one nobody can confirm an address. */
  inboxUrl: string | undefined
  stripe: StripeStandIn | undefined
}

/** What the tour needs to know of what was seeded. */
export interface Seeded {
  administratorToken: string
  /** The webinar that begins within the hour. */
  webinar: string
}

/**
 * The real catalogue and a believable day, sent as people would send it. Every request has a key of its own, so a start
 * that was cut off goes on where it was. Each start puts a webinar on sale that begins within the hour, for the tour.
 */
export async function seed({
  publicUrl,
  bootstrapToken,
  inboxUrl,
  stripe,
}: SeedWish): Promise<Seeded> {
  const desk = openDesk(publicUrl)
  const administratorToken = await keptAdministrator(async () => {
    const first = await desk.send('/administrators', day.administrator, { as: bootstrapToken })
    return String(first.token)
  })
  const send = (path: string, body: object) =>
    desk.send(path, body, { as: administratorToken, key: keyOf(path, body) })

  for (const { path, body } of catalogueRequests(await readCatalogue())) await send(path, body)
  for (const { path, body } of await day.past()) await send(path, body)
  const { slug } = day.webinarInThreeWeeks(new Date())
  if (!(await isThere(desk, slug))) {
    for (const { path, body } of day.upcoming(new Date())) await send(path, body)
    for (const applicant of day.applicants) await applyAndConfirm(send, applicant, inboxUrl)
    for (const { body, isAccepted } of day.orders(slug)) {
      const placed = await send('/orders', body)
      const number = placed.subject.slice('order:'.length)
      if (isAccepted) await send(`/orders/${number}/purchase-order-acceptances`, {})
    }
    await seedMoney({ desk, send, stripe }, slug)
  }
  return { administratorToken, webinar: await webinarWithinTheHour(desk, send) }
}

type Send = (path: string, body: object) => ReturnType<Desk['send']>

async function isThere(desk: Desk, slug: string): Promise<boolean> {
  return desk.read(`/webinars/${slug}`).then(
    () => true,
    () => false,
  )
}

async function applyAndConfirm(
  send: Send,
  applicant: day.Applicant,
  inboxUrl: string | undefined,
): Promise<void> {
  await send('/applications', applicant)
  if (inboxUrl === undefined) return
  const code = await codeFor(inboxUrl, applicant.email)
  await send('/confirmations', { email: applicant.email, code })
}

async function codeFor(inboxUrl: string, email: string): Promise<string> {
  for (let tries = 0; tries < 100; tries += 1) {
    const response = await fetch(`${inboxUrl}/api/messages?to=${encodeURIComponent(email)}`)
    const { messages } = (await response.json()) as { messages: { text: string }[] }
    const code = messages.map(({ text }) => /\b\d{6}\b/.exec(text)?.[0]).find(Boolean)
    if (code) return code
    await pause(200)
  }
  throw new Error(`No mail with a code came for ${email}.`)
}

/** One that is still to begin; a tour before may have held the first. */
async function webinarWithinTheHour(desk: Desk, send: Send, take = 1): Promise<string> {
  const webinar = day.webinarWithinTheHour(new Date(), take)
  if (!(await isThere(desk, webinar.slug))) {
    await send('/webinars', webinar)
    await send(`/webinars/${webinar.slug}/publications`, {})
    await send(`/webinars/${webinar.slug}/join-details`, day.joinDetails)
    return webinar.slug
  }
  const { action } = await desk.read(`/webinars/${webinar.slug}`)
  return action === 'get-the-recording' || action === null
    ? webinarWithinTheHour(desk, send, take + 1)
    : webinar.slug
}

function keyOf(path: string, body: object): string {
  return createHash('sha256')
    .update(`${path}\n${JSON.stringify(body)}`)
    .digest('hex')
}
