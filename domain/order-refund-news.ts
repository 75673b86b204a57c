import type { CardRefund, CardTruth } from './card.ts'
import { sharesOfRefund } from './card-shares.ts'
import type { LedgerEntry } from './ledger.ts'
import { givenBack, notReturned, returned } from './order-refund.ts'
import type { PassNews, PlacedOrder } from './order-state.ts'
import type { Effect } from './process.ts'

/** What Stripe says of one refund: on its way, there, or come back. */
export interface BookRefund extends Effect<'bookRefund'> {
  after: PlacedOrder['stage']
  refund: CardRefund
  entries: LedgerEntry[]
  /** What moves on the holder's credit: given back by hand at Stripe, or come back from there. */
  credit: PlacedOrder['credit']
  creditMove: { kind: 'paid-out' | 'from-order'; cents: number } | null
  isNews: 'sent' | 'came-back' | null
  endsAccess: boolean
  news: PassNews | null
}

/** The first refund of which Stripe says something new; a state never goes back. */
export function newsOfRefund(
  order: PlacedOrder,
  { refunds }: CardTruth,
  at: string,
): BookRefund | null {
  const told = refunds.find((one) => isNews(order, one))
  if (told === undefined) return null
  const refund = { ...told, ...decidedOf(order, told) }
  if (refund.state === 'pending') return { ...unmoved(order, refund), isNews: null }
  return refund.state === 'succeeded'
    ? bookSent(order, refund, at)
    : bookReturned(order, refund, bookedOf(order, refund)?.state === 'succeeded')
}

/** A refund that has reached the payer; credit that we decided to give back was booked with the decision. */
function bookSent(order: PlacedOrder, refund: CardRefund, at: string): BookRefund {
  if (refund.purpose === 'credit') return { ...unmoved(order, refund), isNews: 'sent' }
  const { boughtCents, creditCents } = sharesOfRefund(order, refund)
  const entries: LedgerEntry[] =
    boughtCents > 0 ? [{ kind: 'refund', cents: boughtCents, paymentId: refund.payment }] : []
  return {
    ...unmoved(order, refund),
    ...givenBack(order, entries, { at, isDecided: refund.request !== null }),
    creditMove: creditCents > 0 ? { kind: 'paid-out', cents: creditCents } : null,
    isNews: 'sent',
  }
}

/** A refund that came back: what was booked as given is the holder's credit, which a person sends another way. */
function bookReturned(order: PlacedOrder, refund: CardRefund, wasSent: boolean): BookRefund {
  const wasBooked = wasSent || refund.purpose === 'credit'
  const { entries, returnsCreditCents: cents } = wasBooked
    ? returned(refund.payment, refund.cents)
    : notReturned
  return {
    ...unmoved(order, refund),
    entries,
    creditMove: cents > 0 ? { kind: 'from-order', cents } : null,
    isNews: 'came-back',
  }
}

function unmoved(order: PlacedOrder, refund: CardRefund): Omit<BookRefund, 'isNews'> {
  return {
    write: 'bookRefund',
    after: order.stage,
    refund,
    entries: [],
    credit: order.credit,
    creditMove: null,
    endsAccess: false,
    news: null,
  }
}

function isNews(order: PlacedOrder, refund: CardRefund): boolean {
  if (!order.card.payments.some(({ payment }) => payment === refund.payment)) return false
  const rank: Record<CardRefund['state'], number> = { pending: 1, succeeded: 2, failed: 3 }
  const booked = bookedOf(order, refund)
  return booked === undefined || rank[refund.state] > rank[booked.state]
}

function bookedOf({ card }: PlacedOrder, { refund }: CardRefund): CardRefund | undefined {
  return card.refunds.find((booked) => booked.refund === refund)
}

/** Our request behind a refund and what it is for; the word of whoever wrote its metadata is not taken. */
function decidedOf(
  order: PlacedOrder,
  refund: CardRefund,
): Pick<CardRefund, 'request' | 'purpose'> {
  const { refunds, refundsAsked, refundsRefused } = order.card
  const booked = bookedOf(order, refund)
  if (booked !== undefined) return { request: booked.request, purpose: booked.purpose }
  const isTaken = refunds.some(({ request }) => request === refund.request)
  const decided = [...refundsAsked, ...refundsRefused].find(
    ({ request, payment }) => request === refund.request && payment === refund.payment,
  )
  return decided === undefined || isTaken
    ? { request: null, purpose: 'bought' }
    : { request: decided.request, purpose: decided.purpose }
}
