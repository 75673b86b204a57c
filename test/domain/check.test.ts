import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { type CheckCommand, type CheckSnapshot, decideCheck } from '../../domain/check.ts'
import { isRefusal } from '../../domain/process.ts'
import { checkBook, tell, unrecorded, whereabouts } from '../support/check-book.ts'

const library = 'organisation:1'
const credit = { holder: library, cents: 0, version: 0 }
const recorded: CheckSnapshot = {
  ...unrecorded,
  stage: 'credit',
  cents: 50_000,
  shares: [{ order: '2041', cents: 32_500 }],
  recordedBy: 'administrator:ann',
  recordedAt: '2026-11-23T15:00:00.000Z',
  holder: library,
  credit: { ...credit, cents: 17_500, version: 1 },
}
const reversed: CheckSnapshot = {
  ...recorded,
  stage: 'reversed',
  shares: [],
  reversedBy: 'administrator:ben',
  reversedAt: '2026-12-01T15:00:00.000Z',
}
const share = (order: string, cents: number) => ({ order, cents })
const record = (cents: number, ...allocations: { order: string; cents: number }[]) =>
  ({ kind: 'recordCheck', cents, allocations }) as const
const first = { check: 'c1', by: 'administrator:ann', at: '2026-11-23T15:00:00.000Z' }
const asked = (what: Partial<CheckSnapshot['asked']>) => ({ ...unrecorded.asked, ...what })

describe('what is recorded', () => {
  it('leaves the rest to the holder as credit', () => {
    const effect = decideCheck({ ...unrecorded, credit }, record(50_000, share('2041', 32_500)))
    assert.deepEqual(effect, {
      write: 'recordCheck',
      after: 'credit',
      gives: [share('2041', 32_500)],
      takesFrom: [],
      because: null,
      fee: null,
      holder: library,
      restCents: 17_500,
      credit: { account: credit, kind: 'from-check', cents: 17_500 },
    })
  })

  it('is nobody’s while no holder is known', () => {
    const effect = decideCheck(unrecorded, record(50_000))
    assert.ok(!isRefusal(effect))
    assert.deepEqual([effect.after, effect.restCents, effect.credit], ['unattached', 50_000, null])
  })

  it('moves no credit when the orders take all of it', () => {
    const effect = decideCheck({ ...unrecorded, credit }, record(32_500, share('2041', 32_500)))
    assert.ok(!isRefusal(effect))
    assert.deepEqual([effect.after, effect.credit], ['allocated', null])
  })
})

describe('what is done later', () => {
  it('an allocation takes from the credit that the rest had become', () => {
    const effect = decideCheck(recorded, { kind: 'allocate', allocations: [share('2042', 17_500)] })
    assert.ok(!isRefusal(effect))
    assert.deepEqual(effect.credit, { account: recorded.credit, kind: 'taken-back', cents: 17_500 })
    assert.equal(effect.after, 'allocated')
  })

  it('an allocation tells whose the rest of an unattached check is', () => {
    const state: CheckSnapshot = {
      ...recorded,
      stage: 'unattached',
      shares: [],
      holder: null,
      credit,
    }
    const effect = decideCheck(state, { kind: 'allocate', allocations: [share('2042', 20_000)] })
    assert.ok(!isRefusal(effect))
    assert.deepEqual([effect.holder, effect.credit?.cents], [library, 30_000])
    assert.equal(effect.credit?.kind, 'from-check')
  })

  it('a reversal takes back each share and the rest, also of credit that is used up', () => {
    const spent = { ...credit, version: 2 }
    const effect = decideCheck(
      { ...recorded, credit: spent },
      { kind: 'reverse', reason: 'bounced' },
    )
    assert.ok(!isRefusal(effect))
    assert.deepEqual(
      [effect.takesFrom, effect.because, effect.after],
      [['2041'], 'bounced', 'reversed'],
    )
    assert.deepEqual(effect.credit, { account: spent, kind: 'taken-back', cents: 17_500 })
  })
})

const allocate: CheckCommand = { kind: 'allocate', allocations: [share('2042', 100)] }
const reverse: CheckCommand = { kind: 'reverse', reason: 'bounced' }
const move = (from: string, to: string): CheckCommand => ({ kind: 'moveAllocation', from, to })
const refusals: [string, CheckSnapshot | null, CheckCommand, object][] = [
  ['nothing recorded', null, reverse, { refused: 'check-not-recorded' }],
  ['not recorded yet', unrecorded, allocate, { refused: 'check-not-recorded' }],
  [
    'recorded twice under one id',
    recorded,
    record(1),
    { refused: 'check-recorded', by: recorded.recordedBy, at: recorded.recordedAt },
  ],
  [
    'the same payer, number and amount',
    { ...unrecorded, asked: asked({ recordedFirst: first }) },
    record(1),
    { refused: 'check-duplicate', ...first },
  ],
  [
    'an unknown order',
    { ...unrecorded, asked: asked({ unknownOrder: '9' }) },
    record(1),
    { refused: 'unknown-order', order: '9' },
  ],
  [
    'an unknown holder',
    { ...unrecorded, asked: asked({ unknownHolder: library }) },
    record(1),
    { refused: 'unknown-holder', holder: library },
  ],
  [
    'more than the check',
    unrecorded,
    record(100, share('2041', 101)),
    { refused: 'allocations-exceed-check', cents: 100, allocatedCents: 101 },
  ],
  [
    'an order twice',
    unrecorded,
    record(100, share('2041', 1), share('2041', 1)),
    { refused: 'order-allocated-twice', order: '2041' },
  ],
  [
    'more than is left',
    recorded,
    { kind: 'allocate', allocations: [share('2042', 17_501)] },
    { refused: 'more-than-rest', cents: 17_500, allocatedCents: 17_501 },
  ],
  [
    'credit that was used for something else',
    { ...recorded, credit: { ...credit, cents: 99 } },
    allocate,
    { refused: 'credit-used-up', cents: 99, wantedCents: 100 },
  ],
  [
    'moving what is not there',
    recorded,
    move('2042', '2043'),
    { refused: 'not-allocated-to', order: '2042' },
  ],
  [
    'moving to the same order',
    recorded,
    move('2041', '2041'),
    { refused: 'same-order', order: '2041' },
  ],
  [
    'moving to an order that is not there',
    { ...recorded, asked: asked({ unknownOrder: '9' }) },
    move('2041', '9'),
    { refused: 'unknown-order', order: '9' },
  ],
  [
    'attributing what is known',
    recorded,
    { kind: 'attribute' },
    { refused: 'already-attributed', holder: library },
  ],
  ...[reverse, allocate, move('2041', '2042'), { kind: 'attribute' } as const].map(
    (command): [string, CheckSnapshot, CheckCommand, object] => [
      `${command.kind} after a reversal`,
      reversed,
      command,
      { refused: 'check-reversed', by: reversed.reversedBy, at: reversed.reversedAt },
    ],
  ),
]

describe('a fee for a check that bounced', () => {
  const state = { ...recorded, shares: [share('2041', 20_000), share('2042', 12_500)] }
  const cases: [name: string, order: string | null, closed: string[], asked: unknown][] = [
    ['of the first order', null, [], share('2041', 3_000)],
    ['of the order that is named', '2042', [], share('2042', 3_000)],
    ['of the first that somebody owes for', null, ['2041'], share('2042', 3_000)],
    ['of none where all are closed', null, ['2041', '2042'], 'nobody-owes-fee'],
    ['of none that is closed', '2041', ['2041'], 'nobody-owes-fee'],
    ['of none that it did not pay', '2043', [], 'not-allocated-to'],
  ]
  for (const [name, order, closed, asked] of cases) {
    it(`is asked ${name}`, () => {
      const command = { kind: 'reverse', reason: 'bounced', fee: { cents: 3_000, order } } as const
      const effect = decideCheck({ ...state, closed }, command)
      assert.deepEqual(isRefusal(effect) ? effect.refused : effect.fee, asked)
    })
  }

  it('is asked of none where it paid none', () => {
    const command = { kind: 'reverse', reason: 'bounced', fee: { cents: 1, order: null } } as const
    assert.deepEqual(decideCheck({ ...recorded, shares: [] }, command), {
      refused: 'nobody-owes-fee',
    })
  })
})

describe('what is refused', () => {
  for (const [what, state, command, refusal] of refusals) {
    it(what, () => assert.deepEqual(decideCheck(state, command), refusal))
  }
})

const numbers = ['1', '2', '3', '4']
const order = fc.constantFrom(...numbers)
const cents = fc.integer({ min: 1, max: 60_000 })
const allocations = fc.uniqueArray(fc.record({ order, cents }), {
  selector: (one) => one.order,
  maxLength: 3,
})
const creditOf = fc.constantFrom('organisation:1', 'organisation:2', 'person:3')
const commands: fc.Arbitrary<CheckCommand & { creditOf?: string }> = fc.oneof(
  fc.record({ kind: fc.constant('recordCheck' as const), cents, allocations }),
  fc.record({ kind: fc.constant('allocate' as const), allocations }),
  fc.record({ kind: fc.constant('moveAllocation' as const), from: order, to: order }),
  fc.record({ kind: fc.constant('attribute' as const), creditOf }),
  fc.record({
    kind: fc.constant('reverse' as const),
    reason: fc.constantFrom('bounced' as const, 'typed-wrongly' as const),
  }),
)

it('no cent is lost or made: each is with an order, credit, or nobody’s yet', () => {
  const step = fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), commands)
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const book = checkBook(
        numbers.map((number, index) => ({
          number,
          holder: index < 2 ? 'organisation:1' : 'organisation:2',
          cents: 9_900 * (index + 1),
        })),
      )
      for (const [check, command] of steps) {
        tell(book, check, command)
        const { checksCents, ordersCents, creditCents, nobodysCents } = whereabouts(book)
        assert.equal(ordersCents + creditCents + nobodysCents, checksCents)
      }
      for (const check of book.checks.keys())
        tell(book, check, { kind: 'reverse', reason: 'bounced' })
      assert.deepEqual(Object.values(whereabouts(book)), [0, 0, 0, 0])
    }),
    { numRuns: 500 },
  )
})
