import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { aCheck, checkOf, checkShown, moneyPost } from './support/desk.ts'
import { openRealWorld, type RealWorld } from './support/real-world.ts'

let world: RealWorld
before(async () => {
  world = await openRealWorld()
})
after(() => world.close())

const outcomeOf = async (url: unknown) => {
  const { status, body } = await world.get(new URL(String(url)).pathname)
  return [status, body.outcome ?? body.code]
}

describe('while Temporal is away', () => {
  it('a check and what is done to it are kept, answered 202, and applied once and in order when it is back', async () => {
    await world.stopTemporal()
    const check = aCheck()
    const key = randomUUID()
    const recorded = await moneyPost(world, '/checks', check, { key })
    const path = `/checks/${checkOf(recorded)}/reversals`
    const [again, reversed] = await Promise.all([
      moneyPost(world, '/checks', check, { key }),
      moneyPost(world, path, { reason: 'bounced' }),
    ])
    const replies = [recorded, again, reversed]
    assert.deepEqual(new Set(replies.map(({ status }) => status)), new Set([202]))
    assert.equal(again.body.submission, recorded.body.submission)

    await world.startTemporal()
    await world.until('everything is settled', async () => {
      const unsettled = await world.sql`select from submissions where settled_at is null`
      return unsettled.length === 0
    })
    assert.deepEqual(await outcomeOf(recorded.body.status), [201, 'applied'])
    assert.deepEqual(await outcomeOf(reversed.body.status), [201, 'applied'])
    const late = await moneyPost(world, path, { reason: 'typed-wrongly' })
    assert.deepEqual([late.status, late.body.code], [409, 'check-reversed'])
    const shown = await checkShown(world, checkOf(recorded))
    assert.deepEqual([shown.stage, shown.reversalReason], ['reversed', 'bounced'])
    const rows = await world.sql`select from checks where number = ${check.number}`
    assert.equal(rows.length, 1)
  })

  it('a deposit is kept, answered 202, and each of its checks is recorded once when it is back', async () => {
    await world.stopTemporal()
    const checks = Array.from({ length: 120 }, () => aCheck({ cents: 100 }))
    const slip = { bankedOn: '2026-11-03', totalCents: 12_000, checks }
    const key = randomUUID()
    const first = await moneyPost(world, '/deposits', slip, { key })
    const again = await moneyPost(world, '/deposits', slip, { key })
    assert.deepEqual([first.status, again.status], [202, 202])
    assert.equal(again.body.submission, first.body.submission)

    await world.startTemporal()
    const path = `/deposits/${String(first.body.subject).slice('deposit:'.length)}`
    await world.until('every check is recorded', async () => {
      const { body } = await world.get(path, { as: world.ann })
      return body.count === 120
    })
    const { body } = await world.get(path, { as: world.ann })
    const states = (body.checks as { state: string }[]).map(({ state }) => state)
    assert.deepEqual(new Set(states), new Set(['unattached']))
    assert.deepEqual([states.length, body.standingCents], [120, 12_000])
  })
})
