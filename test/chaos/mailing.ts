import assert from 'node:assert/strict'
import { sendsAtOnce } from '../../activities/mailing.ts'
import { attendees } from '../support/attendee.ts'
import { catalogue } from '../support/catalogue.ts'
import { host, recording, title } from '../support/host.ts'
import type { World } from '../support/world.ts'
import type { ExposedWorld } from './exposed.ts'
import { calm } from './load.ts'
import type { Scenario } from './scenario.ts'

/** What goes wrong while everybody is mailed. */
export const mailingScenarios: Scenario[] = [
  {
    name: 'the worker is killed again and again during a mailing',
    async run({ exposed, size }) {
      const world = await exposed()
      const waiting = { ...world, quiet: () => calm(world) } as unknown as World
      const desk = host(waiting)
      const startsAt = new Date(Date.now() + 1_800_000).toISOString().slice(0, 19)
      const slug = await (await catalogue(world)).webinar({ startsAt, timeZone: 'UTC' })
      const people = await attendees(waiting, slug, size(400, 10_000))
      await desk.does(slug, 'starts')
      await desk.does(slug, 'endings')
      await desk.does(slug, 'recordings', recording)

      const kills = size(2, 5)
      const mailing = () => desk.mailing(slug, 'recording-published')
      for (let kill = 1; kill <= kills; kill += 1) {
        const share = Math.floor((people.length * kill) / (kills + 2))
        await world.until('so many are told', async () => (await mailing()).sent > share)
        await world.killWorker()
        assert.equal((await mailing()).stage, 'mailing', `kill ${kill} came too late`)
        await world.startWorker()
      }
      await world.until('everybody is told', async () => (await mailing()).stage === 'done')
      await calm(world)
      const { recipients, sent, failed } = await mailing()
      const wanted = people.length
      assert.deepEqual(
        { recipients, sent, failed },
        { recipients: wanted, sent: wanted, failed: 0 },
      )
      const twice = await mailedTwice(world, people)
      assert.ok(twice <= kills * sendsAtOnce, `${twice} were mailed twice`)
      return `${kills} kills; ${wanted} told, ${twice} of them twice under the same Message-ID`
    },
  },
]

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
