import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { attendee } from './support/attendee.ts'
import { type CatalogueThere, catalogue } from './support/catalogue.ts'
import { host, recording, room, slides } from './support/host.ts'
import { accepted, paid, seatsOf } from './support/purchase.ts'
import { led, visitor } from './support/visitor.ts'
import { openWorld, type World } from './support/world.ts'

let world: World
let shop: CatalogueThere
let desk: ReturnType<typeof host>
before(async () => {
  world = await openWorld({ skipsTime: true })
  shop = await catalogue(world)
  desk = host(world)
})
after(() => world.close())

describe('the page of a seat', () => {
  it('says what is waited for, then how to join, and where to watch once the order is paid', async () => {
    const webinar = await shop.webinar({ startsInDays: 12 })
    const order = await accepted(world, webinar)
    const link = await linkIn(order.people[0] ?? '', 'You have a place')
    const page = async () => (await visitor(world).get(link)).text
    const waits = await page()
    assert.match(waits, /You have a place\. How to join comes by email/)
    assert.match(waits, /Take my place/)
    assert.match(waits, /Bea Buyer, Library/)
    await desk.does(webinar, 'join-details', room)
    const joins = await page()
    assert.match(joins, new RegExp(`href="${room.url}"[^>]*>Join the webinar`))
    assert.match(joins, new RegExp(room.notes))
    await desk.until(webinar, -2)
    await desk.does(webinar, 'slides', slides)
    await desk.does(webinar, 'recordings', recording)
    assert.doesNotMatch(await page(), new RegExp(recording.url))
    await paid(world, [[order, 32_500]])
    await world.mail.to(order.people[0] ?? '', 'The recording is here')
    const watches = await page()
    assert.match(watches, new RegExp(`href="${recording.url}"[^>]*>Watch the recording`))
    assert.match(watches, new RegExp(slides.url))
    assert.match(watches, /The recording is here/)
  })

  it('is for who has its link, and not for who had the seat before', async () => {
    const order = await accepted(world, await shop.webinar())
    const [person = ''] = order.people
    const link = await linkIn(person, 'You have a place')
    const browser = visitor(world)
    assert.equal((await browser.get(`${link}x`)).status, 404)
    assert.match(led(await browser.get(link.replace(/\?.*/, ''))), /^\/sign-in\?next=/)
    const seat = (await seatsOf(world, order)).find(({ email }) => email === person)?.id
    const heir = { email: `heir-${seat}@library.example` }
    const given = await world.post(`/orders/${order.number}/seats/${seat}/reassignments`, heir, {
      as: world.ann,
    })
    assert.equal(given.status, 201, JSON.stringify(given.body))
    assert.equal((await browser.get(link)).status, 404)
  })
})

describe('the page of a place', () => {
  it('leads on to the recording and the slides once they are there', async () => {
    const webinar = await shop.webinar({ startsInDays: 3 })
    const { email } = await attendee(world, webinar)
    await desk.does(webinar, 'join-details', room)
    const link = await linkIn(email, 'How to attend')
    const browser = visitor(world)
    assert.match((await browser.get(link)).text, new RegExp(room.url))
    const watch = link.replace('?', '/recording?')
    assert.equal(led(await browser.get(watch)), link)
    await desk.until(webinar, -2)
    assert.match((await browser.get(link)).text, /The recording is being made/)
    await desk.does(webinar, 'slides', slides)
    await desk.does(webinar, 'recordings', recording)
    assert.equal(led(await browser.get(watch)), recording.url)
    assert.equal(led(await browser.get(link.replace('?', '/slides?'))), slides.url)
    assert.equal((await browser.get(`${watch}x`)).status, 404)
  })
})

/** The path of the link in somebody's mail. */
async function linkIn(email: string, subject: string): Promise<string> {
  await world.quiet()
  const { text } = await world.mail.to(email, subject)
  return /\/(seats|registrations)\/\S+\?token=[\w-]+/.exec(text)?.[0] ?? assert.fail(text)
}
