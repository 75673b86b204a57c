import type { CardRefund } from './card.ts'
import { balanceOf, type LedgerEntry, sumOfKind } from './ledger.ts'
import { sumCents } from './money.ts'
import type { PlacedOrder } from './order-state.ts'

type Money = Pick<PlacedOrder, 'ledger' | 'card'>

/** Cents of a card payment that go back: of what the order kept, and of what had become credit. */
export interface Shares {
  boughtCents: number
  creditCents: number
}

/** What we decided to refund goes back from what was bought first; what somebody refunds at Stripe, from credit. */
export function sharesOfRefund(
  order: Money,
  { payment, request, cents, purpose }: CardRefund,
): Shares {
  if (purpose === 'credit') return { boughtCents: 0, creditCents: cents }
  return request === null
    ? sharesOfTaken(order, payment, cents)
    : sharesOfBought(order, payment, cents)
}

/** A refund that we decided on for what was bought; what the order has not kept of it is the holder's debt. */
function sharesOfBought(order: Money, payment: string, cents: number): Shares {
  const boughtCents = Math.min(cents, keptOf(order, payment))
  return { boughtCents, creditCents: cents - boughtCents }
}

/**
 * What somebody else takes of a payment, at Stripe's dashboard or by a dispute: what had become credit first, so that the
 * order stays as it is where that is enough; then what the order kept.
 */
export function sharesOfTaken(order: Money, payment: string, cents: number): Shares {
  const creditFirstCents = Math.min(cents, creditLeftOf(order, payment))
  const { boughtCents } = sharesOfBought(order, payment, cents - creditFirstCents)
  return { boughtCents, creditCents: cents - boughtCents }
}

/** What can go back onto the card of a payment; nothing while its bank has the money, and null where it is not here. */
export function refundableOnCard({ card }: Money, payment: string): number | null {
  const paid = card.payments.find((one) => one.payment === payment)
  if (paid === undefined) return null
  const isTaken = card.disputes.some((one) => one.payment === payment && one.state !== 'won')
  if (isTaken) return 0
  const asked = card.refundsAsked.filter((one) => one.payment === payment)
  return Math.max(0, paid.cents - sentBack({ card }, payment) - sumOf(asked))
}

/** What Stripe still has of a payment: neither refunded nor lost in a dispute. */
export function leftAtStripe({ card, ledger }: Money, payment: string): number {
  const paid = card.payments.find((one) => one.payment === payment)?.cents ?? 0
  const lostCents = sumOfKind(entriesOf({ ledger }, payment), 'reversal')
  return Math.max(0, paid - sentBack({ card }, payment) - lostCents)
}

/** What an order kept of one payment: not passed on as credit, not taken back, not given back in another way. */
export function keptOf({ ledger }: Pick<Money, 'ledger'>, payment: string): number {
  const own = balanceOf(entriesOf({ ledger }, payment)).receivedCents
  return Math.max(0, Math.min(own, balanceOf(ledger).receivedCents))
}

/** What became credit of a payment and was not given back onto its card. */
function creditLeftOf({ ledger, card }: Money, payment: string): number {
  const own = entriesOf({ ledger }, payment)
  const passedOnCents = sumOfKind(own, 'credit-out') - sumOfKind(own, 'credit-in')
  const underWay = [
    ...card.refunds.filter(({ state }) => state === 'pending'),
    ...card.refundsAsked,
  ].filter((one) => one.payment === payment && one.purpose === 'credit')
  const arrived = card.refunds.filter((one) => one.payment === payment && one.state === 'succeeded')
  const paid = card.payments.find((one) => one.payment === payment)?.cents ?? 0
  const hereCents = paid - sumOfKind(own, 'reversal') - sumOf(arrived) - sumOf(underWay)
  return Math.max(0, Math.min(passedOnCents, hereCents - balanceOf(own).receivedCents))
}

function sentBack({ card }: Pick<Money, 'card'>, payment: string): number {
  return sumOf(card.refunds.filter((one) => one.payment === payment && one.state !== 'failed'))
}

function entriesOf({ ledger }: Pick<Money, 'ledger'>, payment: string): LedgerEntry[] {
  return ledger.filter(({ paymentId }) => paymentId === payment)
}

function sumOf(parts: readonly { cents: number }[]): number {
  return sumCents(parts.map(({ cents }) => cents))
}
