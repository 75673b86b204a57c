import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { alike } from '../database/alike.ts'

/** Answers with how many answers were made, after a while. */
function counting() {
  let made = 0
  const together = alike<number>()
  const ask = (what = 'the list') =>
    together(what, async () => {
      made += 1
      const mine = made
      await setTimeout(10)
      return mine
    })
  return { ask }
}

describe('an answer that many ask for', () => {
  it('is made anew for who asks while it is being made, and once for all of them', async () => {
    const { ask } = counting()
    assert.deepEqual(await Promise.all([ask(), ask(), ask(), ask()]), [1, 2, 2, 2])
  })

  it('is never one that was begun before it was asked for', async () => {
    const { ask } = counting()
    const first = ask()
    await setTimeout(5)
    const [second, third] = [ask(), ask()]
    await first
    assert.deepEqual(await Promise.all([first, second, third]), [1, 2, 2])
  })

  it('is not one that was made for something else', async () => {
    const { ask } = counting()
    assert.deepEqual(await Promise.all([ask('one'), ask('another')]), [1, 2])
  })

  it('is not kept', async () => {
    const { ask } = counting()
    assert.deepEqual([await ask(), await ask()], [1, 2])
  })

  it('that cannot be made is refused to all who asked, and made for the next', async () => {
    const together = alike<string>()
    const fails = () => Promise.reject(new Error('Postgres is away'))
    const answers = await Promise.allSettled([1, 2, 3].map(() => together('the list', fails)))
    assert.deepEqual(
      answers.map(({ status }) => status),
      ['rejected', 'rejected', 'rejected'],
    )
    assert.equal(await together('the list', async () => 'here'), 'here')
  })
})
