import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { somebody, waiting } from './support/applicant.ts'
import { type CatalogueThere, catalogue } from './support/catalogue.ts'
import { host, recording, room, title } from './support/host.ts'
import {
  accepted,
  address,
  addresses,
  ask,
  done,
  opensOf,
  type Purchase,
  paid,
  placed,
  refused,
  type SeatShown,
  seatsOf,
  shown,
  stageOf,
  tell,
} from './support/purchase.ts'
import { openWorld, type World } from './support/world.ts'

let world: World
let there: CatalogueThere
before(async () => {
  world = await openWorld({ skipsTime: true })
  there = await catalogue(world)
})
after(() => world.close())

/** The path of the link in the mail by which somebody got a seat. */
async function linkOf(email: string, subject: string): Promise<string> {
  const { text } = await world.mail.to(email, subject)
  return /\/seats\/[\w-]+\?token=[\w-]+/.exec(text)?.[0] ?? assert.fail('No link in the mail')
}

async function seatOf(purchase: Purchase, email: string): Promise<SeatShown> {
  const seat = (await seatsOf(world, purchase)).find((one) => one.email === email)
  return seat ?? assert.fail(`No seat of ${email}`)
}

describe('people of an order', () => {
  it('are named later by a pasted list, and get at once what the others have had', async () => {
    const slug = await there.webinar()
    const [first, second, ...others] = addresses(5) as [string, string, ...string[]]
    const purchase = await accepted(world, slug, { people: [first] })
    await host(world).does(slug, 'join-details', room)
    await world.quiet()
    assert.equal(world.mail.subjects(first).length, 2)
    const pasted = `${second}\n${first.toUpperCase()}\n\n${second}`
    assert.equal((await ask(world, purchase, 'seats', { people: pasted })).status, 201)
    await world.quiet()
    assert.deepEqual(world.mail.subjects(second).sort(), [
      `How to attend: ${title}`,
      `You have a place: ${title}`,
    ])
    assert.equal((await shown(world, purchase)).namedSeats, 2)
    const tooMany = await refused(ask(world, purchase, 'seats', { people: addresses(4) }))
    assert.equal(tooMany, 'These are 4 people, and there are 3 seats for them.')
    const again = await refused(ask(world, purchase, 'seats', { people: [first] }))
    assert.equal(again, 'Everybody on this list has a seat of this order already.')
    await done(world, purchase, 'seats', { people: others.map((email) => ({ email })) })
    assert.equal(await opensOf(world, purchase), 'live')
  })

  it('are asked for 7, 3 and 1 days before the live date, and not any more when they are named', async () => {
    const late = await accepted(world, await there.webinar(), { people: [] })
    const early = await accepted(world, await there.webinar(), { people: addresses(4) })
    await world.pass('15 days')
    await done(world, early, 'seats', { people: [address('last')] })
    await world.pass('10 days')
    const asked = ({ buyer }: Purchase) =>
      world.mail.subjects(buyer.email).filter((subject) => /without a name/.test(subject))
    assert.deepEqual(asked(late), [
      `5 seats still without a name, 7 days to go: ${title}`,
      `5 seats still without a name, 3 days to go: ${title}`,
      `5 seats still without a name, 1 day to go: ${title}`,
    ])
    assert.deepEqual(asked(early), [`1 seat still without a name, 7 days to go: ${title}`])
  })

  it('who have applied for membership are let in without an administrator', async () => {
    const { id, email } = await waiting(world, somebody('Mona Member'))
    await accepted(world, await there.webinar(), { people: [email] })
    await world.mail.to(email, 'Welcome')
    await world.quiet()
    const { body } = await world.get(`/applications/${id}`, { as: world.ann })
    assert.equal(body.stage, 'active')
  })

  it('who have a place by an earlier order get no second mail, and the later buyer may have the money back', async () => {
    const slug = await there.webinar()
    const both = address('both')
    const earlier = await accepted(world, slug, { people: [both] })
    const fresh = address('new')
    const later = await accepted(world, slug, { people: [both, fresh] })
    await world.quiet()
    assert.deepEqual(world.mail.subjects(both), [`You have a place: ${title}`])
    const { text } = await world.mail.to(later.buyer.email, `${both} already has a place`)
    assert.match(text, new RegExp(`order ${earlier.number}`))
    assert.deepEqual((await seatOf(later, both)).opens, ['live'])
    await done(world, later, 'cancellations')
    assert.deepEqual((await seatOf(later, both)).opens, [])
    assert.deepEqual((await seatOf(earlier, both)).opens, ['live'])
    await world.mail.to(fresh, 'Your place is no longer reserved')
    assert.equal(world.mail.subjects(both).length, 1)
  })
})

describe('a seat', () => {
  it('goes to somebody else before the webinar is live: the old link dies at once, both are told', async () => {
    const purchase = await accepted(world, await there.webinar())
    const [from = ''] = purchase.people
    const to = address('successor')
    const old = await linkOf(from, 'You have a place')
    assert.equal((await world.get(`/api/v1${old}`)).status, 200)
    const { id } = await seatOf(purchase, from)
    assert.equal(
      (await ask(world, purchase, `seats/${id}/reassignments`, { email: to })).status,
      201,
    )
    assert.equal((await world.get(`/api/v1${old}`)).status, 404)
    await world.mail.to(from, 'Your place has gone to someone else')
    const { body } = await world.get(`/api/v1${await linkOf(to, 'A place is yours now')}`)
    assert.deepEqual([body.email, body.opens], [to, ['live']])
    const [taken = ''] = purchase.people.slice(1)
    assert.equal(
      await refused(ask(world, purchase, `seats/${id}/reassignments`, { email: taken })),
      'This person has a seat of this order already.',
    )
  })

  it('is passed on by administrators only once its person may have attended', async () => {
    const slug = await there.webinar()
    const purchase = await accepted(world, slug)
    const { id } = await seatOf(purchase, purchase.people[0] ?? '')
    await host(world).until(slug, -2)
    const email = address('late')
    assert.match(
      await refused(ask(world, purchase, `seats/${id}/reassignments`, { email })),
      /may have been there/,
    )
    await done(world, purchase, `seats/${id}/reassignments`, { email })
    assert.equal((await seatOf(purchase, email)).id, id)
  })

  it('has its mail sent once more, with the same link', async () => {
    const purchase = await accepted(world, await there.webinar())
    const [email = ''] = purchase.people
    const link = await linkOf(email, 'You have a place')
    const { id } = await seatOf(purchase, email)
    assert.equal((await ask(world, purchase, `seats/${id}/resends`)).status, 201)
    await world.quiet()
    assert.equal(world.mail.subjects(email).length, 2)
    assert.equal(await linkOf(email, 'You have a place'), link)
  })

  it('shows its person how to attend and then the recording, while it is open', async () => {
    const slug = await there.webinar()
    const { does, until } = host(world)
    const purchase = await accepted(world, slug)
    const link = `/api/v1${await linkOf(purchase.people[0] ?? '', 'You have a place')}`
    await does(slug, 'join-details', room)
    assert.equal((await world.get(link)).body.joinUrl, room.url)
    await until(slug, -2)
    await does(slug, 'recordings', recording)
    const unpaid = await world.get(link)
    assert.deepEqual([unpaid.body.joinUrl, unpaid.body.recordingUrl], [null, null])
    await paid(world, [[purchase, 32_500]])
    assert.equal((await world.get(link)).body.recordingUrl, recording.url)
    await world.mail.to(purchase.people[0] ?? '', 'The recording is here')
    assert.equal((await world.get(link.replace(/.$/, '!'))).status, 404)
  })
})

describe('fewer seats', () => {
  it('before payment are priced anew, on a new invoice in place of the old one', async () => {
    const purchase = await accepted(world, await there.webinar())
    const [leaver = ''] = purchase.people
    const { id } = await seatOf(purchase, leaver)
    assert.match(
      await refused(ask(world, purchase, 'seat-reductions', { seats: 4 })),
      /5 people would keep a seat, and 4 seats are too few/,
    )
    await done(world, purchase, 'seat-reductions', { seats: 4, leaving: [id] })
    const { body } = await world.get(`/orders/${purchase.number}/invoices`, { as: world.ann })
    const [standing, former] = body.items as Record<string, unknown>[]
    assert.equal(standing?.totalCents, 30_000)
    assert.equal(former?.replacedBy, standing?.number)
    assert.ok(former?.voidedAt)
    await world.mail.to(leaver, 'Your place is no longer reserved')
    const { text } = await world.mail.to(purchase.buyer.email, `Invoice ${standing?.number}`)
    assert.match(text, new RegExp(`replaces invoice ${former?.number}`))
    await paid(world, [[purchase, 30_000]])
    assert.equal(await stageOf(world, purchase), 'paid')
    assert.match(
      await refused(ask(world, purchase, 'seat-reductions', { seats: 3 })),
      /cannot be reduced any more/,
    )
  })

  it('below a team are individual log-ins', async () => {
    const purchase = await placed(world, await there.webinar(), { people: [] })
    await done(world, purchase, 'seat-reductions', { seats: 2 })
    const { product, totalCents, seats } = await shown(world, purchase)
    assert.deepEqual([product, totalCents, seats], ['individual', 19_800, 2])
  })
})

describe('more seats later', () => {
  it('are another order, at the tier that all accepted seats of the organisation reach together', async () => {
    const slug = await there.webinar()
    const first = await placed(world, slug, { seats: 3, people: [] })
    const { organisation } = first
    const early = await placed(world, slug, { seats: 3, people: [], organisation })
    assert.equal((await shown(world, early)).totalCents, 22_500)
    await done(world, first, 'purchase-order-acceptances')
    const spelt = `  ${organisation.toUpperCase()} `
    const later = await placed(world, slug, { seats: 2, people: [], organisation: spelt })
    assert.equal((await shown(world, later)).totalCents, 13_000)
    const elsewhere = await placed(world, await there.webinar(), {
      seats: 3,
      people: [],
      organisation,
    })
    assert.equal((await shown(world, elsewhere)).totalCents, 22_500)
  })
})

describe('an order with one log-in for all', () => {
  it('mails the shared address only', async () => {
    const shared = address('staff-room')
    const purchase = await accepted(world, await there.webinar(), {
      product: 'group-showing',
      seats: 1,
      access: 'shared-login',
      sharedAddress: shared,
      people: [],
    })
    await world.mail.to(shared, 'The log-in for')
    const { body } = await world.get(`/api/v1${await linkOf(shared, 'The log-in for')}`)
    assert.deepEqual(body.opens, ['live'])
    assert.match(
      await refused(tell(world, purchase, 'seats', { people: addresses(2) })),
      /one shared log-in/,
    )
    await paid(world, [[purchase, 29_900]])
    assert.equal(await opensOf(world, purchase), 'live and recording')
  })
})
