import { addDays, latestDate } from './date.ts'
import { LONGEST_EXPECTATION_DAYS } from './dunning.ts'
import { isPaid, type LedgerEntry } from './ledger.ts'
import {
  already,
  isBeforeCard,
  isClosed,
  isQuoted,
  type Opens,
  opensNow,
  type PassNews,
  type PlacedOrder,
  passNews,
  stageWith,
} from './order-state.ts'
import type { Effect, Refusal } from './process.ts'

type Stage = PlacedOrder['stage']

export interface AcceptPurchaseOrder extends Effect<'acceptPurchaseOrder'> {
  after: Stage
  opens: Opens[]
}

export type DeclinePurchaseOrder = Effect<'declinePurchaseOrder'>

export interface PayByInvoice extends Effect<'payByInvoice'> {
  after: Stage
}

/** The invoice is void and another one takes its place; before there is one, only the order changes. */
export type Readdress = (Effect<'changeBillTo'> | Effect<'changePurchaseOrderNumber'>) & {
  after: Stage
  entries: LedgerEntry[]
  reissues: boolean
  requotes: boolean
}

export interface ExtendDue extends Effect<'extendDue'> {
  after: Stage
  dueOn: string
  opens: Opens[]
  news: PassNews | null
  wasOnHold: boolean
}

export interface ReleaseAccess extends Effect<'releaseAccess'> {
  opens: Opens[]
  news: PassNews | null
}

/** Takes a purchase order as a promise to pay: people may attend, and the invoice goes out. */
export function acceptPurchaseOrder(order: PlacedOrder, at: string): AcceptPurchaseOrder | Refusal {
  if (order.paysBy !== 'purchase-order') return { refused: 'no-purchase-order' }
  if (order.stage !== 'po-submitted') return already(order)
  return { write: 'acceptPurchaseOrder', after: stageWith(order, [], at), opens: ['live'] }
}

export function declinePurchaseOrder(order: PlacedOrder): DeclinePurchaseOrder | Refusal {
  if (order.paysBy !== 'purchase-order') return { refused: 'no-purchase-order' }
  return order.stage === 'po-submitted' ? { write: 'declinePurchaseOrder' } : already(order)
}

/** Instead of a declined purchase order, or of a card: an invoice, and access when it is paid. */
export function payByInvoice(order: PlacedOrder, at: string): PayByInvoice | Refusal {
  const waits = order.stage === 'po-declined' || isBeforeCard(order)
  if (!waits) return { refused: 'no-invoice-now', stage: order.stage }
  return { write: 'payByInvoice', after: stageWith({ ...order, paysBy: 'invoice' }, [], at) }
}

/** Addresses the invoice anew: a credit note and a new invoice under a new number, due when the old one was. */
export function readdress(order: PlacedOrder, write: Readdress['write']): Readdress | Refusal {
  if (isClosed(order)) return already(order)
  const { stage, totalCents, isInvoiced } = order
  if (order.paysBy === 'free') return { refused: 'nothing-to-pay' }
  if (write === 'changePurchaseOrderNumber' && stage === 'po-declined') return already(order)
  return {
    write,
    after: stage,
    entries: isInvoiced ? chargedAnew({ from: totalCents, to: totalCents }) : [],
    reissues: isInvoiced,
    requotes: isQuoted(order),
  }
}

/** A charge taken back and another one in its place. */
export function chargedAnew({ from, to }: { from: number; to: number }): LedgerEntry[] {
  return [
    { kind: 'credit-note', cents: from, paymentId: null },
    { kind: 'charge', cents: to, paymentId: null },
  ]
}

/** Moves the due date to a later one, which ends a hold: reminders begin again from there. */
export function extendDue(order: PlacedOrder, dueOn: string, at: string): ExtendDue | Refusal {
  const { dueOn: formerly } = order
  const today = order.asked.on
  if (isClosed(order) || isPaid(order.ledger)) return already(order)
  if (formerly === null) return { refused: 'not-invoiced' }
  if (dueOn <= latestDate(formerly, today)) {
    return { refused: 'due-not-later', formerly, today }
  }
  const latest = addDays(today, LONGEST_EXPECTATION_DAYS)
  if (dueOn > latest) return { refused: 'due-too-late', latest }
  const stage = stageWith(order, [], at, { overdueAt: null, onHoldAt: null })
  const opens = opensNow({ ...order, stage })
  const wasOnHold = order.stage === 'on-hold'
  return {
    write: 'extendDue',
    after: stage,
    dueOn,
    opens: wasOnHold ? opens : [],
    news: wasOnHold && opens.includes('recording') ? passNews(order, true) : null,
    wasOnHold,
  }
}

/** Opens everything before the money is here, or again after a payment was reversed, until a hold. */
export function releaseAccess(order: PlacedOrder): ReleaseAccess | Refusal {
  if (isClosed(order) || isPaid(order.ledger)) return already(order)
  if (order.stage === 'on-hold') return { refused: 'on-hold' }
  if (order.stage === 'po-submitted') return { refused: 'accept-first' }
  if (order.stage === 'po-declined') return already(order)
  const isOpen = order.releasedAt !== null && order.suspendsAt === null
  if (isOpen) return { refused: 'released-already', at: order.releasedAt }
  return { write: 'releaseAccess', opens: ['live', 'recording'], news: passNews(order, true) }
}
