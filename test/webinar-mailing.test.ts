import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { attendee, attendees } from './support/attendee.ts'
import { catalogue } from './support/catalogue.ts'
import { host, room, title } from './support/host.ts'
import { signIn } from './support/visitor.ts'
import { openWorld, type World } from './support/world.ts'

let world: World
let webinar: Awaited<ReturnType<typeof catalogue>>['webinar']
let desk: ReturnType<typeof host>
before(async () => {
  world = await openWorld({ skipsTime: true })
  webinar = (await catalogue(world)).webinar
  desk = host(world)
})
after(() => world.close())

describe('while everybody is mailed', () => {
  it('the webinar takes its commands, and a mailing can be paused and gone on with', async () => {
    const slug = await webinar({ startsInDays: 9 })
    const people = await attendees(world, slug, 40)
    const path = `/mailings/${slug}~join-details~1`
    world.inbox.refuseConnections()
    await desk.does(slug, 'join-details', room)
    await desk.does(slug, 'slides', { url: 'https://files.example/calm.pdf' })
    await putOff(slug)
    assert.equal((await world.post(`${path}/pauses`, {}, { as: world.ann })).status, 201)
    const twice = await world.post(`${path}/pauses`, {}, { as: world.ann })
    assert.deepEqual([twice.status, twice.body.detail], [409, 'This mailing is paused already.'])
    assert.equal((await desk.mailing(slug, 'join-details')).stage, 'paused')
    world.inbox.acceptConnections()
    await world.skip('2 days')
    assert.equal((await desk.mailing(slug, 'join-details')).sent, 0)
    assert.equal((await world.post(`${path}/resumptions`, {}, { as: world.ann })).status, 201)
    await world.skip('3 hours')
    await world.until(async () => (await desk.mailing(slug, 'join-details')).stage === 'done')
    assert.deepEqual([...new Set(desk.countsOf(people, `How to attend: ${title}`))], [1])
  })

  it('its rate can be changed', async () => {
    const slug = await webinar({ startsInDays: 9 })
    await attendees(world, slug, 12)
    const rate = (mailsAMinute: unknown) =>
      world.post(`/mailings/${slug}~join-details~1/rates`, { mailsAMinute }, { as: world.ann })
    world.inbox.refuseConnections()
    await desk.does(slug, 'join-details', room)
    await putOff(slug)
    for (const wrong of [0, -1, 1.5, '6']) assert.equal((await rate(wrong)).status, 422)
    assert.equal((await rate(6)).status, 201)
    world.inbox.acceptConnections()
    await world.skip('90 seconds')
    const slow = await desk.mailing(slug, 'join-details')
    assert.ok(slow.sent >= 2 && slow.sent <= 5, `${slow.sent} were sent in half a minute`)
    assert.equal(slow.mailsAMinute, 6)
    const ann = await signIn(world, 'ann.archer@webinars.example')
    const form = `/console/mailings/${slug}~join-details~1/rates`
    const wrong = await ann.post(form, { mailsAMinute: 'many' })
    assert.deepEqual([wrong.status, /whole number/.test(wrong.text)], [422, true])
    assert.match((await ann.get('/console/mailings')).text, /At most 6 a minute/)
    const sent = await ann.post(form, { mailsAMinute: '' })
    assert.equal(sent.location, '/console/mailings?saved=rates')
    await world.until(async () => (await desk.mailing(slug, 'join-details')).stage === 'done')
    assert.equal((await rate(60)).body.detail, 'Everybody has been mailed already.')
  })

  it('newer join details take the place of older ones that are not sent yet', async () => {
    const slug = await webinar({ startsInDays: 9 })
    const { email } = await attendee(world, slug)
    world.inbox.refuseConnections()
    await desk.does(slug, 'join-details', room)
    await putOff(slug)
    await desk.does(slug, 'join-details', { url: 'https://meet.example/other' })
    world.inbox.acceptConnections()
    await world.pass('3 hours')
    assert.deepEqual(world.mail.subjects(email), [`How to attend: ${title}`])
    const { text } = await world.mail.to(email, 'How to attend')
    assert.match(text, /meet\.example\/other/)
  })
})

describe('a mail server that is away', () => {
  it('gets everything when it is back, each once', async () => {
    const slug = await webinar({ startsInDays: 20 })
    const people = await attendees(world, slug, 20)
    world.inbox.refuseConnections()
    await desk.does(slug, 'join-details', room)
    await world.pass('5 hours')
    assert.equal((await desk.mailing(slug, 'join-details')).waiting, 20)
    world.inbox.acceptConnections()
    await world.pass('2 hours')
    assert.deepEqual([...new Set(desk.countsOf(people, `How to attend: ${title}`))], [1])
    assert.equal((await desk.mailing(slug, 'join-details')).stage, 'done')
  })

  it('for one address only holds up nobody else; after three days it is a task', async () => {
    const slug = await webinar({ startsInDays: 20 })
    const [first, ...others] = await attendees(world, slug, 5)
    assert.ok(first)
    world.inbox.faults.breakFor(first.email, { kind: 'refuseRecipient', code: 451 })
    await desk.does(slug, 'join-details', room)
    await world.quiet()
    assert.deepEqual(desk.countsOf(others, `How to attend: ${title}`), [1, 1, 1, 1])
    await world.pass('4 days')
    await world.until(async () => (await desk.mailing(slug, 'join-details')).stage === 'done')
    assert.deepEqual(desk.countsOf([first], `How to attend: ${title}`), [0])
    assert.equal((await desk.mailing(slug, 'join-details')).failed, 1)
    const { body } = await world.get(`/tasks?subject=webinar:${slug}&kind=undeliverable`, {
      as: world.ann,
    })
    assert.equal((body.items as unknown[]).length, 1)
  })
})

/** Until the batch is over that found the mail server away, so that what is asked for next finds nothing under way. */
async function putOff(slug: string): Promise<void> {
  const subject = `mailing:${slug}/join-details/1`
  await world.until(async () => {
    const [batch] = await world.sql<{ all: number; later: number }[]>`
      select count(*) as all, count(*) filter (where send_at > written_at) as later
      from messages
      where mailing = ${subject}
    `
    if (batch === undefined || batch.all === 0 || batch.later < batch.all) return false
    const { raw } = await world.client.workflow.getHandle(subject).describe()
    return (raw.pendingActivities ?? []).length === 0
  })
}
