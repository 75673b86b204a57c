import assert from 'node:assert/strict'
import { setTimeout } from 'node:timers/promises'
import { checkRunning, runningWorkflows } from '../../dev/invariants-running.ts'
import { aCheck, moneyPost } from '../support/desk.ts'
import { accepted, stageOf } from '../support/purchase.ts'
import { onSale } from './card-world.ts'
import { applyOver, calm, eachOnce, tally } from './load.ts'
import { approve, command, pending, stages, welcomes } from './people.ts'
import type { Scenario } from './scenario.ts'

const minute = 60_000

/** What goes wrong with Temporal. */
export const temporalScenarios: Scenario[] = [
  {
    name: 'Temporal is killed and begun again in the middle of a burst',
    async run({ exposed, size }) {
      const world = await exposed()
      const overMs = size(6_000, minute)
      const burst = applyOver(world, { people: size(60, 2_000), overMs })
      await setTimeout(overMs / 4)
      await world.killTemporal()
      const ready = await (await fetch(`${world.url}/readyz`)).text()
      assert.match(ready, /"temporal":false/)
      await setTimeout(overMs / 4)
      await world.startTemporal()
      const people = await burst
      const accepted = people.filter(({ answers }) => answers.includes(202))
      assert.ok(accepted.length > 0, 'nobody came while it was away')
      await calm(world)
      assert.equal(await eachOnce(world, people), 0)
      return `${tally(people)}; each applied once, with one mail`
    },
  },
  {
    name: 'Temporal is away while people are approved',
    async run({ exposed, size }) {
      const world = await exposed()
      const people = await pending(world, size(6, 60))
      const awayMs = size(15_000, 60 * minute)
      await world.stopTemporal()
      for (const person of people) {
        const { answers } = await approve(world, person)
        assert.deepEqual(answers, [202])
        await setTimeout(awayMs / people.length)
      }
      assert.deepEqual([...new Set(await stages(world, people))], ['pending'])
      await world.startTemporal()
      await calm(world)
      assert.deepEqual([...new Set(await stages(world, people))], ['active'])
      assert.deepEqual([...new Set(welcomes(world, people))], [1])
      const away = `${Math.round(awayMs / 1_000)} s`
      return `${people.length} approved in ${away} without it; each is a member, welcomed once`
    },
  },
  {
    name: 'Temporal has lost its database',
    async run({ real, size }) {
      const world = await real()
      const people = await pending(world, size(4, 200))
      const order = await accepted(world as never, await onSale(world))
      await calm(world)
      const before = (await runningWorkflows(world.client)).size
      assert.ok(before > people.length)
      await world.loseTemporal()
      assert.deepEqual([...(await runningWorkflows(world.client))], [])
      const said = await command(world, 'dev/rebuild.ts')
      assert.match(said, /[1-9]\d* started, 0 ran already/)
      assert.match(await command(world, 'dev/rebuild.ts'), / 0 started, [1-9]\d* ran already/)
      const running = () => runningWorkflows(world.client)
      const broken = (await checkRunning({ ...world, running })).flatMap((found) => found.broken)
      assert.deepEqual(broken, [])
      for (const person of people) await approve(world, person)
      const allocations = [{ order: order.number, cents: 32_500 }]
      await moneyPost(world, '/checks', aCheck({ cents: 32_500, allocations }))
      await calm(world)
      assert.deepEqual([...new Set(await stages(world, people))], ['active'])
      assert.deepEqual([...new Set(welcomes(world, people))], [1])
      assert.equal(await stageOf(world as never, order), 'paid')
      return `${said.trim().split('\n').at(-1)?.trim()}; approvals and a check went on from the rows`
    },
  },
]
