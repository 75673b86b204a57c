import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { grouped } from '../database/grouped.ts'

/** Doubles numbers, and remembers in which groups it was asked to. */
function doubling({ most = 50, gathering = 0, poison = Number.NaN, isOfAll = false } = {}) {
  const groups: number[][] = []
  const work = async (numbers: readonly number[]) => {
    groups.push([...numbers])
    await setTimeout(5)
    if (numbers.includes(poison)) throw new Error(`${poison} cannot be doubled`)
    return numbers.map((number) => number * 2)
  }
  return { groups, double: grouped({ most, atOnce: 1, gathering, isOfAll: () => isOfAll, work }) }
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

  it('waits a little for more, where that is asked for', async () => {
    const { groups, double } = doubling({ gathering: 50 })
    const first = double(1)
    await setTimeout(1)
    assert.deepEqual(await Promise.all([first, double(2)]), [2, 4])
    assert.deepEqual(groups, [[1, 2]])
  })

  it('waits for nobody when it is full', async () => {
    const { groups, double } = doubling({ most: 2, gathering: 60_000 })
    assert.deepEqual(await Promise.all([double(1), double(2)]), [2, 4])
    assert.deepEqual(groups, [[1, 2]])
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

  it('fails for all of its group, and is not tried again, where what is wrong is nobody’s own', async () => {
    const { groups, double } = doubling({ poison: 2, isOfAll: true })
    const results = await Promise.allSettled([1, 2, 3].map(double))
    assert.deepEqual(
      results.map(({ status }) => status),
      ['rejected', 'rejected', 'rejected'],
    )
    assert.deepEqual(groups, [[1, 2, 3]])
  })

  it('is not held up by a group that takes long, where more may be under way', async () => {
    const { groups, done, ask, begun } = held({ patience: 1 })
    const first = ask(1)
    await begun(1)
    const second = ask(2)
    await begun(2)
    const others = [ask(3), ask(4)]
    done()
    await Promise.all([first, second, ...others])
    assert.deepEqual(groups, [[1], [2], [3, 4]])
  })

  it('waits for a group that is soon done, so that the next one is large', async () => {
    const { groups, done, ask, begun } = held({ patience: 60_000 })
    const first = ask(1)
    await begun(1)
    const second = ask(2)
    await setTimeout(1)
    const third = ask(3)
    done()
    await Promise.all([first, second, third])
    assert.deepEqual(groups, [[1], [2, 3]])
  })
})

/** Two groups at once, of which none is done before it is said. */
function held({ patience }: { patience: number }) {
  const groups: number[][] = []
  let done = () => {}
  const said = new Promise<void>((resolve) => {
    done = resolve
  })
  const work = async (numbers: readonly number[]) => {
    groups.push([...numbers])
    await said
    return numbers
  }
  const ask = grouped({ most: 50, atOnce: 2, patience, isOfAll: () => false, work })
  const begun = async (count: number) => {
    while (groups.length < count) await setTimeout(1)
  }
  return { groups, done, ask, begun }
}
