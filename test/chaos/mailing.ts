import assert from 'node:assert/strict'
import { setTimeout } from 'node:timers/promises'
import { sendsAtOnce } from '../../activities/mailing.ts'
import { attendees } from '../support/attendee.ts'
import { catalogue } from '../support/catalogue.ts'
import { host, recording, title } from '../support/host.ts'
import type { World } from '../support/world.ts'
import type { ExposedWorld } from './exposed.ts'
import { calm, doubts } from './load.ts'
import type { Chaos, Scenario } from './scenario.ts'

/** What goes wrong while everybody is mailed. */
export const mailingScenarios: Scenario[] = [
  {
    name: 'the worker is killed again and again during a mailing',
    async run(chaos) {
      const { world, people, publish, mailing } = await endedWebinar(chaos, chaos.size(400, 10_000))
      await publish()
      const kills = chaos.size(2, 5)
      for (let kill = 1; kill <= kills; kill += 1) {
        const share = Math.floor((people.length * kill) / (kills + 2))
        await world.until('so many are told', async () => (await mailing()).sent > share)
        await world.killWorker()
        assert.equal((await mailing()).stage, 'mailing', `kill ${kill} came too late`)
        await world.startWorker()
      }
      const told = await everybodyTold({ world, people, mailing })
      const twice = await mailedTwice(world, people)
      assert.ok(twice <= kills * sendsAtOnce, `${twice} were mailed twice`)
      return `${kills} kills; ${told} told, ${twice} of them twice under the same Message-ID`
    },
  },
  {
    name: 'the mail server answers one byte a second during a mailing',
    async run(chaos) {
      const { world, people, publish, mailing } = await endedWebinar(chaos, sendsAtOnce)
      const before = world.door.dribbled()
      world.door.makeSlow()
      await publish()
      await setTimeout(slowMs)
      world.door.makeFast()
      // What was put off is tried again after minutes.
      await calm(world)
      const told = await everybodyTold({ world, people, mailing })
      assert.ok(world.door.dribbled() - before > 30)
      assert.equal(await doubts(world, people), 0)
      assert.equal(await mailedTwice(world, people), 0)
      return `${slowMs / 1_000} s; ${told} told once each, for its batch is not taken for dead`
    },
  },
]

/** Longer than Temporal waits for a sign of life of a batch. */
const slowMs = 75_000

/** A webinar that is over, with so many people in it, who are mailed once the recording is published. */
async function endedWebinar({ exposed }: Chaos, count: number) {
  const world = await exposed()
  const waiting = { ...world, quiet: () => calm(world) } as unknown as World
  const desk = host(waiting)
  const startsAt = new Date(Date.now() + 1_800_000).toISOString().slice(0, 19)
  const slug = await (await catalogue(world)).webinar({ startsAt, timeZone: 'UTC' })
  const people = await attendees(waiting, slug, count)
  await desk.does(slug, 'starts')
  await desk.does(slug, 'endings')
  return {
    world,
    people,
    publish: () => desk.does(slug, 'recordings', recording),
    mailing: () => desk.mailing(slug, 'recording-published'),
  }
}

type Ended = Awaited<ReturnType<typeof endedWebinar>>

/** Waits until the mailing is done; how many were told. @throws where it was not everybody */
async function everybodyTold({ world, people, mailing }: Omit<Ended, 'publish'>): Promise<number> {
  await world.until('everybody is told', async () => (await mailing()).stage === 'done')
  await calm(world)
  const { recipients, sent, failed } = await mailing()
  const wanted = people.length
  assert.deepEqual({ recipients, sent, failed }, { recipients: wanted, sent: wanted, failed: 0 })
  return wanted
}

/** How many have got it twice, which is allowed to look like one mail only. @throws where somebody got none, or three */
async function mailedTwice(world: ExposedWorld, people: { email: string }[]): Promise<number> {
  const subject = `The recording is here: ${title}`
  const mails = new Map<string, string[]>(people.map(({ email }) => [email, []]))
  for (const { id, to, subject: about } of world.inbox.list()) {
    if (about === subject) mails.get(to.join())?.push(id)
  }
  let twice = 0
  for (const { email } of people) {
    const got = mails.get(email) ?? []
    assert.ok(got.length === 1 || got.length === 2, `${email} got it ${got.length} times`)
    if (got.length === 1) continue
    const read = await Promise.all(got.map((id) => world.inbox.read(id)))
    assert.equal(new Set(read.map((mail) => mail?.messageId)).size, 1)
    twice += 1
  }
  return twice
}
