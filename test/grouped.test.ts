import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { grouped } from '../activities/grouped.ts'

/** Doubles numbers, and remembers in which groups it was asked to. */
function doubling({ most = 50, poison = Number.NaN } = {}) {
  const groups: number[][] = []
  const double = grouped(most, async (numbers: readonly number[]) => {
    groups.push([...numbers])
    await setTimeout(5)
    if (numbers.includes(poison)) throw new Error(`${poison} cannot be doubled`)
    return numbers.map((number) => number * 2)
  })
  return { groups, double }
}

describe('work that is asked for one by one', () => {
  it('is done in groups: at once for the first, then for whatever came meanwhile', async () => {
    const { groups, double } = doubling()
    const first = [double(1), double(2)]
    await setTimeout(1)
    const results = await Promise.all([...first, double(3), double(4), double(5)])
    assert.deepEqual(results, [2, 4, 6, 8, 10])
    assert.deepEqual(groups, [
      [1, 2],
      [3, 4, 5],
    ])
  })

  it('is never more than a group may hold', async () => {
    const { groups, double } = doubling({ most: 2 })
    assert.deepEqual(await Promise.all([1, 2, 3, 4, 5].map(double)), [2, 4, 6, 8, 10])
    assert.deepEqual(
      groups.map(({ length }) => length),
      [2, 2, 1],
    )
  })

  it('goes on when there was nothing to do for a while', async () => {
    const { double } = doubling()
    assert.equal(await double(1), 2)
    assert.equal(await double(2), 4)
  })

  it('fails for the one that is wrong, and for no other of its group', async () => {
    const { double } = doubling({ poison: 2 })
    const [one, two, three] = await Promise.allSettled([1, 2, 3].map(double))
    assert.deepEqual(one, { status: 'fulfilled', value: 2 })
    assert.equal(two?.status, 'rejected')
    assert.deepEqual(three, { status: 'fulfilled', value: 6 })
  })
})
