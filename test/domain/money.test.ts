import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { formatCents, MOST_CENTS, parseCents, sumCents } from '../../domain/money.ts'

const written = [
  [0, '$0.00'],
  [5, '$0.05'],
  [-500, '-$5.00'],
  [32_500, '$325.00'],
  [129_900, '$1,299.00'],
  [-123_456_789, '-$1,234,567.89'],
] as const

for (const [cents, text] of written) {
  test(`${cents} cents are written ${text}`, () => {
    assert.equal(formatCents(cents), text)
  })
}

const typed = [
  ['325', 32_500],
  ['325.00', 32_500],
  [' $1,299.00 ', 129_900],
  ['1299', 129_900],
  ['0.05', 5],
  ['21474836.47', MOST_CENTS],
] as const

for (const [text, cents] of typed) {
  test(`'${text}' is read as ${cents} cents`, () => {
    assert.equal(parseCents(text), cents)
  })
}

for (const text of ['', '$', '-5', '3.5', '3.999', '1,29', '12,99.00', '1e3', '21474836.48', '٣']) {
  test(`'${text}' is not an amount`, () => {
    assert.equal(parseCents(text), null)
  })
}

test('every amount that is written can be read again', () => {
  fc.assert(
    fc.property(fc.nat(MOST_CENTS), (cents) => {
      assert.equal(parseCents(formatCents(cents)), cents)
    }),
  )
})

test('a sum of nothing is nothing, and a sum does not depend on the order', () => {
  assert.equal(sumCents([]), 0)
  fc.assert(
    fc.property(fc.array(fc.nat(1_000_000)), (amounts) => {
      assert.equal(sumCents(amounts), sumCents(amounts.toReversed()))
    }),
  )
})
