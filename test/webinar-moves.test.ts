import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { localStart } from '../dev/local-start.ts'
import { attendee } from './support/attendee.ts'
import { allBooked, byCard, pageOf } from './support/card.ts'
import { catalogue } from './support/catalogue.ts'
import { creditOf, tasksOf } from './support/desk.ts'
import { host, room, title } from './support/host.ts'
import {
  accepted,
  addresses,
  done,
  paid,
  placed,
  refused,
  shown,
  stageOf,
  tasksOf as tasksOfOrder,
  tell,
} from './support/purchase.ts'
import { openWorld, type World } from './support/world.ts'

const timeZone = 'America/New_York'
const reason = 'The presenter is ill.'

let world: World
let webinar: Awaited<ReturnType<typeof catalogue>>['webinar']
let desk: ReturnType<typeof host>
before(async () => {
  world = await openWorld({ skipsTime: true })
  webinar = (await catalogue(world)).webinar
  desk = host(world)
})
after(() => world.close())

const inDays = (days: number) => ({
  startsAt: localStart({ now: world.now(), days, zone: timeZone }),
  timeZone,
})
const sequence = (entry: string) => Number(/^SEQUENCE:(\d+)/m.exec(entry)?.[1])
const uid = (entry: string) => /^UID:(.*)$/m.exec(entry)?.[1]

describe('a webinar on another date', () => {
  it('tells everybody once, moves their calendar entry, and reminds of the new date only', async () => {
    const slug = await webinar({ startsInDays: 5 })
    const { email } = await attendee(world, slug)
    await desk.does(slug, 'join-details', room)
    const first = await desk.entryIn(email, 'How to attend')
    await desk.does(slug, 'reschedulings', { ...inDays(12), reason })
    const { text } = await world.mail.to(email, `New date for ${title}`)
    assert.match(text, /The reason: The presenter is ill\./)
    assert.match(text, /Instead of/)
    assert.match(text, /full refund/)
    const second = await desk.entryIn(email, 'New date')
    assert.equal(uid(second), uid(first))
    assert.equal(sequence(second), sequence(first) + 1)
    assert.match(second, /meet\.example\/calm/)
    assert.match(second, /METHOD:PUBLISH/)
    assert.equal((await desk.shown(slug)).stage, 'join-ready')
    await world.pass('6 days')
    assert.equal(world.mail.subjects(email).length, 2)
    await desk.until(slug, 0)
    assert.deepEqual(world.mail.subjects(email).slice(2), [
      `Tomorrow: ${title}`,
      `In one hour: ${title}`,
    ])
    assert.equal((await desk.shown(slug)).stage, 'live')
    await desk.isRefused(slug, 'reschedulings', inDays(20), /This webinar is live/)
  })

  it('tells who has ordered for others, and asks for the names of seats from the new date on', async () => {
    const slug = await webinar({ startsInDays: 9 })
    const order = await accepted(world, slug, { people: addresses(3) })
    await desk.does(slug, 'reschedulings', inDays(30))
    const { text } = await world.mail.to(order.buyer.email, `New date for ${title}`)
    assert.match(text, new RegExp(`/orders/${order.number}\\?token=`))
    await world.pass('10 days')
    const asked = () =>
      world.mail.subjects(order.buyer.email).filter((subject) => /seats|name/i.test(subject))
    const before = asked().length
    await desk.until(slug, 6.5 * 24)
    assert.equal(asked().length, before + 1, world.mail.subjects(order.buyer.email).join('\n'))
    await desk.until(slug, -2)
  })

  it('that is near wakes an administrator at once where nobody knows how to attend', async () => {
    const slug = await webinar({ startsInDays: 20, title: 'Soon after all' })
    const startsAt = new Date(world.now().getTime() + 12 * 3_600_000).toISOString().slice(0, 19)
    await desk.does(slug, 'reschedulings', { startsAt, timeZone: 'UTC' })
    await world.pass('1 minute')
    const kinds = (await tasksOf(world, `webinar:${slug}`)).map(({ kind }) => kind)
    assert.deepEqual(kinds, ['join-details-missing'])
    await desk.until(slug, -2)
  })

  it('is refused for a start that is over, is the same, or that its clocks leap over', async () => {
    const slug = await webinar({ startsInDays: 5 })
    const { startsAt } = inDays(5)
    await desk.isRefused(slug, 'reschedulings', inDays(-1), /The new start is over already/)
    await desk.isRefused(
      slug,
      'reschedulings',
      { startsAt, timeZone },
      /This is the start that it has/,
    )
    const leapt = { startsAt: '2027-03-14T02:30:00', timeZone }
    const reply = await world.post(`/webinars/${slug}/reschedulings`, leapt, { as: world.ann })
    assert.equal(reply.status, 422)
  })
})

describe('a webinar that is put off', () => {
  it('leaves the calendars, cannot be ordered, and comes back with a new date', async () => {
    const slug = await webinar({ startsInDays: 5 })
    const { email } = await attendee(world, slug)
    await desk.does(slug, 'join-details', room)
    await world.mail.to(email, `How to attend: ${title}`)
    await desk.does(slug, 'postponements', { reason })
    await world.mail.to(email, `Postponed: ${title}`)
    const gone = await desk.entryIn(email, 'Postponed')
    assert.match(gone, /METHOD:CANCEL/)
    assert.match(gone, /STATUS:CANCELLED/)
    assert.deepEqual(await desk.stageAndAction(slug), ['postponed', null])
    assert.deepEqual(
      (await tasksOf(world, `webinar:${slug}`)).map(({ kind }) => kind),
      ['webinar-postponed'],
    )
    const order = await world.post('/orders', wish(slug), { key: randomUUID() })
    assert.equal(order.status, 409, JSON.stringify(order.body))
    await desk.isRefused(slug, 'join-details', room, /This webinar is postponed/)
    await world.pass('7 days')
    assert.equal(world.mail.subjects(email).length, 2)
    const late = await attendee(world, slug)
    await world.quiet()
    assert.deepEqual(world.mail.subjects(late.email), [])
    await desk.does(slug, 'reschedulings', inDays(10))
    const { text } = await world.mail.to(late.email, `New date for ${title}`)
    assert.match(text, /\/registrations\/\S+\?token=/)
    await world.mail.to(email, `New date for ${title}`)
    assert.ok(sequence(await desk.entryIn(email, 'New date')) > sequence(gone))
    assert.equal((await desk.shown(slug)).stage, 'join-ready')
    assert.deepEqual(await tasksOf(world, `webinar:${slug}`), [])
  })
})

describe('a webinar that is canceled', () => {
  it('can be taken back for ten minutes, and nobody has heard of it', async () => {
    const slug = await webinar({ startsInDays: 5 })
    const { email } = await attendee(world, slug)
    await desk.does(slug, 'join-details', room)
    await world.mail.to(email, `How to attend: ${title}`)
    await desk.does(slug, 'cancellations', { reason, remedy: 'refund' })
    assert.deepEqual(await desk.stageAndAction(slug), ['cancelling', null])
    await world.pass('9 minutes')
    await desk.does(slug, 'cancellation-undos')
    await world.pass('1 hour')
    assert.deepEqual(await desk.stageAndAction(slug), ['join-ready', 'register'])
    assert.deepEqual(world.mail.subjects(email), [`How to attend: ${title}`])
    await desk.isRefused(slug, 'cancellation-undos', {}, /nothing to take back/)
    await desk.does(slug, 'cancellations', { reason, remedy: 'refund' })
    await world.pass('11 minutes')
    await desk.isRefused(
      slug,
      'cancellation-undos',
      {},
      /cannot be taken back|nothing to take back/,
    )
    await world.mail.to(email, `Canceled: ${title}`)
    await world.pass('1 hour')
    assert.equal((await desk.shown(slug)).stage, 'cancelled')
  })

  it('gives back what was paid the way it came, voids what is open, and ends when all is settled', async () => {
    const slug = await webinar({ startsInDays: 20 })
    const [card, team, invoiced] = [
      await byCard(world, slug),
      await placed(world, slug, { paysBy: 'invoice', purchaseOrderNumber: null }),
      await accepted(world, slug),
    ]
    world.stripe.pay(await pageOf(world, card))
    await allBooked(world)
    await paid(world, [[team, 32_500]])
    const { email } = await attendee(world, slug)
    await desk.does(slug, 'cancellations', { reason, remedy: 'refund' })
    await world.pass('10 minutes')
    await allBooked(world)
    assert.equal(await stageOf(world, card), 'refunded')
    assert.equal(await stageOf(world, team), 'refunded')
    assert.equal(await stageOf(world, invoiced), 'cancelled')
    assert.match(String((await shown(world, invoiced)).cancelledReason), /The presenter is ill/)
    assert.deepEqual(await tasksOfOrder(world, team), ['refund-check'])
    const { text } = await world.mail.to(email, `Canceled: ${title}`)
    assert.match(text, /The reason: The presenter is ill\./)
    await world.pass('2 hours')
    assert.equal((await desk.shown(slug)).stage, 'cancelling')
    await done(world, team, 'refund-sendings', { how: 'Check 1204' })
    await world.pass('1 day')
    assert.equal((await desk.shown(slug)).stage, 'cancelled')
    for (const person of [...team.people, team.buyer.email, card.buyer.email]) {
      const told = world.mail.subjects(person).filter((subject) => /Canceled: /.test(subject))
      assert.equal(told.length, 1, `${person}: ${world.mail.subjects(person)}`)
    }
    const gone = world.mail
      .subjects(String(team.people[0]))
      .filter((one) => /gone|withdrawn/i.test(one))
    assert.deepEqual(gone, [])
  })

  it('keeps what was paid as credit, or holds it for a decision', async () => {
    const kept = await webinar({ startsInDays: 20 })
    const credited = await placed(world, kept, { paysBy: 'invoice', purchaseOrderNumber: null })
    await paid(world, [[credited, 32_500]])
    await desk.does(kept, 'cancellations', { reason, remedy: 'credit' })
    await world.pass('2 hours')
    const order = await shown(world, credited)
    assert.equal(order.stage, 'cancelled')
    assert.equal(await creditOf(world, String(order.creditHolder)), 32_500)
    await world.mail.to(credited.buyer.email, 'is kept as your credit')

    const held = await webinar({ startsInDays: 20 })
    const waiting = await placed(world, held, { paysBy: 'invoice', purchaseOrderNumber: null })
    await paid(world, [[waiting, 32_500]])
    await desk.does(held, 'cancellations', { reason, remedy: 'hold' })
    await world.pass('2 hours')
    assert.equal(await stageOf(world, waiting), 'paid')
    assert.deepEqual(await tasksOfOrder(world, waiting), ['webinar-cancelled'])
    assert.equal((await desk.shown(held)).stage, 'cancelled')
    await done(world, waiting, 'refunds', { what: 'whole', reason })
    assert.deepEqual(await tasksOfOrder(world, waiting), ['refund-check'])
    assert.match(await refused(tell(world, waiting, 'refunds', { what: 'whole', reason })), /./)
  })
})

function wish(slug: string) {
  return {
    product: 'individual',
    webinar: slug,
    seats: 1,
    buyer: { name: 'Bea Buyer', email: `bea-${randomUUID()}@library.example` },
    paysBy: 'invoice',
  }
}
