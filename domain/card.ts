/** Stripe's hosted page for one order: still to be paid, paid, or closed without a payment. */
export type CheckoutState = 'open' | 'complete' | 'expired'

/** A refund at Stripe goes on its way, arrives, or comes back. */
export type RefundState = 'pending' | 'succeeded' | 'failed'

/** What a refund gives back: what was bought, or credit that was too much. */
export type RefundPurpose = 'bought' | 'credit'

export type DisputeState = 'open' | 'won' | 'lost'

/** A card payment that succeeded. */
export interface CardPayment {
  /** Our id of it, derived from the payment intent's, so that the same one is recorded once. */
  payment: string
  intent: string
  charge: string | null
  cents: number
  /** ISO 4217 in lower case, as Stripe says it. */
  currency: string
  receivedAt: string
  /** The customer and card at Stripe that a later renewal may be charged to; null where none was kept. */
  savedCard: { customer: string; paymentMethod: string } | null
}

export interface CardRefund {
  refund: string
  payment: string
  /** Our request for it; null where somebody refunded at Stripe itself. */
  request: string | null
  cents: number
  purpose: RefundPurpose
  state: RefundState
}

export interface CardDispute {
  dispute: string
  payment: string
  cents: number
  /** Stripe's word, such as `fraudulent`. */
  reason: string
  state: DisputeState
}

/** What Stripe says of an order's money when it is asked: ids, cents, enums and instants, nothing of a person. */
export interface CardTruth {
  /** The position of the last submission for the order that was stored when Stripe was asked. */
  upTo: number
  checkouts: { session: string; state: CheckoutState }[]
  payments: CardPayment[]
  refunds: CardRefund[]
  disputes: CardDispute[]
}

/** What we have booked of it, with what we still ask Stripe for. */
export interface CardBooks {
  /** The latest hosted page; null where none was made yet. */
  checkout: { session: string; state: CheckoutState; cents: number } | null
  /** Whether Stripe is being asked for a page or a charge just now. */
  isAsking: boolean
  /** Pages and charges asked for so far, which number the next one's key. */
  asked: number
  payments: Pick<CardPayment, 'payment' | 'intent' | 'cents'>[]
  refunds: CardRefund[]
  /** Refunds that are decided and of which Stripe has said nothing yet. */
  refundsAsked: { request: string; payment: string; cents: number; purpose: RefundPurpose }[]
  /** Refunds that Stripe refused, of which the order has not taken note yet. */
  refundsRefused: { request: string; payment: string; cents: number; purpose: RefundPurpose }[]
  disputes: CardDispute[]
  /** The dates on which the saved card was declined, oldest first. */
  declinedOn: string[]
}

export const noCardBooks: CardBooks = {
  checkout: null,
  isAsking: false,
  asked: 0,
  payments: [],
  refunds: [],
  refundsAsked: [],
  refundsRefused: [],
  disputes: [],
  declinedOn: [],
}
