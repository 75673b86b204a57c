import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { balanceOf, isOverpaid, type LedgerEntry, stillOpen } from '../../domain/ledger.ts'
import {
  allocateCheck,
  applyCredit,
  cancelCharge,
  creditBalance,
  receivePayment,
  refund,
  reinstate,
  reversePayment,
  turnIntoCredit,
  writeOff,
} from '../../domain/settlement.ts'

const charge = (cents: number): LedgerEntry => ({ kind: 'charge', cents, paymentId: null })
const open = [charge(32_500)]

test('a check over several orders leaves its rest as credit', () => {
  const allocations = [
    { orderNumber: '2041', cents: 32_500 },
    { orderNumber: '2042', cents: 9_900 },
  ]
  assert.deepEqual(allocateCheck({ cents: 50_000, allocations }), { creditCents: 7_600 })
  assert.deepEqual(allocateCheck({ cents: 42_400, allocations }), { creditCents: 0 })
})

test('a check that is allocated to no order yet is all credit', () => {
  assert.deepEqual(allocateCheck({ cents: 50_000, allocations: [] }), { creditCents: 50_000 })
})

test('more than the check cannot be allocated', () => {
  const allocations = [{ orderNumber: '2041', cents: 32_501 }]
  assert.deepEqual(allocateCheck({ cents: 32_500, allocations }), {
    code: 'allocations-exceed-check',
    checkCents: 32_500,
    allocatedCents: 32_501,
  })
})

for (const cents of [0, -100, 0.5]) {
  test(`an allocation of ${cents} cents is refused`, () => {
    assert.deepEqual(allocateCheck({ cents: 100, allocations: [{ orderNumber: '2041', cents }] }), {
      code: 'allocation-not-positive',
      orderNumber: '2041',
      cents,
    })
  })
}

test('a check names each order once', () => {
  const allocation = { orderNumber: '2041', cents: 100 }
  assert.deepEqual(allocateCheck({ cents: 500, allocations: [allocation, allocation] }), {
    code: 'order-allocated-twice',
    orderNumber: '2041',
  })
})

test('what is more than open becomes credit', () => {
  assert.deepEqual(receivePayment({ entries: open, paymentId: 'check-1', cents: 40_000 }), [
    { kind: 'payment', cents: 40_000, paymentId: 'check-1' },
    { kind: 'credit-out', cents: 7_500, paymentId: 'check-1' },
  ])
})

test('money for a cancelled order becomes credit, all of it', () => {
  const cancelled = append(open, cancelCharge(open))
  assert.deepEqual(receivePayment({ entries: cancelled, paymentId: 'check-1', cents: 32_500 }), [
    { kind: 'payment', cents: 32_500, paymentId: 'check-1' },
    { kind: 'credit-out', cents: 32_500, paymentId: 'check-1' },
  ])
})

test('the second of two payments for one order is credit', () => {
  const paid = append(open, receivePayment({ entries: open, paymentId: 'card-1', cents: 32_500 }))
  const twice = append(paid, receivePayment({ entries: paid, paymentId: 'check-1', cents: 32_500 }))
  assert.deepEqual(balanceOf(twice), balanceOf(paid))
})

test('money after a write-off is credit until the order is reinstated', () => {
  const given = append(open, writeOff(open))
  const late = append(
    given,
    receivePayment({ entries: given, paymentId: 'check-1', cents: 32_500 }),
  )
  assert.equal(stillOpen(late), 0)
  const again = append(late, reinstate(late))
  assert.equal(stillOpen(again), 32_500)
  const settled = append(again, applyCredit({ entries: again, creditCents: 32_500, cents: 32_500 }))
  assert.equal(stillOpen(settled), 0)
})

test('what was not written off cannot be reinstated, nor twice', () => {
  assert.deepEqual(reinstate(open), { code: 'nothing-written-off' })
  const given = append(open, writeOff(open))
  assert.deepEqual(reinstate(append(given, reinstate(given))), { code: 'nothing-written-off' })
})

test('a reversal takes back also what had become credit', () => {
  const paid = append(open, receivePayment({ entries: open, paymentId: 'check-1', cents: 40_000 }))
  assert.deepEqual(reversePayment({ entries: paid, paymentId: 'check-1' }), [
    { kind: 'reversal', cents: 40_000, paymentId: 'check-1' },
    { kind: 'credit-in', cents: 7_500, paymentId: 'check-1' },
  ])
})

test('a reversal takes back what the order gave away otherwise: as credit when it ended, or as a refund', () => {
  const paid = append(open, receivePayment({ entries: open, paymentId: 'check-1', cents: 32_500 }))
  const wanted = [
    { kind: 'reversal', cents: 32_500, paymentId: 'check-1' },
    { kind: 'credit-in', cents: 32_500, paymentId: 'check-1' },
  ]
  for (const given of [
    append(paid, turnIntoCredit(paid)),
    append(paid, refund({ entries: paid, cents: 32_500 })),
  ]) {
    assert.deepEqual(reversePayment({ entries: given, paymentId: 'check-1' }), wanted)
    assert.equal(balanceOf([...given, ...(wanted as LedgerEntry[])]).openCents, 0)
  }
})

test('a payment is reversed once, and only where it was made', () => {
  const paid = append(open, receivePayment({ entries: open, paymentId: 'check-1', cents: 40_000 }))
  assert.deepEqual(reversePayment({ entries: paid, paymentId: 'check-2' }), {
    code: 'payment-not-on-order',
  })
  const reversed = append(paid, reversePayment({ entries: paid, paymentId: 'check-1' }))
  assert.deepEqual(reversePayment({ entries: reversed, paymentId: 'check-1' }), {
    code: 'payment-already-reversed',
  })
})

test('credit pays no more than there is, and no more than is open', () => {
  const wanted = { entries: open, creditCents: 10_000 }
  assert.deepEqual(applyCredit({ ...wanted, cents: 10_001 }), {
    code: 'credit-too-small',
    creditCents: 10_000,
    cents: 10_001,
  })
  assert.deepEqual(applyCredit({ entries: open, creditCents: 99_999, cents: 32_501 }), {
    code: 'more-than-open',
    openCents: 32_500,
    cents: 32_501,
  })
  assert.deepEqual(applyCredit({ ...wanted, cents: 0 }), { code: 'cents-not-positive', cents: 0 })
})

test('a refund is no more than was received', () => {
  const paid = append(open, receivePayment({ entries: open, paymentId: 'check-1', cents: 20_000 }))
  assert.deepEqual(refund({ entries: paid, cents: 20_001 }), {
    code: 'more-than-received',
    receivedCents: 20_000,
    cents: 20_001,
  })
  assert.deepEqual(refund({ entries: paid, cents: -1 }), { code: 'cents-not-positive', cents: -1 })
  assert.deepEqual(refund({ entries: paid, cents: 20_000 }), [
    { kind: 'refund', cents: 20_000, paymentId: null },
  ])
})

test('cancelling what is paid, also in part, is refused: that is a refund', () => {
  const paid = append(open, receivePayment({ entries: open, paymentId: 'check-1', cents: 100 }))
  assert.deepEqual(cancelCharge(paid), { code: 'money-is-here', receivedCents: 100 })
})

test("a payer's credit is what came in less what went out, and may be negative", () => {
  const before = [
    { kind: 'from-check', cents: 5_000 },
    { kind: 'from-order', cents: 2_500 },
    { kind: 'to-order', cents: 6_000 },
    { kind: 'paid-out', cents: 500 },
  ] as const
  assert.equal(creditBalance(before), 1_000)
  assert.equal(creditBalance([...before, { kind: 'taken-back', cents: 5_000 }]), -4_000)
})

const cents = fc.integer({ min: 1, max: 100_000 })

test('no payment ever leaves an order overpaid', () => {
  fc.assert(
    fc.property(cents, fc.array(cents), (chargeCents, payments) => {
      const ledger = payEach([charge(chargeCents)], payments)
      assert.equal(isOverpaid(ledger), false)
    }),
  )
})

test('every cent of a check is in exactly one place', () => {
  const orders = fc.array(fc.record({ chargeCents: cents, paidCents: fc.nat(100_000) }))
  fc.assert(
    fc.property(orders, fc.array(cents), fc.nat(500_000), (before, wishes, checkCents) => {
      const ledgers = before.map((each) => payEach([charge(each.chargeCents)], [each.paidCents]))
      const allocations = wishes
        .slice(0, ledgers.length)
        .map((wish, index) => ({ orderNumber: String(index), cents: wish }))
      const allocated = allocateCheck({ cents: checkCents, allocations })
      const wishedCents = allocations.reduce((sum, each) => sum + each.cents, 0)
      assert.equal('code' in allocated, wishedCents > checkCents)
      if ('code' in allocated) return
      let placedCents = allocated.creditCents
      for (const [index, allocation] of allocations.entries()) {
        const entries = ledgers[index] ?? []
        const paymentId = 'the-check'
        const added = receivePayment({ entries, paymentId, cents: allocation.cents })
        const keptCents = stillOpen(entries) - stillOpen([...entries, ...added])
        placedCents += keptCents + sumOf(added, 'credit-out')
      }
      assert.equal(placedCents, checkCents)
    }),
  )
})

test('reversing a payment restores the former balance, whatever was paid before and after', () => {
  fc.assert(
    fc.property(cents, fc.array(cents), cents, fc.array(cents), (owed, before, paid, after) => {
      const ledger = payEach([charge(owed)], before)
      const received = append(
        ledger,
        receivePayment({ entries: ledger, paymentId: 'bounces', cents: paid }),
      )
      const reversedAtOnce = append(
        received,
        reversePayment({ entries: received, paymentId: 'bounces' }),
      )
      assert.deepEqual(balanceOf(reversedAtOnce), balanceOf(ledger))

      const keptCents = balanceOf(ledger).openCents - balanceOf(received).openCents
      const later = payEach(received, after)
      const reversedLater = append(later, reversePayment({ entries: later, paymentId: 'bounces' }))
      assert.equal(balanceOf(reversedLater).openCents, balanceOf(later).openCents + keptCents)
    }),
  )
})

test('credit passed on and taken back comes to nothing', () => {
  fc.assert(
    fc.property(cents, cents, (owed, paid) => {
      const ledger = payEach([charge(owed)], [paid])
      const reversed = append(ledger, reversePayment({ entries: ledger, paymentId: '0' }))
      assert.equal(sumOf(reversed, 'credit-out'), sumOf(reversed, 'credit-in'))
    }),
  )
})

function payEach(ledger: LedgerEntry[], payments: readonly number[]): LedgerEntry[] {
  return payments.reduce((entries, cents, index) => {
    return append(entries, receivePayment({ entries, paymentId: String(index), cents }))
  }, ledger)
}

function append(
  entries: readonly LedgerEntry[],
  added: LedgerEntry[] | { code: string },
): LedgerEntry[] {
  assert.ok(Array.isArray(added), JSON.stringify(added))
  return [...entries, ...added]
}

function sumOf(entries: readonly LedgerEntry[], kind: LedgerEntry['kind']): number {
  return entries.filter((each) => each.kind === kind).reduce((sum, each) => sum + each.cents, 0)
}
