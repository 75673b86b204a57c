import assert from 'node:assert/strict'
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

describe('a check that pays orders', () => {
  it('in full', async () => {
    const { order, email } = library()
    const number = await order('team')
    const id = await check(prices.team, share(number, prices.team))
    assert.deepEqual(await standing(world, number), ['paid', 0])
    const shown = await checkShown(world, id)
    assert.equal(shown.stage, 'allocated')
    assert.deepEqual(shown.orders, [
      { order: number, stage: 'paid', keptCents: prices.team, creditCents: 0, isUnderWay: false },
    ])
    await world.mail.to(email, `Order ${number} is paid`)
    assert.deepEqual(await kinds(`check:${id}`), [])
  })

  it('in part, and another one the rest', async () => {
    const { order } = library()
    const number = await order('team')
    await check(20_000, share(number, 20_000))
    assert.deepEqual(await standing(world, number), ['part-paid', 12_500])
    await check(12_500, share(number, 12_500))
    assert.deepEqual(await standing(world, number), ['paid', 0])
  })

  it('too much for the order: what is over is credit, and a task', async () => {
    const { order, holder } = library()
    const number = await order('team')
    const id = await check(40_000, share(number, 40_000))
    assert.deepEqual(await standing(world, number), ['paid', 0])
    assert.equal(await creditOf(world, await holder()), 7_500)
    const [became] = (await checkShown(world, id)).orders as object[]
    assert.deepEqual(became, {
      order: number,
      stage: 'paid',
      keptCents: prices.team,
      creditCents: 7_500,
      isUnderWay: false,
    })
    assert.deepEqual(await kinds(`order:${number}`), ['overpaid'])
  })

  it('more than its allocations: the rest is credit of whose the first order is, and a task', async () => {
    const { order, holder, email } = library()
    const number = await order('team')
    const id = await check(40_000, share(number, prices.team))
    assert.deepEqual(await standing(world, number), ['paid', 0])
    assert.equal(await creditOf(world, await holder()), 7_500)
    assert.deepEqual(await kinds(`check:${id}`), ['check-unallocated'])
    await world.mail.to(email, 'We are holding a credit of $75.00')
  })

  it('one check over two orders of two libraries', async () => {
    const [one, other] = [library(), library()]
    const numbers = [await one.order('team'), await other.order('showing')] as const
    await check(
      prices.team + prices.showing,
      share(numbers[0], prices.team),
      share(numbers[1], prices.showing),
    )
    for (const number of numbers) assert.deepEqual(await standing(world, number), ['paid', 0])
  })

  it('none at first, then two: the credit becomes their payment', async () => {
    const { order, holder } = library()
    const [first, second] = [await order('team'), await order('one')]
    const id = await check(50_000)
    await onCheck(world, id, 'allocations', { allocations: [share(first, prices.team)] })
    assert.deepEqual(await standing(world, first), ['paid', 0])
    assert.equal(await creditOf(world, await holder()), 17_500)
    await onCheck(world, id, 'allocations', { allocations: [share(second, prices.one)] })
    assert.deepEqual(await standing(world, second), ['paid', 0])
    assert.equal(await creditOf(world, await holder()), 7_600)
    const tooMuch = await moneyPost(world, `/checks/${id}/allocations`, {
      allocations: [share(first, 7_601)],
    })
    assert.equal(tooMuch.status, 409)
    assert.equal(
      tooMuch.body.detail,
      'Only $76.00 of this check is left, and $76.01 is more than that.',
    )
  })

  it('an order that was cancelled meanwhile: credit of the library, and a task', async () => {
    const { order, holder } = library()
    const [kept, cancelled] = [await order('team'), await order('showing')]
    await onOrder(world, cancelled, 'cancellations', { reason: 'No room that day.' })
    await check(
      prices.team + prices.showing,
      share(kept, prices.team),
      share(cancelled, prices.showing),
    )
    assert.deepEqual(await standing(world, kept), ['paid', 0])
    assert.deepEqual(await standing(world, cancelled), ['cancelled', 0])
    assert.equal(await creditOf(world, await holder()), prices.showing)
    assert.deepEqual(await kinds(`order:${cancelled}`), ['paid-after-close'])
  })

  it('the wrong order: moved, one owes again and the other is paid', async () => {
    const { order, holder } = library()
    const [wrong, right] = [await order('team'), await order('team')]
    const id = await check(prices.team, share(wrong, prices.team))
    assert.deepEqual(await standing(world, wrong), ['paid', 0])
    await onCheck(world, id, 'moves', { from: wrong, to: right })
    assert.deepEqual(await standing(world, wrong), ['invoiced', prices.team])
    assert.deepEqual(await standing(world, right), ['paid', 0])
    await onCheck(world, id, 'moves', { from: right, to: wrong })
    assert.deepEqual(await standing(world, wrong), ['paid', 0])
    assert.equal(await creditOf(world, await holder()), 0)
    const again = await moneyPost(world, `/checks/${id}/moves`, { from: right, to: wrong })
    assert.equal(again.status, 409)
    assert.equal(again.body.detail, `Order ${right} has nothing of this check.`)
  })
})

describe('a check that is taken back', () => {
  it('from orders that it paid in full and in part: only its own share is owed again', async () => {
    const { order } = library()
    const [full, part] = [await order('one'), await order('team')]
    await check(20_000, share(part, 20_000))
    const id = await check(15_000, share(full, prices.one), share(part, 5_100))
    assert.deepEqual(await standing(world, full), ['paid', 0])
    assert.deepEqual(await standing(world, part), ['part-paid', 7_400])
    await onCheck(world, id, 'reversals', { reason: 'bounced' })
    assert.deepEqual(await standing(world, full), ['invoiced', prices.one])
    assert.deepEqual(await standing(world, part), ['part-paid', 12_500])
  })

  it('after its credit was used for something else: the credit is below zero, and a task', async () => {
    const { order, holder } = library()
    const number = await order('team')
    const id = await recorded(world, aCheck({ cents: 40_000, creditOf: await holder() }))
    await onOrder(world, number, 'credit-applications', { cents: prices.team })
    assert.deepEqual(await standing(world, number), ['paid', 0])
    const taken = await moneyPost(world, `/checks/${id}/allocations`, {
      allocations: [share(await order('one'), prices.one)],
    })
    assert.equal(taken.status, 409)
    assert.equal(
      taken.body.detail,
      'What was left of this check has been used: its holder has $75.00 of credit, and this takes $99.00.',
    )

    await onCheck(world, id, 'reversals', { reason: 'bounced' })
    assert.equal(await creditOf(world, await holder()), -prices.team)
    assert.deepEqual(await kinds(`check:${id}`), ['credit-negative'])
    assert.deepEqual(await standing(world, number), ['paid', 0])
    await world.mail.to('ann.archer@webinars.example', /To do: the credit of Library .+ is -\$325/)

    await recorded(world, aCheck({ cents: prices.team, creditOf: await holder() }))
    assert.equal(await creditOf(world, await holder()), 0)
    assert.deepEqual(await kinds(`check:${id}`), [])
  })

  it('a year on, over three orders of which one is closed, comes out right', async () => {
    const { order, holder, email } = library()
    const [paid, overpaid, cancelled] = [
      await order('team'),
      await order('one'),
      await order('showing'),
    ]
    await onOrder(world, cancelled, 'cancellations', { reason: 'No room that day.' })
    const id = await check(
      prices.team + 10_000 + prices.showing,
      share(paid, prices.team),
      share(overpaid, 10_000),
      share(cancelled, prices.showing),
    )
    assert.deepEqual(await standing(world, paid), ['paid', 0])
    assert.deepEqual(await standing(world, overpaid), ['paid', 0])
    assert.equal(await creditOf(world, await holder()), 100 + prices.showing)
    await world.pass('366 days')

    await onCheck(world, id, 'reversals', { reason: 'bounced' })
    assert.deepEqual(await standing(world, paid), ['overdue', prices.team])
    assert.deepEqual(await standing(world, overpaid), ['overdue', prices.one])
    assert.deepEqual(await standing(world, cancelled), ['cancelled', 0])
    assert.equal(await creditOf(world, await holder()), 0)
    await world.mail.to(email, `Order ${paid}: $325.00 is due again`)
    await world.mail.to(email, `Order ${overpaid}: $99.00 is due again`)
    const dueAgain = world.mail.subjects(email).filter((subject) => /due again/.test(subject))
    assert.equal(dueAgain.length, 2)
    const late = await moneyPost(world, `/checks/${id}/reversals`, { reason: 'bounced' })
    assert.equal(late.status, 409)
  })
})
