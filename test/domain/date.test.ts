import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, formatDate, isDate, latestDate } from '../../domain/date.ts'

for (const date of ['2024-02-29', '2027-01-01', '1999-12-31']) {
  test(`${date} is a date`, () => {
    assert.equal(isDate(date), true)
  })
}

for (const text of ['', '2027-02-29', '2027-13-01', '2027-00-10', '2027-1-1', '01/02/2027']) {
  test(`'${text}' is not a date`, () => {
    assert.equal(isDate(text), false)
  })
}

const later = [
  ['2027-01-31', 1, '2027-02-01'],
  ['2028-02-28', 1, '2028-02-29'],
  ['2027-03-01', -1, '2027-02-28'],
  ['2027-11-06', 2, '2027-11-08'],
] as const
for (const [date, days, expected] of later) {
  test(`${days} days from ${date} is ${expected}`, () => {
    assert.equal(addDays(date, days), expected)
  })
}

test('days that are added and taken away again come to the same date', () => {
  fc.assert(
    fc.property(fc.integer({ min: -20_000, max: 20_000 }), (days) => {
      const date = addDays('2027-01-01', days)
      assert.equal(isDate(date), true)
      assert.equal(addDays(date, -days), '2027-01-01')
    }),
  )
})

test('the latest of some dates passes over those not known', () => {
  assert.equal(latestDate('2027-02-10', null, '2027-03-01', '2026-12-31'), '2027-03-01')
  assert.equal(latestDate('2027-02-10', null), '2027-02-10')
})

test('a date is written as Americans do', () => {
  assert.equal(formatDate('2022-10-06'), 'October 6, 2022')
})
