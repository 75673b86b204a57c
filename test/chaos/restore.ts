import assert from 'node:assert/strict'
import { checkRunning, runningWorkflows } from '../../dev/invariants-running.ts'
import { aCheck, moneyPost } from '../support/desk.ts'
import { accepted, placed, stageOf } from '../support/purchase.ts'
import { onSale } from './card-world.ts'
import type { ExposedWorld } from './exposed.ts'
import { applyOver, calm } from './load.ts'
import { approve, becomesMember, command, pending, stages } from './people.ts'
import type { Scenario } from './scenario.ts'

const hour = 3_600_000

/** What goes wrong with time: clocks that are off, and a database that is brought back to what it was. */
export const timeScenarios: Scenario[] = [
  {
    name: 'the clock of the API is an hour ahead, and then an hour behind',
    async run({ real }) {
      const world = await real()
      const waited: number[] = []
      try {
        for (const ahead of [hour, -hour]) {
          world.putClock(ahead)
          await becomesMember(world)
          await world.killWorker()
          const [late] = await applyOver(world, { people: 1, overMs: 0 })
          assert.ok(late)
          assert.deepEqual(late.answers, [202])
          const [row] = await world.sql<{ received_at: string }[]>`
            select received_at from submissions where subject = ${`membership:${late.id}`}
          `
          const off = Date.parse(row?.received_at ?? '') - Date.now()
          assert.ok(Math.abs(off - ahead) < 60_000, `the clock is ${off} ms off`)
          await world.startWorker()
          const began = Date.now()
          await calm(world)
          waited.push(Math.round((Date.now() - began) / 1_000))
        }
      } finally {
        world.putClock(0)
      }
      return `both ways somebody becomes a member, and what waited is applied within ${Math.max(...waited)} s`
    },
  },
  {
    name: 'the database is restored to an earlier state',
    async run({ exposed }) {
      const world = await exposed()
      const [person, undecided] = await pending(world, 2)
      const webinar = await onSale(world)
      const order = await accepted(world as never, webinar)
      assert.ok(person && undecided)
      await calm(world)
      await world.postgres.keep()
      await approve(world, person)
      const check = aCheck({ cents: 32_500, allocations: [{ order: order.number, cents: 32_500 }] })
      await moneyPost(world, '/checks', check)
      const lost = await placed(world, webinar)
      await calm(world)
      assert.equal(await stageOf(world as never, order), 'paid')

      await world.killWorker()
      await world.postgres.restore()
      const told = await command(world, 'dev/rebuild.ts', '--restored')
      assert.match(told, new RegExp(`membership:${person.id} approve`))
      assert.match(told, new RegExp(`order:${order.number} paymentReceived`))
      assert.match(told, new RegExp(`order:${lost.number} place`))
      assert.doesNotMatch(told, new RegExp(undecided.id))
      const repaired = await command(world, 'dev/rebuild.ts', '--restored', '--repair')
      await world.startWorker()
      await isAsItsRowsSay(world)
      assert.deepEqual(await stages(world, [person, undecided]), ['pending', 'pending'])

      for (const one of [person, undecided]) await approve(world, one)
      await moneyPost(world, '/checks', check)
      const again = await placed(world, webinar)
      await calm(world)
      assert.deepEqual(await stages(world, [person, undecided]), ['active', 'active'])
      assert.equal(await stageOf(world as never, order), 'paid')
      assert.ok(Number(again.number) > Number(lost.number), 'a number was given out twice')
      return `${repaired.trim().split('\n').slice(-2).join('; ')}; sent again, all is as it was`
    },
  },
]

async function isAsItsRowsSay(world: ExposedWorld): Promise<void> {
  const running = () => runningWorkflows(world.client)
  const findings = await checkRunning({ ...world, running })
  assert.deepEqual(
    findings.flatMap(({ broken }) => broken),
    [],
  )
}
