import assert from 'node:assert/strict'
import { setTimeout } from 'node:timers/promises'
import { application, somebody } from '../support/applicant.ts'
import { aCheck, moneyPost } from '../support/desk.ts'
import { accepted, placed, stageOf } from '../support/purchase.ts'
import { onSale } from './card-world.ts'
import type { ExposedWorld } from './exposed.ts'
import { applyOver, calm, eachOnce, tally, toldTwice } from './load.ts'
import { pending, stages } from './people.ts'
import type { Scenario } from './scenario.ts'

/** What goes wrong with workers. */
export const workerScenarios: Scenario[] = [
  {
    name: 'the worker is killed in the middle of each process',
    async run({ exposed, size }) {
      const world = await exposed()
      const rounds = size(2, 10)
      let underWay = 0
      let twice = 0
      for (let round = 0; round < rounds; round += 1) {
        const killed = await killedInTheMiddle(world, round)
        underWay += killed.underWay
        twice += killed.twice
      }
      assert.ok(underWay > 0, 'all was done before it was killed')
      return `${rounds} times, with ${underWay} commands under way; each applied once, ${twice} mailed twice alike`
    },
  },
  {
    name: 'a worker is asked to end under load',
    async run({ exposed, size }) {
      const world = await exposed()
      const ending = await world.startWorker()
      const overMs = size(5_000, 60_000)
      const load = applyOver(world, { people: size(60, 2_000), overMs })
      await setTimeout(overMs / 2)
      process.kill(ending.pid, 'SIGTERM')
      const how = await ending.exited
      assert.equal(how, 'ended with code 0')
      const people = await load
      await calm(world)
      assert.equal(await eachOnce(world, people), 0)
      return `${how}; ${tally(people)}; each applied once, nobody mailed twice`
    },
  },
  {
    name: 'a worker stands still while a second one takes over, and then goes on',
    async run({ exposed, size }) {
      const world = await exposed()
      await world.killWorker()
      const still = await world.startWorker()
      const stillMs = size(15_000, 5 * 60_000)
      const load = applyOver(world, { people: size(40, 1_000), overMs: stillMs })
      await setTimeout(2_000)
      process.kill(still.pid, 'SIGSTOP')
      const since = new Date().toISOString()
      await world.startWorker()
      await setTimeout(stillMs)
      const [done] = await world.sql<{ meanwhile: number }[]>`
        select count(*) as meanwhile from submissions where received_at > ${since} and settled_at is not null
      `
      process.kill(still.pid, 'SIGCONT')
      assert.ok(Number(done?.meanwhile) > 0, 'the second one did nothing')
      const people = await load
      await calm(world)
      const twice = await eachOnce(world, people)
      await still.kill()
      return `${stillMs / 1_000} s; ${done?.meanwhile} applied meanwhile; each once, ${twice} mailed twice alike`
    },
  },
]

/** A command to each of several processes, and a kill while they are under way; how many were, and who was welcomed twice. */
async function killedInTheMiddle(world: ExposedWorld, round: number) {
  const webinar = await onSale(world)
  const people = await pending(world, 1)
  const order = await placed(world, webinar)
  const owed = await accepted(world as never, webinar)
  await calm(world)
  const check = aCheck({ cents: 32_500, allocations: [{ order: owed.number, cents: 32_500 }] })
  const slip = { bankedOn: '2026-11-03', totalCents: 2_000, checks: handful() }
  const as = world.ann
  const sent = Promise.all([
    world.post('/applications', application(somebody())),
    ...people.map(({ id }) => world.post(`/applications/${id}/approvals`, {}, { as })),
    moneyPost(world, `/orders/${order.number}/purchase-order-acceptances`, {}),
    moneyPost(world, '/checks', check),
    moneyPost(world, '/deposits', slip),
  ])
  await setTimeout(30 + 40 * round)
  await world.killWorker()
  const underWay = await world.sql`select from submissions where settled_at is null`
  const statuses = (await sent).map(({ status }) => status)
  await world.startWorker()
  assert.ok(
    statuses.every((status) => status === 201 || status === 202),
    statuses.join(),
  )
  await calm(world)
  assert.deepEqual(await stages(world, people), ['active'])
  let twice = 0
  for (const { email } of people) twice += await toldTwice(world, email, /Welcome/)
  assert.equal(await stageOf(world as never, order), 'invoiced')
  assert.equal(await stageOf(world as never, owed), 'paid')
  return { underWay: underWay.length, twice }
}

function handful() {
  return Array.from({ length: 20 }, () => aCheck({ cents: 100 }))
}
