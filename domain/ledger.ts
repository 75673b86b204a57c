import { isBefore } from './instant.ts'
import { sumCents } from './money.ts'

/**
 * What can happen to an order's money. The effect of each kind stands in one table: on what is
 * owed, and on what has been received. An order's ledger only ever grows.
 */
export type LedgerKind = keyof typeof EFFECTS

/** One fact of money on one order; cents are never negative, the kind says which way they go. */
export type LedgerEntry = {
  kind: LedgerKind
  cents: number
  /** The check or card payment that the entry belongs to; null where there is none. */
  paymentId: string | null
}

const EFFECTS = {
  /** The price of what was ordered. */
  charge: { owed: 1, received: 0 },
  /** What a check that bounced cost us, asked of who sent it. */
  fee: { owed: 1, received: 0 },
  /** A charge taken back: cancelled, re-priced, or invoiced anew; with a check, its fee waived. */
  'credit-note': { owed: -1, received: 0 },
  /** A check's share or a card payment that arrived. */
  payment: { owed: 0, received: 1 },
  /** A payment that bounced, was typed wrongly, or was lost in a dispute. */
  reversal: { owed: 0, received: -1 },
  /** Credit applied to this order. */
  'credit-in': { owed: 0, received: 1 },
  /** Money that was too much here and became credit. */
  'credit-out': { owed: 0, received: -1 },
  /** Money given back for what was bought: neither owed nor kept any longer. */
  refund: { owed: -1, received: -1 },
  /** A refund that the bank sent back: the money is here again, and nothing is owed for it. */
  'refund-returned': { owed: 0, received: 1 },
  /** What nobody expects any more. */
  'write-off': { owed: -1, received: 0 },
  /** A write-off taken back. */
  reinstatement: { owed: 1, received: 0 },
} as const

/** What an order owes, has received, and what is still open; open is negative when overpaid. */
export type Balance = { owedCents: number; receivedCents: number; openCents: number }

/** The state shown of an order that was invoiced, worst first. */
export type MoneyStage =
  | 'on-hold'
  | 'overdue'
  | 'part-paid'
  | 'invoiced'
  | 'written-off'
  | 'cancelled'
  | 'refunded'
  | 'part-refunded'
  | 'paid'

/** Derives an order's balance; the order of the entries does not matter. */
export function balanceOf(entries: readonly LedgerEntry[]): Balance {
  const owedCents = sumCents(entries.map(({ kind, cents }) => EFFECTS[kind].owed * cents))
  const receivedCents = sumCents(entries.map(({ kind, cents }) => EFFECTS[kind].received * cents))
  return { owedCents, receivedCents, openCents: owedCents - receivedCents }
}

/** What is still to be paid, in cents; never negative. */
export function stillOpen(entries: readonly LedgerEntry[]): number {
  return Math.max(0, balanceOf(entries).openCents)
}

/** Whether nothing is open, for whatever reason: paid, free, refunded, cancelled, written off. */
export function isSettled(entries: readonly LedgerEntry[]): boolean {
  return stillOpen(entries) === 0
}

/**
 * Whether what was bought is paid in full, or free: what opens the recording. No charge counts as
 * free, so a quote, which nobody owes for yet, must not be asked about.
 */
export function isPaid(entries: readonly LedgerEntry[]): boolean {
  return isSettled(entries) && ['paid', 'part-refunded'].includes(settledStage(entries))
}

/** Whether all but fees is paid: what is open stays open then, and what is not open waits for the fees. */
export function isPaidButForFees(entries: readonly LedgerEntry[]): boolean {
  return isPaid(entries.filter((entry) => !isOfFee(entry)))
}

/** What was asked for checks that bounced and not waived, in cents. */
export function feesOf(entries: readonly LedgerEntry[]): number {
  return balanceOf(entries.filter(isOfFee)).owedCents
}

/** What is still open of fees, by their checks, the latest first; money pays the price before them. */
export function openFees(entries: readonly LedgerEntry[]): { cents: number; paymentId: string }[] {
  let leftCents = stillOpen(entries)
  const checks = new Set(entries.filter(isOfFee).map(({ paymentId }) => paymentId))
  return [...checks].toReversed().flatMap((paymentId) => {
    const ofCheck = entries.filter((entry) => entry.paymentId === paymentId)
    const cents = Math.min(leftCents, feesOf(ofCheck))
    leftCents -= cents
    return paymentId !== null && cents > 0 ? [{ cents, paymentId }] : []
  })
}

/** Whether some of the money is here and some is still open. */
export function isPartPaid(entries: readonly LedgerEntry[]): boolean {
  return !isSettled(entries) && balanceOf(entries).receivedCents > 0
}

/** Whether there is more money here than is owed: credit and a task, never kept silently. */
export function isOverpaid(entries: readonly LedgerEntry[]): boolean {
  return balanceOf(entries).openCents < 0
}

/**
 * The state shown of an invoiced order at an instant: the worst that holds. Overdue counts from
 * overdueAt, a hold from onHoldAt (null where there was none); both end with the open balance.
 */
export function moneyStage(order: {
  entries: readonly LedgerEntry[]
  overdueAt: string | null
  onHoldAt: string | null
  at: string
}): MoneyStage {
  if (isSettled(order.entries)) return settledStage(order.entries)
  if (hasCome(order.onHoldAt, order.at)) return 'on-hold'
  if (hasCome(order.overdueAt, order.at)) return 'overdue'
  return isPartPaid(order.entries) ? 'part-paid' : 'invoiced'
}

/** Adds up the entries of one kind, in cents. */
export function sumOfKind(entries: readonly LedgerEntry[], kind: LedgerKind): number {
  return sumCents(entries.filter((entry) => entry.kind === kind).map((entry) => entry.cents))
}

function settledStage(entries: readonly LedgerEntry[]): MoneyStage {
  const refundedCents = sumOfKind(entries, 'refund')
  const chargedCents = sumOfKind(entries, 'charge') + sumOfKind(entries, 'fee')
  const writtenOffCents = sumOfKind(entries, 'write-off') - sumOfKind(entries, 'reinstatement')
  if (writtenOffCents > 0) return 'written-off'
  if (chargedCents > 0 && chargedCents === sumOfKind(entries, 'credit-note')) return 'cancelled'
  if (refundedCents === 0) return 'paid'
  return balanceOf(entries).owedCents > 0 ? 'part-refunded' : 'refunded'
}

/** A fee, or what was waived of one: the credit note that belongs to a check. */
function isOfFee({ kind, paymentId }: LedgerEntry): boolean {
  return kind === 'fee' || (kind === 'credit-note' && paymentId !== null)
}

function hasCome(instant: string | null, at: string): boolean {
  return instant !== null && !isBefore(at, instant)
}
