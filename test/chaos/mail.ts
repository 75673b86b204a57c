import assert from 'node:assert/strict'
import { setTimeout } from 'node:timers/promises'
import type { Fault } from '../../dev/inbox/faults.ts'
import { somebody } from '../support/applicant.ts'
import type { RealWorld } from '../support/real-world.ts'
import { applyOver, calm, doubts, eachOnce, type Sender } from './load.ts'
import type { Scenario } from './scenario.ts'

/** What goes wrong with the mail server, while people apply. */
export const mailScenarios: Scenario[] = [
  {
    name: 'the mail server refuses connections',
    async run({ real, size }) {
      const world = await real()
      await world.inbox.refuseConnections()
      const people = await applyOver(world, { people: size(5, 50), overMs: 1_000 })
      await world.until('it was tried', async () => (await tries(world, people)) >= people.length)
      assert.equal(arrived(world, people), 0)
      await world.inbox.acceptConnections()
      await calm(world)
      const twice = await eachOnce(world, people)
      assert.equal(twice, 0)
      return `${people.length} mails waited for it and came once each`
    },
  },
  ...putOff(421),
  ...putOff(451),
  {
    name: 'the mail server says 550 to an address',
    async run({ real }) {
      const world = await real()
      const [wrong] = await broken(world, { kind: 'refuseRecipient', code: 550 })
      assert.ok(wrong)
      await calm(world)
      const [kept] = await messages(world, [wrong])
      assert.deepEqual([kept?.state, kept?.smtp_code, kept?.attempts], ['refused', 550, 1])
      assert.deepEqual(await tasksFor(world, wrong), ['undeliverable'])
      return 'asked once, never again, and a person is told'
    },
  },
  {
    name: 'a mail comes back ten minutes after it was taken',
    async run({ real, size }) {
      const world = await real()
      const [person] = await applyOver(world, { people: 1, overMs: 0 })
      assert.ok(person)
      await calm(world)
      const [mail] = await world.sql<{ id: string; state: string }[]>`
        select id, state from messages where person_id = ${person.id}
      `
      assert.equal(mail?.state, 'sent')
      const laterMs = size(3_000, 600_000)
      await setTimeout(laterMs)
      const reports = [1, 2].map(() =>
        world.post(`/messages/${mail.id}/returns`, {}, { as: world.ann }),
      )
      for (const { status } of await Promise.all(reports)) assert.equal(status, 201)
      const [kept] = await messages(world, [person])
      assert.equal(kept?.state, 'refused')
      assert.deepEqual(await tasksFor(world, person), ['undeliverable'])
      await world.post(`/messages/${mail.id}/resends`, {}, { as: world.ann })
      await calm(world)
      assert.equal(arrived(world, [person]), 2)
      assert.deepEqual(await tasksFor(world, person), [])
      return `${laterMs / 1_000} s; a person is told, once, and sends it again`
    },
  },
  {
    name: 'the mail server has the mail and never answers',
    async run({ real }) {
      const world = await real()
      const people = await broken(world, { kind: 'neverAnswer' }, 1)
      await world.until('it is in doubt', async () => (await doubts(world, people)) === 1)
      await calm(world)
      assert.equal(await eachOnce(world, people), 1)
      const [kept] = await messages(world, people)
      assert.deepEqual([kept?.state, kept?.unknown_outcomes], ['sent', 1])
      return 'sent once more after 20 seconds, under the same Message-ID'
    },
  },
  {
    name: 'the mail server answers one byte a second',
    async run({ exposed }) {
      const world = await exposed()
      const before = world.door.dribbled()
      world.door.makeSlow()
      const people = await applyOver(world, { people: 2, overMs: 100 })
      await world.until('it was given up', async () =>
        (await messages(world, people)).some(({ state, attempts }) => {
          return state === 'waiting' && attempts > 0
        }),
      )
      world.door.makeFast()
      await calm(world)
      assert.ok(world.door.dribbled() - before > 5)
      assert.equal(await eachOnce(world, people), 0)
      return 'nobody waits for it without end; once it is quick again each mail comes once'
    },
  },
]

/** The server asks to come again, three times each. */
function putOff(code: 421 | 451): Scenario[] {
  return [
    {
      name: `the mail server says ${code}`,
      async run({ real, size }) {
        const world = await real()
        const times = size(1, 3)
        const people = await broken(world, { kind: 'refuseRecipient', code }, times)
        await calm(world)
        assert.equal(await eachOnce(world, people), 0)
        const [kept] = await messages(world, people)
        assert.equal(kept?.state, 'sent')
        const [person] = people
        assert.equal(world.inbox.faults.take(person?.email ?? '', ['refuseRecipient']), undefined)
        return `put off ${times} times, then sent once`
      },
    },
  ]
}

/** One person whose mail goes wrong in this way, always or so many times, who then applies. */
async function broken(world: RealWorld, fault: Fault, times?: number): Promise<Sender[]> {
  const person = somebody('Fay Faulty')
  world.inbox.faults.breakFor(person.email, fault, times)
  return applyOver(world, { people: 1, overMs: 0, person })
}

interface Kept {
  state: string
  attempts: number
  unknown_outcomes: number
  smtp_code: number | null
}

function messages({ sql }: RealWorld, people: Sender[]): Promise<readonly Kept[]> {
  return sql<Kept[]>`
    select state, attempts, unknown_outcomes, smtp_code
    from messages
    where person_id = any (${people.map(({ id }) => id)}::uuid[])
  `
}

/** The kinds of what waits for a person about somebody’s application. */
async function tasksFor(world: RealWorld, { id }: Pick<Sender, 'id'>): Promise<string[]> {
  const { body } = await world.get(`/tasks?subject=membership:${id}`, { as: world.ann })
  return (body.items as { kind: string }[]).map(({ kind }) => kind)
}

async function tries(world: RealWorld, people: Sender[]): Promise<number> {
  return (await messages(world, people)).filter(({ attempts }) => attempts > 0).length
}

function arrived({ inbox }: RealWorld, people: Sender[]): number {
  return people.flatMap(({ email }) => inbox.list(email)).length
}
