import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, afterEach, before, describe, it } from 'node:test'
import {
  aCheck,
  checkShown,
  creditOf,
  everyCentIsInOnePlace,
  moneyPost,
  onCheck,
  recorded,
  tasksOf,
} from './support/desk.ts'
import { type Library, libraries, onOrder, prices, standing } from './support/library.ts'
import { openWorld, type World } from './support/world.ts'

let world: World
let library: (name?: string) => Library
before(async () => {
  world = await openWorld({ skipsTime: true })
  library = await libraries(world)
})
afterEach(() => everyCentIsInOnePlace(world))
after(() => world.close())

const share = (order: string, cents: number) => ({ order, cents })
const check = (cents: number, ...allocations: { order: string; cents: number }[]) =>
  recorded(world, aCheck({ cents, allocations }))
const kinds = async (subject: string) => (await tasksOf(world, subject)).map(({ kind }) => kind)

describe('the rest of a check that waits for an administrator', () => {
  it('waits no longer when it was paid out', async () => {
    const { order, holder } = library()
    const number = await order('team')
    const id = await check(40_000, share(number, prices.team))
    assert.deepEqual(await kinds(`check:${id}`), ['check-unallocated'])
    await onOrder(world, number, 'credit-payouts', { cents: 5_000, how: 'Check 12' })
    assert.deepEqual(await kinds(`check:${id}`), ['check-unallocated'])
    await onOrder(world, number, 'credit-payouts', { cents: 2_500, how: 'Check 13' })
    assert.deepEqual(await kinds(`check:${id}`), [])
    assert.equal(await creditOf(world, await holder()), 0)
  })

  it('of two checks the first that came is used first', async () => {
    const { order, holder } = library()
    const number = await order('team')
    const creditFor = await holder()
    const [first, second] = [
      await recorded(world, aCheck({ cents: 20_000, creditOf: creditFor })),
      await recorded(world, aCheck({ cents: 30_000, creditOf: creditFor })),
    ]
    await onOrder(world, number, 'credit-applications', { cents: 20_000 })
    assert.deepEqual(await kinds(`check:${first}`), [])
    assert.deepEqual(await kinds(`check:${second}`), ['check-unallocated'])
    await onOrder(world, number, 'credit-applications', { cents: 12_500 })
    assert.deepEqual(await kinds(`check:${second}`), ['check-unallocated'])
    await onOrder(world, number, 'credit-payouts', { cents: 17_500, how: 'Check 14' })
    assert.deepEqual(await kinds(`check:${second}`), [])
  })

  it('a later check that bounced uses nothing up', async () => {
    const { order, holder } = library()
    const number = await order('team')
    const creditFor = await holder()
    const first = await recorded(world, aCheck({ cents: 20_000, creditOf: creditFor }))
    const second = await recorded(world, aCheck({ cents: 30_000, creditOf: creditFor }))
    await onCheck(world, second, 'reversals', { reason: 'bounced' })
    await onOrder(world, number, 'credit-applications', { cents: 5_000 })
    assert.deepEqual(await kinds(`check:${first}`), ['check-unallocated'])
  })
})

describe('credit that is wanted from several sides at the same instant', () => {
  it('is given once, and the others are told what is left', async () => {
    const { order, holder } = library()
    const orders = [await order('team'), await order('team'), await order('team')]
    const id = await recorded(world, aCheck({ cents: 40_000, creditOf: await holder() }))
    const [first = '', second = '', third = ''] = orders
    const replies = await Promise.all([
      moneyPost(world, `/orders/${first}/credit-applications`, { cents: prices.team }),
      moneyPost(world, `/orders/${second}/credit-applications`, { cents: prices.team }),
      moneyPost(world, `/checks/${id}/allocations`, { allocations: [share(third, prices.team)] }),
    ])
    assert.deepEqual(replies.map(({ status }) => status).toSorted(), [201, 409, 409])
    assert.equal(await creditOf(world, await holder()), 7_500)
    const stages = await Promise.all(orders.map((number) => standing(world, number)))
    assert.deepEqual(stages.map(([stage]) => stage).toSorted(), ['invoiced', 'invoiced', 'paid'])
  })

  it('the same allocation 20 times with one key is one', async () => {
    const { order } = library()
    const number = await order('team')
    const id = await check(50_000)
    const key = randomUUID()
    const body = { allocations: [share(number, 10_000)] }
    await Promise.all(
      Array.from({ length: 20 }, () =>
        moneyPost(world, `/checks/${id}/allocations`, body, { key }),
      ),
    )
    assert.deepEqual(await standing(world, number), ['part-paid', 22_500])
    assert.equal((await checkShown(world, id)).restCents, 40_000)
  })

  it('a refused allocation stays refused when there would be enough later', async () => {
    const { order } = library()
    const number = await order('team')
    const id = await check(20_000, share(number, 15_000))
    const refused = await moneyPost(world, `/checks/${id}/allocations`, {
      allocations: [share(number, 10_000)],
    })
    assert.equal(refused.status, 409)
    await world.pass('1 hour')
    await world.sweep()
    await world.quiet()
    assert.deepEqual(await standing(world, number), ['part-paid', 17_500])
    const status = await world.get(`/submissions/${refused.body.submission}`)
    assert.deepEqual([status.status, status.body.detail], [409, refused.body.detail])
  })
})
