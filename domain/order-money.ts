import {
  balanceOf,
  isPaid,
  isPaidButForFees,
  type LedgerEntry,
  stillOpen,
  sumOfKind,
} from './ledger.ts'
import {
  already,
  isBeforeInvoice,
  isClosed,
  isPaidStage,
  isQuoted,
  type Opens,
  opensNow,
  type PassNews,
  type PlacedOrder,
  passNews,
  receivedCents,
  stageWith,
} from './order-state.ts'
import type { Effect, Refusal } from './process.ts'
import * as settlement from './settlement.ts'

type Credit = PlacedOrder['credit']
type Stage = PlacedOrder['stage']

/** What a step does to an order's money, and what that opens. */
export interface Moved {
  after: Stage
  entries: LedgerEntry[]
  opens: Opens[]
  news: PassNews | null
}

/** What a payer reads of a payment. */
export interface Statement {
  totalCents: number
  earlierCents: number
  openCents: number
}

export interface ReceivePayment extends Effect<'receivePayment'>, Moved {
  check: string
  cents: number
  /** What was too much, or came for a closed order: it is credit of the holder. */
  creditCents: number
  credit: Credit
  /** Money that pays it in full stands in for the acceptance of its purchase order. */
  issues: boolean
  wasOnHold: boolean
  statement: Statement
}

export interface KeepPayment extends Effect<'keepPayment'> {
  after: Stage
  entries: LedgerEntry[]
  check: string
  creditCents: number
  credit: Credit
}

export interface ReversePayment extends Effect<'reversePayment'> {
  after: Stage
  entries: LedgerEntry[]
  check: string
  reason: 'bounced' | 'typed-wrongly'
  reversedCents: number
  openCents: number
  /** What is asked because it bounced; a part of what is open. */
  feeCents: number
  /** What the order had passed on of it, taken back from the holder's credit. */
  takenBackCents: number
  credit: Credit
  /** Recordings were open and are suspended after ten days' notice. */
  givesNotice: boolean
}

export interface ApplyCredit extends Effect<'applyCredit'>, Moved {
  cents: number
  credit: Credit
  issues: boolean
  wasOnHold: boolean
  statement: Statement
}

export interface PayOutCredit extends Effect<'payOutCredit'> {
  cents: number
  credit: Credit
}

export interface CancelOrder extends Effect<'cancelOrder'> {
  entries: LedgerEntry[]
  news: PassNews | null
}

export interface WriteOff extends Effect<'writeOff'> {
  entries: LedgerEntry[]
  openCents: number
  news: PassNews | null
}

export interface ReinstateOrder extends Effect<'reinstateOrder'>, Moved {
  issues: boolean
}

/** Takes a check's share: to the last cent of what is open, the rest as credit; all of it where the order is closed. */
export function receivePayment(
  order: PlacedOrder,
  payment: { check: string; cents: number },
  at: string,
): ReceivePayment | KeepPayment {
  return isClosed(order) ? keepPayment(order, payment) : takePayment(order, payment, at)
}

/** Takes a check's share for what is open, and the rest of it as credit. */
export function takePayment(
  order: PlacedOrder,
  { check, cents }: { check: string; cents: number },
  at: string,
): ReceivePayment {
  const entries = settlement.receivePayment({ entries: order.ledger, paymentId: check, cents })
  return {
    write: 'receivePayment',
    check,
    cents,
    creditCents: sumOfKind(entries, 'credit-out'),
    credit: order.credit,
    ...paidWith(order, entries, at),
  }
}

/** Keeps a check's share as credit, where nobody owes it. */
export function keepPayment(
  order: PlacedOrder,
  { check, cents }: { check: string; cents: number },
): KeepPayment {
  const entries = settlement.receivePayment({ entries: order.ledger, paymentId: check, cents })
  return {
    write: 'keepPayment',
    after: order.stage,
    entries,
    check,
    creditCents: sumOfKind(entries, 'credit-out'),
    credit: order.credit,
  }
}

/** Takes back what one check paid, and nothing else; also years later. */
export function reversePayment(
  order: PlacedOrder,
  {
    check,
    reason,
    feeCents = 0,
  }: { check: string; reason: 'bounced' | 'typed-wrongly'; feeCents?: number },
  at: string,
): ReversePayment | Refusal {
  const takenBack = settlement.reversePayment({ entries: order.ledger, paymentId: check })
  if ('code' in takenBack) return { refused: takenBack.code }
  const fee = askFee(order, { check, cents: feeCents })
  const entries = [...takenBack, ...givenUpWith(order, takenBack), ...fee]
  const ledger = [...order.ledger, ...entries]
  const keepsStage = isBeforeInvoice(order) || isClosed(order)
  return {
    write: 'reversePayment',
    after: keepsStage ? order.stage : stageWith(order, entries, at),
    entries,
    check,
    reason,
    reversedCents: sumOfKind(entries, 'reversal') - sumOfKind(entries, 'credit-in'),
    openCents: stillOpen(ledger),
    feeCents: sumOfKind(fee, 'fee'),
    takenBackCents: sumOfKind(entries, 'credit-in'),
    credit: order.credit,
    givesNotice: isPaidButForFees(order.ledger) && !isPaidButForFees(ledger) && !isClosed(order),
  }
}

/** What the check cost is asked for with it; of an order that nobody owes for, nothing. */
function askFee(order: PlacedOrder, { check, cents }: { check: string; cents: number }) {
  const isAsked = cents > 0 && !isClosed(order) && !isQuoted(order)
  const fee: LedgerEntry[] = isAsked ? [{ kind: 'fee', cents, paymentId: check }] : []
  return fee
}

/** Of a written-off order nothing is expected any more, so what a reversal opens is given up with the rest. */
function givenUpWith(order: PlacedOrder, takenBack: LedgerEntry[]): LedgerEntry[] {
  return order.stage === 'written-off' ? settlement.writeOff([...order.ledger, ...takenBack]) : []
}

/** Pays with the holder's credit: no more than there is, and than is open. */
export function applyCredit(order: PlacedOrder, cents: number, at: string): ApplyCredit | Refusal {
  if (isClosed(order)) return already(order)
  const { credit } = order
  const entries = settlement.applyCredit({
    entries: order.ledger,
    creditCents: credit.cents,
    cents,
  })
  if ('code' in entries) {
    const { code, ...details } = entries
    return { refused: code, ...details }
  }
  return { write: 'applyCredit', cents, credit, ...paidWith(order, entries, at) }
}

/** Gives the holder's credit back to them; a person sends the money. */
export function payOutCredit({ credit }: PlacedOrder, cents: number): PayOutCredit | Refusal {
  if (cents > credit.cents) {
    return { refused: 'credit-too-small', creditCents: credit.cents, cents }
  }
  return { write: 'payOutCredit', cents, credit }
}

/** Ends an order for which no money is here; what is paid goes the way of a refund. */
export function cancelOrder(order: PlacedOrder): CancelOrder | Refusal {
  if (isClosed(order)) return already(order)
  const entries = settlement.cancelCharge(order.ledger)
  if ('code' in entries) return { refused: 'paid-so-refund', receivedCents: entries.receivedCents }
  // A pass that waits for its first payment is told too.
  const news =
    order.product === 'pass' && order.passTerm === null ? 'termReversed' : passNews(order, false)
  return { write: 'cancelOrder', entries, news }
}

/** Gives up what is open. */
export function writeOff(order: PlacedOrder): WriteOff | Refusal {
  if (isClosed(order) || isPaidStage(order.stage)) return already(order)
  if (!order.isInvoiced) return { refused: 'not-invoiced' }
  const entries = settlement.writeOff(order.ledger)
  const openCents = sumOfKind(entries, 'write-off')
  return { write: 'writeOff', entries, openCents, news: passNews(order, false) }
}

/** Takes up again what was cancelled or written off; its time to pay begins anew. */
export function reinstateOrder(order: PlacedOrder, at: string): ReinstateOrder | Refusal {
  if (!isClosed(order)) return { refused: 'not-closed', stage: order.stage }
  if (order.paysBy === 'quote') return { refused: 'quote-not-reinstated' }
  const entries =
    order.stage === 'cancelled' ? chargedAnew(order) : settlement.reinstate(order.ledger)
  if ('code' in entries) return already(order)
  const awaitsAcceptance = order.paysBy === 'purchase-order' && order.acceptedAt === null
  const isUninvoiced = awaitsAcceptance && order.stage === 'cancelled'
  const stage = isUninvoiced
    ? 'po-submitted'
    : stageWith(order, entries, at, { overdueAt: null, onHoldAt: null })
  const open: PlacedOrder = { ...order, stage, ledger: [...order.ledger, ...entries] }
  const opens = opensNow(open)
  return {
    write: 'reinstateOrder',
    after: stage,
    entries,
    opens,
    news: opens.includes('recording') ? passNews(order, true) : null,
    issues: order.stage === 'cancelled' && !isUninvoiced && order.totalCents > 0,
  }
}

function chargedAnew({ totalCents }: PlacedOrder): LedgerEntry[] {
  return totalCents > 0 ? [{ kind: 'charge', cents: totalCents, paymentId: null }] : []
}

/** Where an order stands with more money, and what that opens; a part leaves a purchase order waiting. */
export function paidWith(order: PlacedOrder, entries: LedgerEntry[], at: string) {
  const ledger = [...order.ledger, ...entries]
  const isInFull = isPaid(ledger)
  const waitsOn = isBeforeInvoice(order) && !isInFull
  const after = waitsOn ? order.stage : stageWith(order, entries, at)
  const wasPaid = isPaidStage(order.stage)
  const opens: Opens[] = isInFull && !wasPaid ? ['live', 'recording'] : []
  return {
    after,
    entries,
    opens,
    news: isInFull ? passNews(order, true) : null,
    issues: isBeforeInvoice(order) && isInFull,
    wasOnHold: order.stage === 'on-hold' && isInFull,
    statement: {
      totalCents: balanceOf(ledger).owedCents,
      earlierCents: receivedCents(order),
      openCents: stillOpen(ledger),
    },
  }
}

/** Money that has arrived for an order and was not given back. */
export function hasMoney(order: PlacedOrder): boolean {
  return receivedCents(order) > 0
}
