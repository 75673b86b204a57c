import type { typesActedOn } from '../../domain/stripe-event.ts'

/** What an event of Stripe says, for who reads what happened to an order. */
const events: Record<(typeof typesActedOn)[number], string> = {
  'checkout.session.completed': 'the page for paying was completed',
  'checkout.session.async_payment_succeeded': 'a payment from a bank account came through',
  'checkout.session.async_payment_failed': 'a payment from a bank account failed',
  'checkout.session.expired': 'the page for paying has expired',
  'payment_intent.succeeded': 'a payment came through',
  'payment_intent.payment_failed': 'a payment was declined',
  'charge.succeeded': 'a card was charged',
  'charge.refunded': 'a charge was refunded',
  'charge.refund.updated': 'a refund has changed',
  'refund.created': 'a refund was made',
  'refund.updated': 'a refund has changed',
  'refund.failed': 'a refund failed',
  'charge.dispute.created': 'a payment is disputed',
  'charge.dispute.updated': 'a dispute has changed',
  'charge.dispute.closed': 'a dispute was decided',
  'charge.dispute.funds_withdrawn': 'the money of a dispute was taken back',
  'charge.dispute.funds_reinstated': 'the money of a dispute was returned',
}

/** Why Stripe was asked where no event said so. */
const reasons: Record<string, string> = {
  again: 'asked for what is new beyond that',
  asked: 'asked where the money stands',
  poll: 'asked how a page for paying stands',
  reconciliation: 'asked for a payment that was not booked',
  request: 'asked what became of what was wanted',
  return: 'asked, for the buyer came back from the page for paying',
}

/** What an order heard of Stripe, or why it asked: by the type of the event, else by the reason. */
export function stripeWords(about: string | null): string {
  const said = { ...reasons, ...events }[about ?? 'asked']
  return `Stripe: ${said ?? `${about}, which changes nothing`}`
}
