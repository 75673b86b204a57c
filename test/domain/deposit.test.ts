import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type DepositSnapshot, decideDeposit, slipFaults } from '../../domain/deposit.ts'
import { noErrands } from '../../domain/process.ts'

const written = { payer: 'Ohio Trust', number: '12', cents: 500 }

describe('a slip', () => {
  it('adds up and names each check once', () => {
    const checks = [written, { ...written, number: '13' }, { ...written, payer: 'Ohio' }]
    assert.deepEqual(slipFaults({ totalCents: 1_500, checks }), [])
  })

  it('names every row that is there before, and both sums', () => {
    const checks = [written, { ...written, payer: ' ohio TRUST ' }, { ...written, number: ' 12 ' }]
    assert.deepEqual(slipFaults({ totalCents: 1_000, checks }), [
      { row: 2, sentence: 'This is the check of row 1 again.' },
      { row: 3, sentence: 'This is the check of row 1 again.' },
      { row: null, sentence: 'The slip says $10.00, and its checks add up to $15.00.' },
    ])
  })
})

describe('a deposit', () => {
  const recordedFirst = { row: 2, check: 'c', by: 'administrator:a', at: '2026-11-02', others: '' }
  const cases: [name: string, state: Partial<DepositSnapshot> | null, expected: object][] = [
    ['is recorded', {}, { write: 'recordDeposit' }],
    ['is nothing without a slip', null, { refused: 'deposit-not-recorded' }],
    ['lists a check', { asked: { rows: 0, recordedFirst: null } }, { refused: 'malformed' }],
    [
      'is refused as a whole where one check is recorded',
      { asked: { rows: 2, recordedFirst } },
      { refused: 'deposit-check-recorded', ...recordedFirst },
    ],
    [
      'is recorded once',
      { stage: 'recorded', recordedBy: 'administrator:a', recordedAt: '2026-11-02' },
      { refused: 'deposit-recorded', by: 'administrator:a', at: '2026-11-02' },
    ],
  ]
  for (const [name, state, expected] of cases) {
    it(name, () => {
      assert.deepEqual(decideDeposit(state === null ? null : { ...fresh, ...state }), expected)
    })
  }
})

const fresh: DepositSnapshot = {
  stage: 'not-recorded',
  recordedBy: null,
  recordedAt: null,
  asked: { rows: 2, recordedFirst: null },
  awaiting: 'nobody',
  awaitingSince: null,
  dueAt: null,
  timers: [],
  ...noErrands,
}
