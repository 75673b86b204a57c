import type { CardBooks, CardPayment, CardTruth, CheckoutState } from './card.ts'
import { isPaid, type LedgerEntry, stillOpen, sumOfKind } from './ledger.ts'
import { newsOfDispute, type OrderDisputeEffect } from './order-dispute.ts'
import { type Moved, paidWith, type Statement } from './order-money.ts'
import type { OrderRefundEffect } from './order-refund.ts'
import { type BookRefund, newsOfRefund } from './order-refund-news.ts'
import { already, isBeforeCard, isClosed, isPaidStage, type PlacedOrder } from './order-state.ts'
import type { Effect, Refusal } from './process.ts'
import * as settlement from './settlement.ts'

type Stage = PlacedOrder['stage']

/** A page at Stripe of which more is known now. */
export interface CheckoutSeen {
  session: string
  state: CheckoutState
}

/** The order is to be paid by card: Stripe is asked for a page for what is open. */
export interface AskCheckout extends Effect<'askCheckout'> {
  after: Stage
  cents: number
  /** Which request of this order it is, for its key. */
  nth: number
  entries: LedgerEntry[]
}

/** A card payment is here; what is too much, or came for a closed order, is credit of the holder. */
export interface TakeCardPayment extends Effect<'takeCardPayment'>, Moved {
  payment: CardPayment
  creditCents: number
  credit: PlacedOrder['credit']
  issues: boolean
  wasOnHold: boolean
  statement: Statement
  checkouts: CheckoutSeen[]
}

export interface KeepCardPayment extends Effect<'keepCardPayment'> {
  after: Stage
  entries: LedgerEntry[]
  payment: CardPayment
  creditCents: number
  credit: PlacedOrder['credit']
  checkouts: CheckoutSeen[]
}

/** Nothing of the money is new; where every page is closed and none was paid, the order has expired. */
export interface NoteCheckouts extends Effect<'noteCheckouts'> {
  after: Stage
  checkouts: CheckoutSeen[]
  expires: boolean
  /** Whatever Stripe had told until then is heard with it. */
  upTo: number
}

export type OrderCardEffect =
  | AskCheckout
  | TakeCardPayment
  | KeepCardPayment
  | NoteCheckouts
  | OrderRefundEffect
  | BookRefund
  | OrderDisputeEffect

/** Lets whoever owes pay by card instead; what was agreed before stands until the money is here. */
export function switchToCard(order: PlacedOrder): AskCheckout | Refusal {
  const { card, stage, ledger, totalCents } = order
  const isQuoted = stage === 'quoted'
  if (isClosed(order) || isPaidStage(stage)) return already(order)
  if (card.isAsking) return { refused: 'card-being-asked' }
  const entries: LedgerEntry[] = isQuoted
    ? [{ kind: 'charge', cents: totalCents, paymentId: null }]
    : []
  const cents = stillOpen([...ledger, ...entries])
  if (cents === 0) return { refused: 'nothing-to-pay' }
  if (isUnknown(card)) return { refused: 'card-result-unknown' }
  if (card.checkout?.state === 'open' && card.checkout.cents === cents) {
    return { refused: 'checkout-open' }
  }
  const waitsForCard = isQuoted || stage.startsWith('po-') || isBeforeCard(order)
  return {
    write: 'askCheckout',
    after: waitsForCard ? 'awaiting-card' : stage,
    cents,
    nth: card.asked + 1,
    entries,
  }
}

/** What comes of asking Stripe. */
export type HeardEffect =
  | TakeCardPayment
  | KeepCardPayment
  | NoteCheckouts
  | BookRefund
  | OrderDisputeEffect

/** What Stripe says of an order, one piece of news at a time, payments before what takes them back. */
export function hearStripe(
  order: PlacedOrder,
  truth: CardTruth | null,
  at: string,
): HeardEffect | Refusal {
  if (truth === null) return { refused: 'stripe-knows-nothing' }
  const payment = truth.payments.find(({ payment }) => !isBooked(order.card, payment))
  if (payment !== undefined) return takeCardPayment(order, payment, truth, at)
  return (
    newsOfRefund(order, truth, at) ?? newsOfDispute(order, truth, at) ?? noteCheckouts(order, truth)
  )
}

function takeCardPayment(
  order: PlacedOrder,
  payment: CardPayment,
  truth: CardTruth,
  at: string,
): TakeCardPayment | KeepCardPayment {
  const { credit } = order
  const entries = settlement.receivePayment({
    entries: order.ledger,
    paymentId: payment.payment,
    cents: payment.cents,
  })
  const creditCents = sumOfKind(entries, 'credit-out')
  const booked = { payment, creditCents, credit, checkouts: seen(truth) }
  if (isClosed(order) || order.stage === 'quoted') {
    return { write: 'keepCardPayment', after: order.stage, entries, ...booked }
  }
  return { write: 'takeCardPayment', ...booked, ...paidWith(order, entries, at) }
}

/**
 * An order that only waits for its buyer's card expires when its pages are closed; money that comes later revives it.
 * The renewal of a pass has no page: it ends with the last decline.
 */
function noteCheckouts(order: PlacedOrder, truth: CardTruth): NoteCheckouts {
  const { card, stage, paysBy, ledger } = order
  const isOver = truth.checkouts.every(isExpired)
  const waits = stage === 'awaiting-card' && paysBy === 'card' && card.payments.length === 0
  const expires = waits && isOver && !card.isAsking && !isPaid(ledger)
  return {
    write: 'noteCheckouts',
    after: expires ? 'expired' : stage,
    checkouts: seen(truth),
    expires,
    upTo: truth.upTo,
  }
}

/** A page that was paid while the payment has not been told yet: nobody is asked to pay again until it is. */
function isUnknown({ checkout, payments }: CardBooks): boolean {
  return checkout?.state === 'complete' && payments.length === 0
}

function isBooked({ payments }: CardBooks, payment: string): boolean {
  return payments.some((booked) => booked.payment === payment)
}

function isExpired({ state }: CheckoutSeen): boolean {
  return state === 'expired'
}

function seen({ checkouts }: CardTruth): CheckoutSeen[] {
  return checkouts.filter(({ state }) => state !== 'open')
}
