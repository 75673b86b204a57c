/** An event of Stripe, as far as it is looked at: what it is about, and nothing of a person. The truth is asked for anew. */
export interface HeardEvent {
  /** `evt_…`: each is stored once, for ever. */
  id: string
  type: string
  /** What it names, by which its order is found; null where it names none. */
  order: string | null
  intent: string | null
  session: string | null
}

/** The types that say something new about an order's money; all others are taken note of and change nothing. */
export const typesActedOn = [
  'checkout.session.completed',
  'checkout.session.async_payment_succeeded',
  'checkout.session.async_payment_failed',
  'checkout.session.expired',
  'payment_intent.succeeded',
  'payment_intent.payment_failed',
  'charge.succeeded',
  'charge.refunded',
  'charge.refund.updated',
  'refund.created',
  'refund.updated',
  'refund.failed',
  'charge.dispute.created',
  'charge.dispute.updated',
  'charge.dispute.closed',
  'charge.dispute.funds_withdrawn',
  'charge.dispute.funds_reinstated',
] as const

export function isActedOn(type: string): boolean {
  return typesActedOn.some((known) => known === type)
}
