import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { addDays, formatDate } from '../domain/date.ts'
import { formatCents } from '../domain/money.ts'
import { passTerm } from '../domain/pass-term.ts'
import { member, somebody, tokenFor } from './support/applicant.ts'
import { type CatalogueThere, catalogue } from './support/catalogue.ts'
import { dayFromNow, holderUntil, openedBy, passOf, passUntil } from './support/pass-holder.ts'
import {
  accepted,
  done,
  type Purchase,
  paid,
  placed,
  reversed,
  stageOf,
  tasksOf,
} from './support/purchase.ts'
import { openWorld, type World } from './support/world.ts'

let world: World
let sold: CatalogueThere
before(async () => {
  world = await openWorld({ skipsTime: true })
  sold = await catalogue(world)
})
after(() => world.close())

const price = 49_900
const wish = (more: object) => ({
  product: 'pass',
  webinar: undefined,
  passProduct: 'individual-annual',
  seats: undefined,
  people: undefined,
  organisation: undefined,
  ...more,
})

const numberOf = async ({ number }: Purchase) => {
  const [row] = await world.sql<{ pass: string }[]>`
    select pass_number as pass from orders where number = ${number}
  `
  return row?.pass ?? assert.fail('An order of a pass has no pass')
}
const termsOf = async (pass: string) =>
  (await passOf(world, pass)).terms as { startsOn: string; endsOn: string; order: string }[]
const about = (email: string) =>
  world.mail.subjects(email).filter((subject) => /pass/i.test(subject))

/** Somebody who has bought a pass by purchase order and check. */
async function bought() {
  const buyer = await member(world, somebody('Paula Passmore'))
  const order = await accepted(world, '', wish({ buyer: { name: buyer.name, email: buyer.email } }))
  await paid(world, [[order, price]])
  const number = await numberOf(order)
  const { startsOn, endsOn } = await passOf(world, number)
  return { ...buyer, order, number, startsOn: String(startsOn), endsOn: String(endsOn) }
}

/** An order that renews a pass, by the link from its newest mail. */
async function renewal({ number, email, name }: { number: string; email: string; name: string }) {
  const passToken = await tokenFor(world, email, /pass (is active|ends|ended|has lapsed)/)
  const buyer = { name, email }
  return accepted(world, '', wish({ buyer, passNumber: number, passToken }))
}

describe('a pass that is bought by purchase order and check', () => {
  it('opens nothing until it is paid, and then everything of the presenter for a year', async () => {
    const buyer = await member(world, somebody('Pia Payer'))
    const order = await placed(world, '', wish({ buyer: { name: buyer.name, email: buyer.email } }))
    await world.quiet()
    const number = await numberOf(order)
    assert.equal((await passOf(world, number)).stage, 'pending-payment')
    await done(world, order, 'purchase-order-acceptances')
    assert.equal(await openedBy(world, number), null)
    await paid(world, [[order, price]])
    const { stage, startsOn, endsOn } = await passOf(world, number)
    const today = dayFromNow(world, 0)
    assert.deepEqual([stage, startsOn, endsOn], ['active', today, passTerm(today, 12).endsOn])
    assert.equal((await openedBy(world, number))?.isOpen, true)
    const { text } = await world.mail.to(buyer.email, 'Your pass is active until')
    assert.match(text, /all webinars of Dr\. Steve Albrecht/)
    const token = /token=([\w-]+)/.exec(text)?.[1]
    const own = await world.get(`/passes/${number}?token=${token}`)
    assert.equal(own.status, 200)
    assert.equal((own.body.atEnd as { what: string }).what, 'grace')
  })

  it('that is cancelled before it is paid never was', async () => {
    const order = await placed(world, '', wish({}))
    await world.quiet()
    await done(world, order, 'cancellations', { reason: 'Changed our minds.' })
    await world.quiet()
    assert.equal((await passOf(world, await numberOf(order))).stage, 'ended')
  })

  it('is held up when the check bounces, and open again when it is paid anew', async () => {
    const { number, order, email } = await bought()
    const check = await world.sql<{ id: string }[]>`
      select check_id as id from check_allocations where order_number = ${order.number}
    `
    await reversed(world, String(check[0]?.id))
    await world.pass('12 days')
    assert.equal((await openedBy(world, number))?.isOpen, false)
    assert.equal((await passOf(world, number)).isSuspended, true)
    await paid(world, [[order, price]])
    assert.equal((await openedBy(world, number))?.isOpen, true)
    assert.equal((await termsOf(number)).length, 1)
    assert.equal(about(email).filter((subject) => /is active until/.test(subject)).length, 1)
  })
})

describe('renewing', () => {
  it('early extends from the old end, by one year, and ends the reminders', async () => {
    const pass = await bought()
    await passUntil(world, addDays(pass.endsOn, -59))
    const order = await renewal(pass)
    await paid(world, [[order, price]])
    const [first, second] = await termsOf(pass.number)
    assert.equal(second?.startsOn, addDays(String(first?.endsOn), 1))
    assert.equal(second?.endsOn, passTerm(String(second?.startsOn), 12).endsOn)
    assert.equal((await passOf(world, pass.number)).stage, 'renewed')
    await world.mail.to(
      pass.email,
      `Your pass is renewed until ${formatDate(String(second?.endsOn))}`,
    )
    const sent = about(pass.email).length
    await passUntil(world, addDays(pass.endsOn, 1))
    const shown = await passOf(world, pass.number)
    assert.deepEqual([shown.stage, shown.endsOn], ['active', second?.endsOn])
    assert.equal(about(pass.email).length, sent)
    assert.equal((await openedBy(world, pass.number))?.isOpen, true)
  })

  it('is refused before it opens, 60 days before the end', async () => {
    const pass = await bought()
    const passToken = await tokenFor(world, pass.email, 'Your pass is active')
    const buyer = { name: pass.name, email: pass.email }
    const order = wish({ buyer, passNumber: pass.number, passToken, paysBy: 'invoice' })
    const early = await world.post('/orders', order, { key: `early-${pass.number}` })
    assert.equal(early.status, 409, JSON.stringify(early.body))
    assert.ok(String(early.body.detail).includes(formatDate(addDays(pass.endsOn, -60))))
  })

  it('in grace begins where the old term ended', async () => {
    const pass = await bought()
    await passUntil(world, addDays(pass.endsOn, 10))
    await paid(world, [[await renewal(pass), price]])
    const shown = await passOf(world, pass.number)
    assert.deepEqual([shown.stage, shown.startsOn], ['active', addDays(pass.endsOn, 1)])
    await world.mail.to(pass.email, 'Your pass is renewed until')
  })

  it('after the lapse begins with the receipt, and opens again what was closed', async () => {
    const pass = await bought()
    await passUntil(world, addDays(pass.endsOn, 50))
    assert.equal((await openedBy(world, pass.number))?.isOpen, false)
    await paid(world, [[await renewal(pass), price]])
    const shown = await passOf(world, pass.number)
    assert.deepEqual([shown.stage, shown.startsOn], ['reinstated', dayFromNow(world, 0)])
    assert.equal((await openedBy(world, pass.number))?.isOpen, true)
    await world.mail.to(pass.email, 'Welcome back: your pass is active until')
  })

  it('twice pays for one term, and the second payment is credit and a task', async () => {
    const pass = await bought()
    await passUntil(world, addDays(pass.endsOn, -20))
    const [first, second] = [await renewal(pass), await renewal(pass)]
    for (const order of [first, second]) await paid(world, [[order, price]])
    await world.quiet()
    assert.equal((await termsOf(pass.number)).length, 2)
    assert.deepEqual(
      [await stageOf(world, first), await stageOf(world, second)],
      ['paid', 'cancelled'],
    )
    assert.deepEqual(await tasksOf(world, second), ['overpaid'])
    await world.mail.to(pass.email, `We are holding a credit of ${formatCents(price)} for you`)
  })

  it('that bounces never harms the term that is paid', async () => {
    const pass = await bought()
    await passUntil(world, addDays(pass.endsOn, -20))
    const check = await paid(world, [[await renewal(pass), price]])
    await reversed(world, check)
    await world.pass('11 days')
    const shown = await passOf(world, pass.number)
    assert.deepEqual(
      [shown.stage, shown.endsOn, shown.isSuspended],
      ['renewal-open', pass.endsOn, false],
    )
    assert.equal((await openedBy(world, pass.number))?.isOpen, true)
    const sent = about(pass.email).length
    await passUntil(world, pass.endsOn)
    assert.deepEqual(about(pass.email).slice(sent), [
      `Your pass ends in 7 days, on ${formatDate(pass.endsOn)}`,
      'Your pass ends today',
    ])
  })
})

describe('what a holder registers for', () => {
  it('is free while the pass is valid, and stays theirs when it has lapsed', async () => {
    const { number, email } = await holderUntil(world, 8)
    const webinar = await sold.webinar({ startsInDays: 60 })
    await passUntil(world, dayFromNow(world, 1))
    const passToken = await tokenFor(world, email, 'Your pass ends in 7 days')
    const body = { product: 'individual', webinar, paysBy: 'free', passNumber: number, passToken }
    const registered = await world.post('/orders', body, { key: `free-${number}` })
    assert.equal(registered.status, 201, JSON.stringify(registered.body))
    await world.pass('45 days')
    assert.equal((await passOf(world, number)).stage, 'lapsed')
    const late = await world.post('/orders', body, { key: `late-${number}` })
    assert.equal(late.status, 409, JSON.stringify(late.body))
    const grants = await world.sql<{ opens: string }[]>`
      select opens from grants join people on people.id = person_id
      where email = ${email} and webinar = ${webinar} and ended_at is null
      order by opens
    `
    assert.deepEqual(
      grants.map(({ opens }) => opens),
      ['live', 'recording'],
    )
    const shown = await passOf(world, number)
    const opens = shown.opens as { slug: string; isRegistered: boolean }[]
    assert.equal(opens.find(({ slug }) => slug === webinar)?.isRegistered, true)
  })
})

describe('a pass that begins on a leap day', () => {
  it('ends on 28 February, and the next term begins on 1 March', async () => {
    const [thisYear = '', today = ''] = dayFromNow(world, 1).split(/-(.*)/)
    const year = Math.ceil((Number(thisYear) + (today > '02-29' ? 1 : 0)) / 4) * 4
    await passUntil(world, `${year}-02-29`)
    const pass = await bought()
    assert.deepEqual([pass.startsOn, pass.endsOn], [`${year}-02-29`, `${year + 1}-02-28`])
    await passUntil(world, `${year + 1}-02-10`)
    await paid(world, [[await renewal(pass), price]])
    await passUntil(world, `${year + 1}-03-01`)
    const { stage, startsOn, endsOn } = await passOf(world, pass.number)
    const next = [`${year + 1}-03-01`, `${year + 2}-02-28`]
    assert.deepEqual([stage, startsOn, endsOn], ['active', ...next])
  })
})
