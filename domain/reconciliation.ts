/** A payment intent at Stripe, as far as it is compared with what is booked. */
export interface IntentSeen {
  intent: string
  /** The order that its metadata names; null where it names none. */
  order: string | null
  hasSucceeded: boolean
  /** What was received of it. */
  cents: number
  /** ISO 4217 in lower case. */
  currency: string
}

/** How Stripe's list of payments and our books may differ. */
export type Difference =
  /** Paid at Stripe for no order of ours. */
  | 'not-ours'
  /** Booked for another order than the payment names. */
  | 'other-order'
  | 'other-cents'
  | 'other-currency'
  /** Booked here, and Stripe does not list it. */
  | 'not-at-stripe'

/** What is compared: one run of every night. Instants are ISO. */
export interface Comparing {
  id: string
  fromAt: string
  beganAt: string
}

/** The currency of every order. */
export const currency = 'usd'
