import type { CardRefund, CardTruth } from './card.ts'
import { balanceOf, type LedgerEntry } from './ledger.ts'
import { sumCents } from './money.ts'
import { already, isClosed, type PassNews, type PlacedOrder, stageWith } from './order-state.ts'
import type { OrderLine } from './price.ts'
import type { Effect, Refusal } from './process.ts'
import * as settlement from './settlement.ts'

type Stage = PlacedOrder['stage']
type Credit = PlacedOrder['credit']

/** What an administrator gives back: everything, an amount, or some of a line, whose people leave. */
export type RefundWish = {
  /** By check even where it came by a card, such as when that card is no more. */
  byCheck: boolean
} & (
  | { what: 'whole' }
  | { what: 'amount'; cents: number }
  | { what: 'line'; line: number; quantity: number; leaving: string[] }
)

/** A part of a refund that goes back onto the card it came from. */
export interface CardPart {
  payment: string
  cents: number
}

/** The money goes back the way it came: onto cards when Stripe says so, by a check that a person sends. */
export interface RefundOrder extends Effect<'refundOrder'> {
  after: Stage
  cents: number
  byCard: CardPart[]
  byCheckCents: number
  /** What is booked now: the part by check. */
  entries: LedgerEntry[]
  /** Seats whose people leave, and how many seats are left; null where none do. */
  leaving: string[]
  seatsLeft: number | null
  endsAccess: boolean
  news: PassNews | null
}

/** Credit that came by a card goes back onto it, and the order stays as it is. */
export interface RefundCredit extends Effect<'refundCredit'> {
  payment: string
  cents: number
  credit: Credit
}

export type RefundSent = Effect<'refundSent'>

/** What Stripe says of one refund: on its way, there, or come back. */
export interface BookRefund extends Effect<'bookRefund'> {
  after: Stage
  refund: CardRefund
  entries: LedgerEntry[]
  /** What moves on the holder's credit: given back by hand at Stripe, or come back from there. */
  credit: Credit
  creditMove: { kind: 'paid-out' | 'from-order'; cents: number } | null
  isNews: 'sent' | 'came-back' | null
  endsAccess: boolean
  news: PassNews | null
}

/** Stripe refuses a refund that was decided; what was set aside for it is there again. */
export interface NoteRefundRefused extends Effect<'noteRefundRefused'> {
  request: string
  cents: number
  credit: Credit
  returnsCreditCents: number
}

export type OrderRefundEffect =
  | RefundOrder
  | RefundCredit
  | RefundSent
  | BookRefund
  | NoteRefundRefused

/** Gives back money for what was bought: no more than is here and not on its way back already. */
export function refundOrder(
  order: PlacedOrder,
  wish: RefundWish,
  at: string,
): RefundOrder | Refusal {
  if (isClosed(order)) return already(order)
  const availableCents = refundable(order)
  if (availableCents === 0) return { refused: 'nothing-to-refund' }
  const cents = centsOf(order, wish, availableCents)
  if (typeof cents === 'object') return cents
  if (cents > availableCents) return { refused: 'more-than-received', availableCents, cents }
  const { byCard, byCheckCents } = wish.byCheck
    ? { byCard: [], byCheckCents: cents }
    : waysBack(order, cents)
  const entries =
    byCheckCents > 0 ? settlement.refund({ entries: order.ledger, cents: byCheckCents }) : []
  if ('code' in entries) return { refused: entries.code, availableCents, cents }
  const after = byCheckCents > 0 ? stageWith(order, entries, at) : order.stage
  const leaving = wish.what === 'line' ? wish.leaving : []
  return {
    write: 'refundOrder',
    after,
    cents,
    byCard,
    byCheckCents,
    entries,
    leaving,
    seatsLeft: wish.what === 'line' && order.seats !== null ? order.seats - wish.quantity : null,
    endsAccess: after === 'refunded',
    news: after === 'refunded' ? refundNews(order) : null,
  }
}

/** Gives credit back onto the card that it came from: the second of two payments, with one click. */
export function refundCredit(
  order: PlacedOrder,
  { payment, cents }: CardPart,
): RefundCredit | Refusal {
  const restCents = restOf(order, payment)
  if (restCents === null) return { refused: 'no-such-payment' }
  if (cents > restCents) return { refused: 'more-than-payment', availableCents: restCents, cents }
  if (cents > order.credit.cents) {
    return { refused: 'credit-too-small', creditCents: order.credit.cents, cents }
  }
  return { write: 'refundCredit', payment, cents, credit: order.credit }
}

/** Stripe said no to a refund: what was bought can be refunded another way, and credit is credit again. */
export function noteRefundRefused(
  order: PlacedOrder,
  { request }: { request: string },
): NoteRefundRefused | Refusal {
  const refused = order.card.refundsRefused.find((one) => one.request === request)
  if (refused === undefined) return { refused: 'no-such-refund' }
  return {
    write: 'noteRefundRefused',
    request,
    cents: refused.cents,
    credit: order.credit,
    returnsCreditCents: refused.purpose === 'credit' ? refused.cents : 0,
  }
}

/** The first refund of which Stripe says something new; a state never goes back. */
export function newsOfRefund(
  order: PlacedOrder,
  { refunds }: CardTruth,
  at: string,
): BookRefund | null {
  const refund = refunds.find((one) => isNews(order, one))
  if (refund === undefined) return null
  const booked = bookedOf(order, refund)
  if (refund.state === 'succeeded') return bookSent(order, refund, at)
  if (refund.state === 'failed') return bookReturned(order, refund, booked?.state === 'succeeded')
  return { ...unmoved(order, refund), isNews: null }
}

/** A refunded pass ends now; one that was never paid has nothing to hear. */
function refundNews({ product, passTerm }: PlacedOrder): PassNews | null {
  return product === 'pass' && passTerm !== null ? 'termRefunded' : null
}

/** What can still be given back: received, less what is on its way. */
export function refundable({ ledger, card }: PlacedOrder): number {
  const pending = card.refunds.filter(
    ({ state, purpose }) => state === 'pending' && purpose === 'bought',
  )
  const asked = card.refundsAsked.filter(({ purpose }) => purpose === 'bought')
  const onItsWay = sumCents([...pending, ...asked].map(({ cents }) => cents))
  return Math.max(0, balanceOf(ledger).receivedCents - onItsWay)
}

/** A refund that has reached the payer: of what was bought, as far as the order kept it; else of the credit. */
function bookSent(order: PlacedOrder, refund: CardRefund, at: string): BookRefund {
  const isOfCredit = refund.purpose === 'credit' && refund.request !== null
  if (isOfCredit) return { ...unmoved(order, refund), isNews: 'sent' }
  const boughtCents = Math.min(refund.cents, keptOf(order, refund.payment))
  const creditCents = refund.cents - boughtCents
  const entries: LedgerEntry[] =
    boughtCents > 0 ? [{ kind: 'refund', cents: boughtCents, paymentId: refund.payment }] : []
  const after = entries.length > 0 && !isClosed(order) ? stageWith(order, entries, at) : order.stage
  const endsAccess = after === 'refunded' && order.stage !== 'refunded'
  return {
    ...unmoved(order, refund),
    after,
    entries,
    creditMove: creditCents > 0 ? { kind: 'paid-out', cents: creditCents } : null,
    isNews: 'sent',
    endsAccess,
    news: endsAccess ? refundNews(order) : null,
  }
}

/** A refund that came back: what was booked as given is the holder's credit, which a person sends another way. */
function bookReturned(order: PlacedOrder, refund: CardRefund, wasBooked: boolean): BookRefund {
  const { cents, payment: paymentId, purpose, request } = refund
  const isOfCredit = purpose === 'credit' && request !== null
  const returns = wasBooked && !isOfCredit
  return {
    ...unmoved(order, refund),
    entries: returns
      ? [
          { kind: 'refund-returned', cents, paymentId },
          { kind: 'credit-out', cents, paymentId },
        ]
      : [],
    creditMove: returns || isOfCredit ? { kind: 'from-order', cents } : null,
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

function centsOf(order: PlacedOrder, wish: RefundWish, availableCents: number): number | Refusal {
  if (wish.what === 'whole') return availableCents
  if (wish.what === 'amount') return wish.cents
  const line: OrderLine | undefined = order.lines[wish.line]
  if (line === undefined) return { refused: 'no-such-line', lines: order.lines.length }
  if (wish.quantity > line.quantity) {
    return { refused: 'more-than-line', quantity: line.quantity, wanted: wish.quantity }
  }
  if (wish.leaving.length > wish.quantity)
    return { refused: 'too-many-leave', fewer: wish.quantity }
  const staying = order.named - wish.leaving.length
  if (order.seats !== null && staying > order.seats - wish.quantity) {
    return { refused: 'seats-have-names', named: staying, seats: order.seats - wish.quantity }
  }
  return line.unitCents * wish.quantity
}

/** Onto the cards first, the latest payment before the others; what came otherwise goes by check. */
function waysBack(order: PlacedOrder, cents: number): Pick<RefundOrder, 'byCard' | 'byCheckCents'> {
  const byCard: CardPart[] = []
  let left = cents
  for (const { payment } of order.card.payments.toReversed()) {
    const askedCents = sumCents(
      order.card.refundsAsked
        .filter((one) => one.payment === payment && one.purpose === 'bought')
        .map((one) => one.cents),
    )
    const kept = Math.min(restOf(order, payment) ?? 0, keptOf(order, payment) - askedCents)
    const part = Math.min(left, kept)
    if (part > 0) byCard.push({ payment, cents: part })
    left -= Math.max(0, part)
  }
  return { byCard, byCheckCents: left }
}

/** What can still go back onto the card of a payment; null where this order has no such payment. */
function restOf({ card }: PlacedOrder, payment: string): number | null {
  const paid = card.payments.find((one) => one.payment === payment)
  if (paid === undefined) return null
  const back = card.refunds.filter((one) => one.payment === payment && one.state !== 'failed')
  const asked = card.refundsAsked.filter((one) => one.payment === payment)
  return paid.cents - sumCents([...back, ...asked].map(({ cents }) => cents))
}

/** What an order kept of one payment: not passed on as credit, not taken back, not refunded. */
function keptOf({ ledger }: PlacedOrder, payment: string): number {
  const own = ledger.filter(({ paymentId }) => paymentId === payment)
  return Math.max(0, balanceOf(own).receivedCents)
}
