import { balanceOf, type LedgerEntry, stillOpen, sumOfKind } from './ledger.ts'
import { sumCents } from './money.ts'

/** What moved on a payer's credit; cents are never negative, the kind says which way they go. */
export type CreditEntry = { kind: keyof typeof CREDIT_EFFECTS; cents: number }

const CREDIT_EFFECTS = {
  /** The rest of a check that no order took. */
  'from-check': 1,
  /** What was too much on an order. */
  'from-order': 1,
  /** Applied to an order. */
  'to-order': -1,
  /** Paid out to the payer. */
  'paid-out': -1,
  /** Taken back with a check that bounced or was typed wrongly, or that an order took after all. */
  'taken-back': -1,
} as const

export type Allocation = { orderNumber: string; cents: number }

export type AllocationRefusal =
  | { code: 'allocation-not-positive'; orderNumber: string; cents: number }
  | { code: 'order-allocated-twice'; orderNumber: string }
  | { code: 'allocations-exceed-check'; checkCents: number; allocatedCents: number }

/** A payer's credit, derived; a reversal may leave it negative, which is a task for a person. */
export function creditBalance(entries: readonly CreditEntry[]): number {
  return sumCents(entries.map(({ kind, cents }) => CREDIT_EFFECTS[kind] * cents))
}

/** Spreads a check over orders, possibly none: what they do not take is the payer's credit. */
export function allocateCheck(check: {
  cents: number
  allocations: readonly Allocation[]
}): { creditCents: number } | AllocationRefusal {
  const seen = new Set<string>()
  for (const { orderNumber, cents } of check.allocations) {
    if (!isPositive(cents)) return { code: 'allocation-not-positive', orderNumber, cents }
    if (seen.has(orderNumber)) return { code: 'order-allocated-twice', orderNumber }
    seen.add(orderNumber)
  }
  const allocatedCents = sumCents(check.allocations.map((each) => each.cents))
  return allocatedCents <= check.cents
    ? { creditCents: check.cents - allocatedCents }
    : { code: 'allocations-exceed-check', checkCents: check.cents, allocatedCents }
}

/**
 * The entries by which an order takes a payment: what is more than is open, which on a closed
 * order is all of it, goes on as credit.
 */
export function receivePayment(received: {
  entries: readonly LedgerEntry[]
  paymentId: string
  cents: number
}): LedgerEntry[] {
  const { paymentId, cents } = received
  const tooMuchCents = Math.max(0, cents - stillOpen(received.entries))
  return withoutZeros([
    { kind: 'payment', cents, paymentId },
    { kind: 'credit-out', cents: tooMuchCents, paymentId },
  ])
}

/**
 * The entries that undo one payment on one order, also years later: the order owes again what it
 * kept of it, and what it had passed on or given away is taken back from the credit, even below
 * zero. What other payments did stays.
 */
export function reversePayment(reversed: {
  entries: readonly LedgerEntry[]
  paymentId: string
}): LedgerEntry[] | { code: 'payment-not-on-order' | 'payment-already-reversed' } {
  const { paymentId } = reversed
  const entries = reversed.entries.filter((entry) => entry.paymentId === paymentId)
  const paidCents = sumOfKind(entries, 'payment')
  if (paidCents === 0) return { code: 'payment-not-on-order' }
  const cents = paidCents - sumOfKind(entries, 'reversal')
  if (cents === 0) return { code: 'payment-already-reversed' }
  const passedOnCents = sumOfKind(entries, 'credit-out') - sumOfKind(entries, 'credit-in')
  const keptCents = balanceOf(reversed.entries).receivedCents + passedOnCents
  const gaveAwayCents = Math.max(0, cents - keptCents)
  return withoutZeros([
    { kind: 'reversal', cents, paymentId },
    { kind: 'credit-in', cents: passedOnCents + gaveAwayCents, paymentId },
  ])
}

/** The entry by which credit pays an order: no more than there is, and than is open. */
export function applyCredit(applied: {
  entries: readonly LedgerEntry[]
  creditCents: number
  cents: number
}):
  | LedgerEntry[]
  | { code: 'cents-not-positive'; cents: number }
  | { code: 'credit-too-small'; creditCents: number; cents: number }
  | { code: 'more-than-open'; openCents: number; cents: number } {
  const { creditCents, cents } = applied
  const openCents = stillOpen(applied.entries)
  if (!isPositive(cents)) return { code: 'cents-not-positive', cents }
  if (cents > creditCents) return { code: 'credit-too-small', creditCents, cents }
  if (cents > openCents) return { code: 'more-than-open', openCents, cents }
  return [{ kind: 'credit-in', cents, paymentId: null }]
}

/** The entry that gives back money for what was bought: no more than the order has received. */
export function refund(refunded: {
  entries: readonly LedgerEntry[]
  cents: number
}):
  | LedgerEntry[]
  | { code: 'cents-not-positive'; cents: number }
  | { code: 'more-than-received'; receivedCents: number; cents: number } {
  const { cents } = refunded
  const receivedCents = Math.max(0, balanceOf(refunded.entries).receivedCents)
  if (!isPositive(cents)) return { code: 'cents-not-positive', cents }
  if (cents > receivedCents) return { code: 'more-than-received', receivedCents, cents }
  return [{ kind: 'refund', cents, paymentId: null }]
}

/** The entry that takes the whole charge back; refused once money is here: that is a refund. */
export function cancelCharge(
  entries: readonly LedgerEntry[],
): LedgerEntry[] | { code: 'money-is-here'; receivedCents: number } {
  const { owedCents, receivedCents } = balanceOf(entries)
  if (receivedCents > 0) return { code: 'money-is-here', receivedCents }
  return withoutZeros([{ kind: 'credit-note', cents: owedCents, paymentId: null }])
}

/** The entries by which an order owes nothing and keeps nothing: what it received goes on as credit. */
export function turnIntoCredit(entries: readonly LedgerEntry[]): LedgerEntry[] {
  const { owedCents, receivedCents } = balanceOf(entries)
  return withoutZeros([
    { kind: 'credit-note', cents: owedCents, paymentId: null },
    { kind: 'credit-out', cents: receivedCents, paymentId: null },
  ])
}

/** The entry that gives up what is still open. */
export function writeOff(entries: readonly LedgerEntry[]): LedgerEntry[] {
  return withoutZeros([{ kind: 'write-off', cents: stillOpen(entries), paymentId: null }])
}

/** The entry that makes owed again what was written off, so that late money can pay it. */
export function reinstate(
  entries: readonly LedgerEntry[],
): LedgerEntry[] | { code: 'nothing-written-off' } {
  const cents = sumOfKind(entries, 'write-off') - sumOfKind(entries, 'reinstatement')
  if (cents <= 0) return { code: 'nothing-written-off' }
  return [{ kind: 'reinstatement', cents, paymentId: null }]
}

function isPositive(cents: number): boolean {
  return Number.isInteger(cents) && cents > 0
}

function withoutZeros(entries: readonly LedgerEntry[]): LedgerEntry[] {
  return entries.filter((entry) => entry.cents > 0)
}
