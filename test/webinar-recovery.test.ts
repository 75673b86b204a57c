import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import { attendees } from './support/attendee.ts'
import { catalogue } from './support/catalogue.ts'
import { host, recording, title } from './support/host.ts'
import { openWorld, type World } from './support/world.ts'

let world: World
before(async () => {
  world = await openWorld({ skipsTime: false })
})
after(() => world.close())

it('a thousand people are told of the recording once each, though the worker stops in the middle', async () => {
  const desk = host(world)
  const { webinar } = await catalogue(world)
  const startsAt = new Date(Date.now() + 1_800_000).toISOString().slice(0, 19)
  const slug = await webinar({ startsAt, timeZone: 'UTC' })
  const people = await attendees(world, slug, 1_000)
  await desk.does(slug, 'starts')
  await desk.does(slug, 'endings')
  await desk.does(slug, 'recordings', recording)

  const mailing = () => desk.mailing(slug, 'recording-published')
  await world.until(async () => (await mailing()).sent > 50)
  await world.stopWorker()
  const stopped = await mailing()
  assert.equal(stopped.stage, 'mailing', `stopped too late, after ${stopped.sent}`)

  await world.startWorker()
  for (let waits = 0; (await mailing()).stage !== 'done' && waits < 5; waits += 1) {
    await world.until(async () => (await mailing()).stage === 'done').catch(() => undefined)
  }
  const { recipients, sent, waiting, failed } = await mailing()
  assert.deepEqual(
    { recipients, sent, waiting, failed },
    {
      recipients: 1_000,
      sent: 1_000,
      waiting: 0,
      failed: 0,
    },
  )
  const counts = desk.countsOf(people, `The recording is here: ${title}`)
  assert.deepEqual([...new Set(counts)], [1])
})
