import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { AGES, ageingOf, ageOf } from '../../domain/ageing.ts'
import { addDays } from '../../domain/date.ts'

const dueOn = '2026-03-31'

describe('the age of what is open, in days from its due date', () => {
  const table: [days: number, age: string][] = [
    [-30, 'not-due'],
    [-1, 'not-due'],
    [0, '0-30'],
    [30, '0-30'],
    [31, '31-60'],
    [60, '31-60'],
    [61, '61-90'],
    [90, '61-90'],
    [91, 'over-90'],
    [1_000, 'over-90'],
  ]
  for (const [days, age] of table) {
    it(`${days} is ${age}`, () => assert.equal(ageOf({ dueOn }, addDays(dueOn, days)), age))
  }

  it('is not due where nobody has asked for it yet', () => {
    assert.equal(ageOf({ dueOn: null }, '2030-01-01'), 'not-due')
  })
})

it('every cent is in one age', () => {
  const item = fc.record({
    dueOn: fc.option(fc.integer({ min: -400, max: 400 }).map((days) => addDays(dueOn, days))),
    openCents: fc.integer({ min: 1, max: 1_000_000 }),
  })
  fc.assert(
    fc.property(fc.array(item), (items) => {
      const { openCents, ...ages } = ageingOf(items, dueOn)
      assert.equal(
        AGES.reduce((sum, age) => sum + ages[age], 0),
        openCents,
      )
      assert.equal(
        openCents,
        items.reduce((sum, item) => sum + item.openCents, 0),
      )
    }),
  )
})
