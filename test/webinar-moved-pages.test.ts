import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { attendee } from './support/attendee.ts'
import { type CatalogueThere, catalogue } from './support/catalogue.ts'
import { host, room } from './support/host.ts'
import { placed } from './support/purchase.ts'
import { type Visitor, visitor } from './support/visitor.ts'
import { openWorld, type World } from './support/world.ts'

const reason = 'The presenter is ill.'

let world: World
let shop: CatalogueThere
let desk: ReturnType<typeof host>
let reader: Visitor
before(async () => {
  world = await openWorld({ skipsTime: true })
  shop = await catalogue(world)
  desk = host(world)
  reader = visitor(world)
})
after(() => world.close())

/** A webinar with somebody who knows how to attend, and who has ordered it. */
async function held() {
  const slug = await shop.webinar({ startsInDays: 10 })
  const { email } = await attendee(world, slug)
  const { number, token } = await placed(world, slug)
  await desk.does(slug, 'join-details', room)
  const { text } = await world.mail.to(email, 'How to attend')
  const place = /\/registrations\/\S+\?token=[\w-]+/.exec(text)?.[0] ?? assert.fail(text)
  return { slug, place, order: `/orders/${number}?token=${token}` }
}

describe('the pages of a webinar that is postponed', () => {
  it('say so, lead nowhere in vain, and promise nothing', async () => {
    const { slug, place, order } = await held()
    assert.match((await reader.get(place)).text, /Join the webinar/)
    await desk.does(slug, 'postponements', { reason })
    const shown = await reader.get(`/webinars/${slug}`)
    assert.match(shown.text, /This webinar is postponed\. A new date will stand here\./)
    assert.match(shown.text, /Postponed, a new date follows/)
    assert.doesNotMatch(shown.text, /orders\/new|calendar\.ics/)
    const own = await reader.get(place)
    assert.match(own.text, /Your place stays yours/)
    assert.doesNotMatch(own.text, /meet\.example|calendar\.ics/)
    const ordered = await reader.get(order)
    assert.match(ordered.text, /Postponed, a new date follows/)
    assert.doesNotMatch(ordered.text, /What we promise/)
    assert.equal((await reader.get(`/webinars/${slug}/calendar.ics`)).status, 404)
  })
})

describe('the pages of a webinar that is canceled', () => {
  it('say so once it cannot be taken back any more', async () => {
    const { slug, place } = await held()
    await desk.does(slug, 'cancellations', { reason, remedy: 'refund' })
    assert.match((await reader.get(`/webinars/${slug}`)).text, /cannot be booked just now/)
    assert.match((await reader.get(place)).text, /Join the webinar/)
    await world.pass('11 minutes')
    assert.match((await reader.get(`/webinars/${slug}`)).text, /does not take place/)
    const own = await reader.get(place)
    assert.match(own.text, /It does not take place/)
    assert.doesNotMatch(own.text, /meet\.example/)
  })
})
