import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { addDays } from '../../domain/date.ts'
import { somebody, applied as unconfirmed, waiting } from './applicant.ts'
import { allBooked, byCard, pageOf } from './card.ts'
import type { CatalogueThere } from './catalogue.ts'
import { aCheck, creditOf, moneyPost, recorded } from './desk.ts'
import { dayFromNow } from './pass-holder.ts'
import { accepted, done, type Purchase, paid, placed, shown } from './purchase.ts'
import { quoted } from './quote.ts'
import { sentAlong } from './tax-certificate.ts'
import type { World } from './world.ts'

/**
 * What can wait for an administrator, at once, each by what brings it about in life; each kind of `money`, too, that came
 * late, twice or not as expected.
 */
export async function fillInbox(
  world: World,
  shop: CatalogueThere,
  { money }: { money: boolean },
): Promise<void> {
  const [soon, later] = [
    await shop.webinar({ title: 'Soon', startsInDays: 7 }),
    await shop.webinar({ title: 'Later', startsInDays: 60 }),
  ]
  await withoutRecording(world, shop)
  await accepted(world, soon)
  await fromBefore(world, later)
  await world.pass('5 days')
  for (const name of ['Una Uno', 'Dua Dos', 'Rita Rejected']) await waiting(world, somebody(name))
  await asked(world)
  const off = await shop.webinar({ title: 'Put Off', startsInDays: 60 })
  const postponed = await world.post(`/webinars/${off}/postponements`, {}, { as: world.ann })
  assert.equal(postponed.status, 201, JSON.stringify(postponed.body))
  await placed(world, later, { organisation: 'Acceptville' })
  await sentAlong(world, await placed(world, later, { organisation: 'Declineville' }))
  if (money) await ofChecks(world, later)
  if (money) await ofCards(world, later)
  await hostedByThem(world, later)
  await ofOutages(world)
  await undelivered(world)
  // What comes together is mailed together, a little later.
  await world.pass('2 minutes')
}

async function withoutRecording(world: World, shop: CatalogueThere): Promise<void> {
  const slug = await shop.webinar({ title: 'Held Already', startsInDays: 1 })
  await accepted(world, slug)
  const details = { url: 'https://meet.example/held' }
  const set = await world.post(`/webinars/${slug}/join-details`, details, { as: world.ann })
  assert.equal(set.status, 201, JSON.stringify(set.body))
}

let invoices = 0

/** Open invoices: overdue, about to be written off, and one whose check was to come by now. */
async function fromBefore(world: World, webinar: string): Promise<void> {
  const today = dayFromNow(world, 0)
  const dates = [
    { organisation: 'Overdue Library', dueOn: addDays(today, -20) },
    { organisation: 'Lost Library', dueOn: addDays(today, -118) },
    {
      organisation: 'Expected Library',
      dueOn: addDays(today, 20),
      checkExpectedOn: addDays(today, 2),
    },
  ]
  for (const { organisation, dueOn, ...more } of dates) {
    invoices += 1
    const sent = await moneyPost(world, '/carry-overs/invoices', {
      ...{ invoice: `OLD-${invoices}`, ...somebody('Bea Buyer'), product: 'team', webinar },
      ...{ organisation, seats: 5, totalCents: 32_500, issuedOn: addDays(dueOn, -30), dueOn },
      ...more,
    })
    assert.equal(sent.status, 201, JSON.stringify(sent.body))
  }
}

async function asked(world: World): Promise<void> {
  const text = 'A price for sixty people?'
  await world.post('/inquiries', { ...somebody('Ida Inquirer'), about: 'group-discount', text })
}

async function ofChecks(world: World, webinar: string): Promise<void> {
  const over = await accepted(world, webinar, { organisation: 'Twice Town' })
  await paid(world, [[over, 42_500]])
  const closed = await placed(world, webinar, { organisation: 'Late Town' })
  await done(world, closed, 'cancellations', {})
  await paid(world, [[closed, 32_500]])
  const quote = await quoted(world, webinar, { organisation: 'Quote Town' })
  await paid(world, [[quote, 10_000]])
  const refunded = await accepted(world, webinar, { organisation: 'Back Town' })
  await paid(world, [[refunded, 32_500]])
  await done(world, refunded, 'refunds', { what: 'whole', reason: 'Cannot come.' })
  await recorded(world, aCheck())
  await usedCredit(world, webinar)
}

/** One check that is credit, and one whose credit was used before it bounced. */
async function usedCredit(world: World, webinar: string): Promise<void> {
  const kept = await accepted(world, webinar, { organisation: 'Kept Town' })
  await recorded(world, aCheck({ creditOf: await holderOf(world, kept) }))
  const used = await accepted(world, webinar, { organisation: 'Used Town' })
  const holder = await holderOf(world, used)
  const check = await recorded(world, aCheck({ cents: 40_000, creditOf: holder }))
  await done(world, used, 'credit-applications', { cents: 32_500 })
  const bounced = await moneyPost(world, `/checks/${check}/reversals`, { reason: 'bounced' })
  assert.equal(bounced.status, 201, JSON.stringify(bounced.body))
  assert.equal(await creditOf(world, holder), -32_500)
}

async function holderOf(world: World, purchase: Purchase): Promise<string> {
  return String((await shown(world, purchase)).creditHolder)
}

/** One payment in dispute, and one that the bank would not take back. */
async function ofCards(world: World, webinar: string): Promise<void> {
  const disputed = await paidByCard(world, webinar)
  const { stripe } = world
  const intent = stripe.intents().findLast(({ metadata }) => metadata.order === disputed.number)
  stripe.dispute(String(intent?.id))
  const failed = await paidByCard(world, webinar)
  await done(world, failed, 'refunds', { what: 'whole', reason: 'Cannot come.' })
  await allBooked(world)
  const { id } = stripe.refunds().at(-1) ?? assert.fail('There is no refund')
  stripe.failRefund(id)
  await allBooked(world)
}

async function paidByCard(world: World, webinar: string): Promise<Purchase> {
  const purchase = await byCard(world, webinar)
  world.stripe.pay(await pageOf(world, purchase))
  await allBooked(world)
  return purchase
}

async function hostedByThem(world: World, webinar: string): Promise<void> {
  const order = await accepted(world, webinar, {
    ...{ product: 'institution', seats: null, access: 'niche-academy', people: [] },
    ...{ organisation: 'Hosting Town', sharedAddress: somebody().email },
  })
  await paid(world, [[order, 49_900]])
}

async function undelivered(world: World): Promise<void> {
  const person = somebody('Ulla Unreachable')
  const mend = world.inbox.faults.breakFor(person.email, { kind: 'refuseRecipient', code: 550 })
  await unconfirmed(world, person)
  await world.until(async () => {
    const found = await world.sql`
      select from tasks where kind = 'undeliverable' and closed_at is null
    `
    return found.length > 0
  })
  mend()
}

/** What days without Stripe, or a defect, would leave behind. */
const ofOutagesAlone = [
  'card-result-unknown',
  'card-request-failed',
  'stripe-difference',
  'deposit-differs',
  'undelivered',
  'webinar-cancelled',
]

async function ofOutages(world: World): Promise<void> {
  for (const kind of ofOutagesAlone) {
    const id = randomUUID()
    await world.sql`
      insert into tasks (id, key, kind, subject, facts, opened_at)
      values (${id}, ${id}, ${kind}, ${`stripe:${kind}`}, ${world.sql.json({ cents: 9_900, command: 'place' })},
        ${world.now().toISOString()})
    `
  }
}
