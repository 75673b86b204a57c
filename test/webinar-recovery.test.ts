import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import { attendees } from './support/attendee.ts'
import { catalogue } from './support/catalogue.ts'
import { isFull } from './support/full.ts'
import { host, recording, title } from './support/host.ts'
import { openWorld, type World } from './support/world.ts'

const many = isFull ? 1_000 : 500

let world: World
before(async () => {
  world = await openWorld({ skipsTime: false })
})
after(() => world.close())

it('another date that is decided while the worker is away reaches everybody once when it is back', async () => {
  const desk = host(world)
  const { webinar } = await catalogue(world)
  const inDays = (days: number) => ({
    startsAt: new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 19),
    timeZone: 'UTC',
  })
  const slug = await webinar({ title: 'Moved in the dark' })
  const people = await attendees(world, slug, 5)
  await desk.does(slug, 'join-details', { url: 'https://meet.example/dark' })
  await world.until(async () => (await desk.mailing(slug, 'join-details')).stage === 'done')
  await world.stopWorker()
  const sent = await world.post(`/webinars/${slug}/reschedulings`, inDays(50), { as: world.ann })
  assert.equal(sent.status, 202, JSON.stringify(sent.body))
  await world.startWorker()
  await world.sweep()
  await world.until(async () => (await desk.mailing(slug, 'rescheduled')).stage === 'done')
  await desk.does(slug, 'postponements')
  await desk.does(slug, 'reschedulings', inDays(60))
  await desk.does(slug, 'cancellations', { reason: 'Nobody can come.', remedy: 'refund' })
  await desk.does(slug, 'cancellation-undos')
  const told = people.map(
    ({ email }) =>
      world.mail.subjects(email).filter((subject) => /^New date for Moved/.test(subject)).length,
  )
  assert.ok(
    told.every((times) => times >= 1 && times <= 2),
    `told ${told}`,
  )
  assert.equal((await desk.shown(slug)).stage, 'join-ready')
  await world.until(async () => {
    const { stage, waiting } = await desk.mailing(slug, 'rescheduled')
    return stage === 'done' && waiting === 0
  })
})

it(`${many} people are told of the recording once each, though the worker stops in the middle`, async () => {
  const desk = host(world)
  const { webinar } = await catalogue(world)
  const startsAt = new Date(Date.now() + 1_800_000).toISOString().slice(0, 19)
  const slug = await webinar({ startsAt, timeZone: 'UTC' })
  const people = await attendees(world, slug, many)
  await desk.does(slug, 'starts')
  await desk.does(slug, 'endings')
  // So slow that it cannot be over before the worker has stopped.
  const mend = world.inbox.faults.breakFor(/./, { kind: 'answerLate', ms: 200 })
  await desk.does(slug, 'recordings', recording)

  const mailing = () => desk.mailing(slug, 'recording-published')
  await world.until(async () => (await mailing()).sent > 20)
  await world.stopWorker()
  const stopped = await mailing()
  assert.equal(stopped.stage, 'mailing', `stopped too late, after ${stopped.sent}`)
  mend()

  await world.startWorker()
  for (let waits = 0; (await mailing()).stage !== 'done' && waits < 5; waits += 1) {
    await world.until(async () => (await mailing()).stage === 'done').catch(() => undefined)
  }
  const { recipients, sent, waiting, failed } = await mailing()
  assert.deepEqual(
    { recipients, sent, waiting, failed },
    {
      recipients: many,
      sent: many,
      waiting: 0,
      failed: 0,
    },
  )
  const counts = desk.countsOf(people, `The recording is here: ${title}`)
  assert.deepEqual([...new Set(counts)], [1])
})
