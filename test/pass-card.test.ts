import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { addDays, formatDate } from '../domain/date.ts'
import { tokenFor } from './support/applicant.ts'
import { byCard, pageOf } from './support/card.ts'
import { catalogue } from './support/catalogue.ts'
import { passOf, passUntil } from './support/pass-holder.ts'
import { type Purchase, stageOf, tasksOf } from './support/purchase.ts'
import { openWorld, type World } from './support/world.ts'

let world: World
before(async () => {
  world = await openWorld({ skipsTime: true })
  await catalogue(world)
})
after(() => world.close())

const price = 49_900
const declined = '4000 0000 0000 0341'

const settled = async () => {
  await world.stripe.quiet()
  await world.sweep()
  await world.quiet()
}

/** A pass that was paid by card, with consent to renew it by that card. */
async function bought(savesCard = true): Promise<Purchase & { pass: string; endsOn: string }> {
  const purchase = await byCard(world, '', {
    product: 'pass',
    webinar: undefined,
    passProduct: 'individual-annual',
    seats: undefined,
    savesCard,
  })
  world.stripe.pay(await pageOf(world, purchase))
  await settled()
  const [row] = await world.sql<{ pass: string }[]>`
    select pass_number as pass from orders where number = ${purchase.number}
  `
  const pass = row?.pass ?? assert.fail('There is no pass')
  const { endsOn } = await passOf(world, pass)
  return { ...purchase, pass, endsOn: String(endsOn) }
}

/** The renewals of a pass that its card is charged for, oldest first. */
async function renewalsOf(pass: string): Promise<{ number: string }[]> {
  const rows = await world.sql<{ number: string }[]>`
    select number from orders where pass_number = ${pass} and pays_by = 'saved-card' order by placed_at
  `
  return [...rows]
}

const first = <T>([one]: readonly T[]): T => one ?? assert.fail('There is none')
const mailed = ({ buyer }: Purchase, since = 0) => world.mail.subjects(buyer.email).slice(since)

describe('a pass whose holder agreed to renew by card', () => {
  it('is announced a month before, charged at the end, and goes on from the old end', async () => {
    const pass = await bought()
    const before = mailed(pass).length
    await passUntil(world, addDays(pass.endsOn, 2))
    await settled()
    const renewal = first(await renewalsOf(pass.pass))
    assert.equal(await stageOf(world, renewal), 'paid')
    const shown = await passOf(world, pass.pass)
    assert.deepEqual([shown.stage, shown.startsOn], ['active', addDays(pass.endsOn, 1)])
    const notice = `Your pass renews after ${formatDate(pass.endsOn)}: $499.00 by card`
    const sent = mailed(pass, before)
    assert.deepEqual(sent.slice(0, 2), [notice, notice])
    assert.ok(sent.some((subject) => subject === `Order ${renewal.number} is paid. Thank you!`))
    assert.ok(!sent.some((subject) => /Your pass ends/.test(subject)))
  })

  it('is not charged when its holder removes the card, and is reminded as others are', async () => {
    const pass = await bought()
    await passUntil(world, addDays(pass.endsOn, -20))
    const token = await tokenFor(world, pass.buyer.email, 'Your pass renews after')
    const removed = await world.post(`/passes/${pass.pass}/card-removals?token=${token}`, {})
    assert.equal(removed.status, 201, JSON.stringify(removed.body))
    await passUntil(world, addDays(pass.endsOn, 2))
    await settled()
    assert.deepEqual(await renewalsOf(pass.pass), [])
    assert.equal((await passOf(world, pass.pass)).stage, 'grace')
    await world.mail.to(pass.buyer.email, 'Your pass ends today')
    assert.equal(world.stripe.requests('POST /v1/payment_methods/:id/detach'), 1)
  })

  it('is never charged when it is to end with its term', async () => {
    const pass = await bought()
    const token = await tokenFor(world, pass.buyer.email, 'Your pass is active')
    await world.post(`/passes/${pass.pass}/cancellations?token=${token}`, {})
    await passUntil(world, addDays(pass.endsOn, 5))
    await settled()
    assert.deepEqual(await renewalsOf(pass.pass), [])
    assert.equal((await passOf(world, pass.pass)).stage, 'ended')
  })

  it('declined, is tried again 3, 7 and 14 days after, and the term paid is not harmed', async () => {
    const pass = await bought()
    spoilCard(pass.pass)
    await passUntil(world, pass.endsOn)
    const before = mailed(pass).length
    const charges = world.stripe.charges().length
    await passUntil(world, addDays(pass.endsOn, 16))
    await settled()
    const renewal = first(await renewalsOf(pass.pass))
    assert.equal(await stageOf(world, renewal), 'expired')
    assert.equal(world.stripe.charges().length, charges)
    const declines = mailed(pass, before).filter((subject) => /card/.test(subject))
    assert.deepEqual(declines, [
      'Your card was declined for the renewal of your pass',
      'Your card was declined for the renewal of your pass',
      'Your card was declined for the renewal of your pass',
      'Your pass could not be renewed by card',
    ])
    assert.equal((await passOf(world, pass.pass)).stage, 'grace')
  })

  it('declined and then paid by hand, drops the renewal by card', async () => {
    const pass = await bought()
    spoilCard(pass.pass)
    await passUntil(world, addDays(pass.endsOn, 2))
    await settled()
    const renewal = first(await renewalsOf(pass.pass))
    const token = await tokenFor(world, pass.buyer.email, 'Your pass is active')
    const byHand = await byCard(world, '', {
      product: 'pass',
      webinar: undefined,
      passProduct: 'individual-annual',
      seats: undefined,
      buyer: pass.buyer,
      passNumber: pass.pass,
      passToken: token,
    })
    world.stripe.pay(await pageOf(world, byHand))
    await settled()
    assert.equal((await passOf(world, pass.pass)).stage, 'active')
    assert.equal(await stageOf(world, renewal), 'cancelled')
    const charges = world.stripe.charges().length
    await world.pass('20 days')
    assert.equal(world.stripe.charges().length, charges)
    assert.deepEqual(await tasksOf(world, renewal), [])
  })

  it('at a price that has changed since is not charged, but reminded by hand', async () => {
    const pass = await bought()
    await passUntil(world, addDays(pass.endsOn, -10))
    await world.sql`update pass_products set price_cents = 59900 where slug = 'individual-annual'`
    await passUntil(world, addDays(pass.endsOn, 2))
    await world.sql`update pass_products set price_cents = ${price} where slug = 'individual-annual'`
    await settled()
    assert.deepEqual(await renewalsOf(pass.pass), [])
    assert.equal((await passOf(world, pass.pass)).stage, 'grace')
  })
})

describe('a pass paid by card without that consent', () => {
  it('keeps no card and charges nothing', async () => {
    const pass = await bought(false)
    await passUntil(world, addDays(pass.endsOn, 2))
    await settled()
    assert.deepEqual(await renewalsOf(pass.pass), [])
    await world.mail.to(pass.buyer.email, 'Your pass ends today')
  })
})

/** From now on the bank declines the card that is kept for a pass. */
function spoilCard(pass: string): void {
  const intent = world.stripe.intents().findLast(({ metadata }) => metadata.order !== undefined)
  assert.ok(intent, `Nothing was paid for pass ${pass}`)
  world.stripe.changeCard(String(intent.payment_method), declined)
}
