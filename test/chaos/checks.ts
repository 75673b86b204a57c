import assert from 'node:assert/strict'
import {
  aCheck,
  checkOf,
  creditOf,
  moneyPost,
  onCheck,
  recorded,
  tasksOf,
} from '../support/desk.ts'
import { libraries, onOrder, prices, standing } from '../support/library.ts'
import type { World } from '../support/world.ts'
import type { Scenario } from './scenario.ts'

const share = (order: string, cents: number) => ({ order, cents })
const kinds = async (world: World, order: string) =>
  (await tasksOf(world, `order:${order}`)).map(({ kind }) => kind)

/** What goes wrong with checks: short, over, for the wrong order, bounced, typed twice. */
export const checkScenarios: Scenario[] = [
  {
    name: 'a check is short, and another one is over',
    async run({ skipping }) {
      const world = await skipping()
      const { order, holder } = (await libraries(world))()
      const number = await order('team')
      await recorded(world, aCheck({ cents: 20_000, allocations: [share(number, 20_000)] }))
      assert.deepEqual(await standing(world, number), ['part-paid', 12_500])
      await recorded(world, aCheck({ cents: 15_000, allocations: [share(number, 15_000)] }))
      assert.deepEqual(await standing(world, number), ['paid', 0])
      assert.equal(await creditOf(world, await holder()), 2_500)
      assert.deepEqual(await kinds(world, number), ['overpaid'])
      return '$200.00 left $125.00 open; $150.00 more paid it, and $25.00 is credit and a task'
    },
  },
  {
    name: 'a check is late, and its order was cancelled',
    async run({ skipping }) {
      const world = await skipping()
      const { order, holder } = (await libraries(world))()
      const number = await order('team')
      await onOrder(world, number, 'cancellations', { reason: 'No check came' })
      await world.pass('30 days')
      const allocations = [share(number, prices.team)]
      await recorded(world, aCheck({ cents: prices.team, allocations }))
      assert.deepEqual(await standing(world, number), ['cancelled', 0])
      assert.equal(await creditOf(world, await holder()), prices.team)
      assert.deepEqual(await kinds(world, number), ['paid-after-close'])
      return 'all of it is credit and a task, and the order stays cancelled'
    },
  },
  {
    name: 'a check is for the wrong invoice',
    async run({ skipping }) {
      const world = await skipping()
      const { order } = (await libraries(world))()
      const [wrong, right] = [await order('team'), await order('team')]
      const allocations = [share(wrong, prices.team)]
      const check = await recorded(world, aCheck({ cents: prices.team, allocations }))
      await onCheck(world, check, 'moves', { from: wrong, to: right })
      assert.deepEqual(await standing(world, wrong), ['invoiced', prices.team])
      assert.deepEqual(await standing(world, right), ['paid', 0])
      return 'moved: one order owes again, the other is paid, each cent in one place'
    },
  },
  {
    name: 'a check bounces a year later',
    async run({ skipping }) {
      const world = await skipping()
      const { order } = (await libraries(world))()
      const number = await order('team')
      const allocations = [share(number, prices.team)]
      const check = await recorded(world, aCheck({ cents: prices.team, allocations }))
      assert.deepEqual(await standing(world, number), ['paid', 0])
      const before = world.now()
      await world.pass('365 days')
      assert.ok(world.now().getTime() - before.getTime() >= 365 * 86_400_000)
      await onCheck(world, check, 'reversals', { reason: 'bounced' })
      const [stage, open] = await standing(world, number)
      assert.deepEqual([stage === 'paid', open], [false, prices.team])
      return `after 365 days the order owes ${prices.team} cents again, and only its own`
    },
  },
  {
    name: 'a check bounces, its fee is asked, and only the price comes',
    async run({ skipping }) {
      const world = await skipping()
      const { order } = (await libraries(world))()
      const number = await order('team')
      const allocations = [share(number, prices.team)]
      const first = aCheck({ cents: prices.team, allocations })
      const check = await recorded(world, first)
      await onCheck(world, check, 'reversals', { reason: 'bounced', feeCents: 2_500 })
      assert.deepEqual(await standing(world, number), ['invoiced', prices.team + 2_500])
      await recorded(world, aCheck({ cents: prices.team, allocations }))
      assert.deepEqual(await standing(world, number), ['part-paid', 2_500])
      await onOrder(world, number, 'fee-waivers', { reason: 'The bank’s mistake' })
      assert.deepEqual(await standing(world, number), ['paid', 0])
      return 'the price alone left $25.00 open; waived, the order is paid'
    },
  },
  {
    name: 'two administrators record the same check at once',
    async run({ skipping }) {
      const world = await skipping()
      const { order } = (await libraries(world))()
      const number = await order('team')
      const check = aCheck({ cents: prices.team, allocations: [share(number, prices.team)] })
      const replies = await Promise.all(
        [world.ann, world.ben].map((as) => moneyPost(world, '/checks', check, { as })),
      )
      const statuses = replies.map(({ status }) => status).toSorted()
      assert.deepEqual(statuses, [201, 409])
      const lost = replies.find(({ status }) => status === 409)
      assert.match(String(lost?.body.detail), /recorded/)
      assert.deepEqual(await standing(world, number), ['paid', 0])
      assert.ok(replies.some((reply) => reply.status === 201 && checkOf(reply) !== ''))
      return 'one is recorded, the other administrator is told by whom; paid once'
    },
  },
  {
    name: 'two administrators bring the same check to the bank on two slips at once',
    async run({ skipping }) {
      const world = await skipping()
      const { order } = (await libraries(world))()
      const number = await order('team')
      const check = aCheck({ cents: prices.team, allocations: [share(number, prices.team)] })
      const slip = { bankedOn: '2026-11-03', totalCents: prices.team, checks: [check] }
      const replies = await Promise.all(
        [world.ann, world.ben].map((as) => moneyPost(world, '/deposits', slip, { as })),
      )
      await world.quiet()
      const applied = replies.filter(({ status }) => status === 201)
      const differing = await Promise.all(
        applied.map(({ body }) => tasksOf(world, String(body.subject))),
      )
      assert.equal(applied.length - differing.flat().length, 1)
      assert.deepEqual(await standing(world, number), ['paid', 0])
      return 'the order is paid once, and the other slip is refused or a task'
    },
  },
]
