import { keptOf, refundableOnCard, sharesOfRefund } from './card-shares.ts'
import { balanceOf, type LedgerEntry, stillOpen } from './ledger.ts'
import { sumCents } from './money.ts'
import {
  already,
  isBeforeInvoice,
  isClosed,
  isDisputed,
  isQuoted,
  type PassNews,
  type PlacedOrder,
  stageWith,
} from './order-state.ts'
import type { LineCode } from './price.ts'
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

export interface RefundSent extends Effect<'refundSent'> {
  cents: number
}

/** Stripe refuses a refund that was decided; what was set aside for it is there again. */
export interface NoteRefundRefused extends Effect<'noteRefundRefused'> {
  request: string
  payment: string
  cents: number
  entries: LedgerEntry[]
  credit: Credit
  returnsCreditCents: number
}

export type OrderRefundEffect = RefundOrder | RefundCredit | RefundSent | NoteRefundRefused

/** Gives back money for what was bought: no more than is here and not on its way back already. */
export function refundOrder(
  order: PlacedOrder,
  wish: RefundWish,
  at: string,
): RefundOrder | Refusal {
  if (isClosed(order)) return already(order)
  if (isDisputed(order)) return { refused: 'refund-while-disputed' }
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
  const isLine = wish.what === 'line'
  return {
    write: 'refundOrder',
    cents,
    byCard,
    byCheckCents,
    leaving: isLine ? wish.leaving : [],
    seatsLeft: isLine && order.seats !== null ? order.seats - wish.quantity : null,
    ...givenBack(order, entries, { at, isDecided: true }),
  }
}

/** Gives credit back onto the card that it came from: the second of two payments, with one click. */
export function refundCredit(
  order: PlacedOrder,
  { payment, cents }: CardPart,
): RefundCredit | Refusal {
  const restCents = refundableOnCard(order, payment)
  if (restCents === null) return { refused: 'no-such-payment' }
  if (cents > restCents) return { refused: 'more-than-payment', availableCents: restCents, cents }
  if (cents > order.credit.cents) {
    return { refused: 'credit-too-small', creditCents: order.credit.cents, cents }
  }
  return { write: 'refundCredit', payment, cents, credit: order.credit }
}

/** Says that the checks of its refunds were sent, which somebody has to. */
export function refundSent({ checksToSendCents: cents }: PlacedOrder): RefundSent | Refusal {
  return cents === 0 ? { refused: 'no-check-to-send' } : { write: 'refundSent', cents }
}

/** Stripe said no to a refund: what was bought can be refunded another way, and credit is credit again. */
export function noteRefundRefused(
  order: PlacedOrder,
  { request }: { request: string },
): NoteRefundRefused | Refusal {
  const refused = order.card.refundsRefused.find((one) => one.request === request)
  if (refused === undefined) return { refused: 'no-such-refund' }
  const { payment, cents, purpose } = refused
  return {
    write: 'noteRefundRefused',
    request,
    payment,
    cents,
    ...(purpose === 'credit' ? returned(payment, cents) : notReturned),
    credit: order.credit,
  }
}

/** A refunded pass ends now; one that was never paid has nothing to hear. */
function refundNews({ product, passTerm }: PlacedOrder): PassNews | null {
  return product === 'pass' && passTerm !== null ? 'termRefunded' : null
}

/** What can still be given back: received, less what is on its way. */
export function refundable(order: PlacedOrder): number {
  const { ledger, card } = order
  const pending = card.refunds.filter(({ state }) => state === 'pending')
  const asked = card.refundsAsked.filter(({ purpose }) => purpose === 'bought')
  const onItsWay = [
    ...pending.map((refund) => sharesOfRefund(order, refund).boughtCents),
    ...asked.map(({ cents }) => cents),
  ]
  return Math.max(0, balanceOf(ledger).receivedCents - sumCents(onItsWay))
}

/** Money that did not arrive is here again, and the holder's. */
export function returned(paymentId: string, cents: number) {
  const entries: LedgerEntry[] = [
    { kind: 'refund-returned', cents, paymentId },
    { kind: 'credit-out', cents, paymentId },
  ]
  return { entries, returnsCreditCents: cents }
}

export const notReturned: ReturnType<typeof returned> = { entries: [], returnsCreditCents: 0 }

/**
 * Where an order stands with a refund booked. Once we have given back all that was paid, it ends, also where something is
 * open still; what somebody refunds at Stripe itself leaves that open.
 */
export function givenBack(
  order: PlacedOrder,
  refunds: LedgerEntry[],
  { at, isDecided }: { at: string; isDecided: boolean },
) {
  const ledger = [...order.ledger, ...refunds]
  const isAll = refunds.length > 0 && balanceOf(ledger).receivedCents === 0
  const openCents = isAll && isDecided && !isClosed(order) ? stillOpen(ledger) : 0
  const rest: LedgerEntry[] =
    openCents > 0 ? [{ kind: 'credit-note', cents: openCents, paymentId: null }] : []
  const entries = [...refunds, ...rest]
  const keepsStage =
    refunds.length === 0 || isClosed(order) || isQuoted(order) || (isBeforeInvoice(order) && !isAll)
  const after = keepsStage ? order.stage : stageWith(order, entries, at)
  const endsAccess = after === 'refunded' && order.stage !== 'refunded'
  return { after, entries, endsAccess, news: endsAccess ? refundNews(order) : null }
}

const logIns: LineCode[] = ['individual-log-in', 'team-log-in']

function centsOf(order: PlacedOrder, wish: RefundWish, availableCents: number): number | Refusal {
  if (wish.what === 'whole') return availableCents
  if (wish.what === 'amount') return wish.cents
  const { quantity, leaving } = wish
  const line = order.lines[wish.line]
  if (line === undefined) return { refused: 'no-such-line', lines: order.lines.length }
  if (quantity > line.quantity) {
    return { refused: 'more-than-line', quantity: line.quantity, wanted: quantity }
  }
  const seats = order.seats ?? 0
  if (!logIns.includes(line.code) || quantity >= seats) return { refused: 'refund-the-whole' }
  if (order.asked.leaving < leaving.length) return { refused: 'no-such-seat' }
  if (leaving.length > quantity) return { refused: 'too-many-leave', fewer: quantity }
  const staying = order.named - leaving.length
  if (staying > seats - quantity) {
    return { refused: 'seats-have-names', named: staying, seats: seats - quantity }
  }
  return line.unitCents * quantity
}

/** Onto the cards first, the latest payment before the others; what came otherwise goes by check. */
function waysBack(order: PlacedOrder, cents: number): Pick<RefundOrder, 'byCard' | 'byCheckCents'> {
  const byCard: CardPart[] = []
  let left = cents
  for (const { payment } of order.card.payments.toReversed()) {
    const kept = keptOf(order, payment) - askedOf(order, payment)
    const part = Math.min(left, kept, refundableOnCard(order, payment) ?? 0)
    if (part <= 0) continue
    byCard.push({ payment, cents: part })
    left -= part
  }
  return { byCard, byCheckCents: left }
}

function askedOf({ card }: PlacedOrder, payment: string): number {
  const asked = card.refundsAsked.filter(
    (one) => one.payment === payment && one.purpose === 'bought',
  )
  return sumCents(asked.map(({ cents }) => cents))
}
