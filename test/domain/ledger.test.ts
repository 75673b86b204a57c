import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  balanceOf,
  isOverpaid,
  isPaid,
  isPaidButForFees,
  isPartPaid,
  isSettled,
  type LedgerEntry,
  type LedgerKind,
  type MoneyStage,
  moneyStage,
  openFees,
  stillOpen,
} from '../../domain/ledger.ts'

type Told = [LedgerKind, number][]

const balances: [string, Told, { open: number; paid: boolean; partPaid: boolean }][] = [
  ['an order of $0 is paid', [], { open: 0, paid: true, partPaid: false }],
  ['a charge is open', [['charge', 325]], { open: 325, paid: false, partPaid: false }],
  [
    'a check for all of it pays',
    [
      ['charge', 325],
      ['payment', 325],
    ],
    { open: 0, paid: true, partPaid: false },
  ],
  [
    'a check for less leaves a balance',
    [
      ['charge', 325],
      ['payment', 200],
    ],
    { open: 125, paid: false, partPaid: true },
  ],
  [
    'credit pays the rest',
    [
      ['charge', 325],
      ['payment', 200],
      ['credit-in', 125],
    ],
    { open: 0, paid: true, partPaid: false },
  ],
  [
    'a check for more is overpaid until the rest is credit',
    [
      ['charge', 325],
      ['payment', 400],
    ],
    { open: -75, paid: true, partPaid: false },
  ],
  [
    'what became credit does not count here',
    [
      ['charge', 325],
      ['payment', 400],
      ['credit-out', 75],
    ],
    { open: 0, paid: true, partPaid: false },
  ],
  [
    'a bounced check opens the order again',
    [
      ['charge', 325],
      ['payment', 325],
      ['reversal', 325],
    ],
    { open: 325, paid: false, partPaid: false },
  ],
  [
    'a refund in part leaves nothing open',
    [
      ['charge', 325],
      ['payment', 325],
      ['refund', 65],
    ],
    { open: 0, paid: true, partPaid: false },
  ],
  [
    'a refund of all is no longer paid',
    [
      ['charge', 325],
      ['payment', 325],
      ['refund', 325],
    ],
    { open: 0, paid: false, partPaid: false },
  ],
  [
    'a check that bounces after a refund leaves the seats and the refund owed',
    [
      ['charge', 325],
      ['payment', 325],
      ['refund', 65],
      ['reversal', 325],
    ],
    { open: 325, paid: false, partPaid: false },
  ],
  [
    'what is written off is not open and not paid',
    [
      ['charge', 325],
      ['write-off', 325],
    ],
    { open: 0, paid: false, partPaid: false },
  ],
  [
    'what is reinstated is open again',
    [
      ['charge', 325],
      ['write-off', 325],
      ['reinstatement', 325],
    ],
    { open: 325, paid: false, partPaid: false },
  ],
  [
    'an invoice made anew is owed once',
    [
      ['charge', 325],
      ['credit-note', 325],
      ['charge', 300],
    ],
    { open: 300, paid: false, partPaid: false },
  ],
]

for (const [promise, told, expected] of balances) {
  test(promise, () => {
    const ledger = entries(told)
    assert.deepEqual(
      { open: balanceOf(ledger).openCents, paid: isPaid(ledger), partPaid: isPartPaid(ledger) },
      expected,
    )
    assert.equal(isOverpaid(ledger), expected.open < 0)
    assert.equal(isSettled(ledger), expected.open <= 0)
    assert.equal(stillOpen(ledger), Math.max(0, expected.open))
  })
}

const charged: Told = [['charge', 325]]
const part: Told = [...charged, ['payment', 100]]
const paid: Told = [...charged, ['payment', 325]]
const day = (number: number) => `2027-01-${String(number).padStart(2, '0')}T05:00:00Z`

const stages: [string, Told, number, MoneyStage][] = [
  ['before the due date, nothing paid', charged, 9, 'invoiced'],
  ['before the due date, a part paid', part, 9, 'part-paid'],
  ['the instant it is overdue', charged, 10, 'overdue'],
  ['overdue is worse than part-paid', part, 10, 'overdue'],
  ['on hold is worse than overdue', part, 20, 'on-hold'],
  ['paid lifts the hold', paid, 25, 'paid'],
  ['paid in part and the rest written off', [...part, ['write-off', 225]], 25, 'written-off'],
  ['cancelled', [...charged, ['credit-note', 325]], 9, 'cancelled'],
  ['refunded in part', [...paid, ['refund', 65]], 25, 'part-refunded'],
  ['refunded', [...paid, ['refund', 325]], 25, 'refunded'],
  ['bounced a year on', [...paid, ['reversal', 325]], 25, 'on-hold'],
]

for (const [promise, told, on, stage] of stages) {
  test(`the stage shown is the worst that holds: ${promise} is ${stage}`, () => {
    const order = { entries: entries(told), overdueAt: day(10), onHoldAt: day(20), at: day(on) }
    assert.equal(moneyStage(order), stage)
  })
}

const ofCheck = (kind: LedgerKind, cents: number, paymentId = 'bounced'): LedgerEntry => ({
  kind,
  cents,
  paymentId,
})
const owedAnew = [...entries(charged), ofCheck('payment', 325), ofCheck('reversal', 325)]
const withFee = [...owedAnew, ofCheck('fee', 30)]
const waived = ofCheck('credit-note', 30)
const priceCame = ofCheck('payment', 325, 'second')

const fees: [string, LedgerEntry[], { open: number; fees: number; butForFees: boolean }][] = [
  ['is open with the price', withFee, { open: 355, fees: 30, butForFees: false }],
  ['is paid after the price', [...withFee, priceCame], { open: 30, fees: 30, butForFees: true }],
  [
    'is open in part',
    [...withFee, priceCame, ofCheck('payment', 20, 'third')],
    { open: 10, fees: 10, butForFees: true },
  ],
  [
    'is paid',
    [...withFee, priceCame, ofCheck('payment', 30, 'third')],
    { open: 0, fees: 0, butForFees: true },
  ],
  ['is waived: the price stays', [...withFee, waived], { open: 325, fees: 0, butForFees: false }],
  ['is waived and paid', [...withFee, waived, priceCame], { open: 0, fees: 0, butForFees: true }],
  [
    'is asked for each check',
    [...withFee, waived, ofCheck('fee', 25, 'again')],
    { open: 350, fees: 25, butForFees: false },
  ],
]

for (const [promise, ledger, expected] of fees) {
  test(`a fee for a check that bounced ${promise}`, () => {
    const open = openFees(ledger).reduce((sum, { cents }) => sum + cents, 0)
    const { openCents } = balanceOf(ledger)
    assert.deepEqual(
      { open: openCents, fees: open, butForFees: isPaidButForFees(ledger) },
      expected,
    )
    assert.equal(isPaid(ledger), openCents === 0)
  })
}

test('an order whose fee was waived and that is cancelled then is cancelled', () => {
  const ledger = [...withFee, waived, ...entries([['credit-note', 325]])]
  const order = { entries: ledger, overdueAt: null, onHoldAt: null, at: day(1) }
  assert.equal(moneyStage(order), 'cancelled')
})

test('an order as cheap as its waived fee is paid, not cancelled', () => {
  const ledger = [...entries([['charge', 30]]), ofCheck('fee', 30), waived, ofCheck('payment', 30)]
  const order = { entries: ledger, overdueAt: null, onHoldAt: null, at: day(1) }
  assert.equal(moneyStage(order), 'paid')
})

test('an order without a due date or hold is never overdue', () => {
  const order = { entries: entries(charged), overdueAt: null, onHoldAt: null, at: day(30) }
  assert.equal(moneyStage(order), 'invoiced')
})

test('a balance never depends on the order of the entries', () => {
  fc.assert(
    fc.property(fc.array(anyEntry()), fc.infiniteStream(fc.nat()), (ledger, seeds) => {
      const shuffled = ledger
        .map((entry) => ({ entry, place: Number(seeds.next().value) }))
        .sort((one, other) => one.place - other.place)
        .map(({ entry }) => entry)
      assert.deepEqual(balanceOf(shuffled), balanceOf(ledger))
      assert.equal(isPaid(shuffled), isPaid(ledger))
    }),
  )
})

test('two ledgers together balance to the sum of both', () => {
  fc.assert(
    fc.property(fc.array(anyEntry()), fc.array(anyEntry()), (one, other) => {
      const together = balanceOf([...one, ...other]).openCents
      assert.equal(together, balanceOf(one).openCents + balanceOf(other).openCents)
    }),
  )
})

function anyEntry(): fc.Arbitrary<LedgerEntry> {
  return fc.record({
    kind: fc.constantFrom<LedgerKind>(
      'charge',
      'fee',
      'credit-note',
      'payment',
      'reversal',
      'credit-in',
      'credit-out',
      'refund',
      'write-off',
      'reinstatement',
    ),
    cents: fc.nat(100_000_000),
    paymentId: fc.constant(null),
  })
}

function entries(told: Told): LedgerEntry[] {
  return told.map(([kind, cents]) => ({ kind, cents, paymentId: null }))
}
