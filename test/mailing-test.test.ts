import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { localStart } from '../dev/local-start.ts'
import { attendee } from './support/attendee.ts'
import { type CatalogueThere, catalogue } from './support/catalogue.ts'
import { host, room } from './support/host.ts'
import { led, origin, signIn, type Visitor } from './support/visitor.ts'
import { openWorld, type World } from './support/world.ts'

const email = 'ann.archer@webinars.example'

let world: World
let ann: Visitor
let shop: CatalogueThere
before(async () => {
  world = await openWorld({ skipsTime: true })
  ann = await signIn(world, email)
  shop = await catalogue(world)
})
after(() => world.close())

const sent = (fields: object = {}) => ({ key: randomUUID(), ...fields })
const tests = () => world.mail.subjects(email).filter((subject) => subject.startsWith('Test: '))

describe('a test of a mailing', () => {
  it('goes to who asks alone, with what is typed, which stays in the form and is not kept', async () => {
    const slug = await shop.webinar({ title: 'Looked at First' })
    const reader = await attendee(world, slug)
    const path = `/console/webinars/${slug}`
    assert.match((await ann.get(path)).text, new RegExp(`formaction="${path}/tests/join-details"`))
    const url = 'https://meet.example/looked-at'
    const page = await ann.post(`${path}/tests/join-details`, sent({ url, notes: 'Passcode 4711' }))
    assert.equal(page.status, 200, page.text)
    assert.match(page.text, /A test is on its way to you/)
    assert.match(page.text, /value="https:\/\/meet\.example\/looked-at"/)
    const { text } = await world.mail.to(email, 'Test: How to attend: Looked at First')
    assert.match(text, /meet\.example\/looked-at/)
    assert.match(text, /Passcode 4711/)
    assert.deepEqual(world.mail.subjects(reader.email), [])
    assert.equal((await host(world).shown(slug)).stage, 'on-sale')
    const key =
      /tests\/join-details/.test(page.text) && /name="key" value="([^"]+)"/.exec(page.text)
    assert.ok(key)
    await ann.post(`${path}/join-details`, { key: String(key[1]), url, notes: '' })
    await world.mail.to(reader.email, 'How to attend: Looked at First')
  })

  it('with a field that is wrong says so by the field, and mails nobody', async () => {
    const slug = await shop.webinar()
    const before = tests().length
    const page = await ann.post(
      `/console/webinars/${slug}/tests/join-details`,
      sent({ url: 'no address' }),
    )
    assert.equal(page.status, 422)
    assert.match(page.text, /Please give a web address that begins with https/)
    assert.equal(tests().length, before)
  })

  it('of a new date or of none says what would be said', async () => {
    const slug = await shop.webinar({ title: 'Moved Perhaps' })
    const path = `/console/webinars/${slug}`
    const timeZone = 'America/New_York'
    const startsAt = localStart({ now: world.now(), days: 90, zone: timeZone }).slice(0, 16)
    const fields = { startsAt, timeZone, reason: 'The presenter is ill.' }
    const page = await ann.post(`${path}/tests/rescheduled`, sent(fields))
    assert.equal(page.status, 200, page.text)
    assert.match(page.text, /Set the date and tell 0 people/)
    const { text } = await world.mail.to(email, 'Test: New date for Moved Perhaps')
    assert.match(text, /The reason: The presenter is ill\./)
    const proven = { authorization: `Bearer ${world.ann}`, origin }
    const choice = { reason: 'The presenter is ill.', remedy: 'credit' }
    await ann.post(`${path}/tests/webinar-cancelled`, sent(choice), proven)
    const canceled = await world.mail.to(email, 'Test: Canceled: Moved Perhaps')
    assert.match(canceled.text, /kept as credit/)
    assert.equal((await host(world).shown(slug)).stage, 'on-sale')
  })

  it('by the API is the same', async () => {
    const slug = await shop.webinar({ title: 'Asked by the API' })
    const path = `/webinars/${slug}/tests`
    const reply = await world.post(path, { mail: 'recording-published' }, { as: world.ann })
    assert.equal(reply.status, 201, JSON.stringify(reply.body))
    await world.mail.to(email, 'Test: The recording is here: Asked by the API')
    const unknown = await world.post(path, { mail: 'gossip' }, { as: world.ann })
    assert.equal(unknown.status, 422)
    assert.equal((await world.post(path, { mail: 'rescheduled' })).status, 401)
  })
})

describe('the preview of a mailing', () => {
  it('shows the letter as HTML and plain text, and sends it to who looks', async () => {
    const slug = await shop.webinar({ title: 'Seen Before' })
    await attendee(world, slug)
    await host(world).does(slug, 'join-details', room)
    await world.quiet()
    const path = `/console/webinars/${slug}/letters/join-details`
    assert.match((await ann.get('/console/mailings')).text, new RegExp(`href="${path}"`))
    const page = await ann.get(path)
    assert.equal(page.status, 200)
    assert.match(page.text, /meet\.example\/calm/)
    const html = await ann.get(`${path}/html`)
    assert.match(html.headers.get('content-security-policy') ?? '', /default-src 'none'/)
    const done = await ann.post(path, sent())
    assert.match((await ann.get(led(done))).text, /A test is on its way to you/)
    await world.mail.to(email, 'Test: New details: how to attend Seen Before')
    const nothing = await ann.get(`/console/webinars/${slug}/letters/gossip`)
    assert.equal(nothing.status, 404)
    for (const kind of ['reminder-24-hours', 'rescheduled', 'webinar-cancelled']) {
      assert.equal((await ann.get(`/console/webinars/${slug}/letters/${kind}`)).status, 200, kind)
    }
  })
})
