import type { CardBooks } from './card.ts'
import type { PassProduct, PriceList, Product, WebinarProduct } from './catalog.ts'
import type { DunningKind } from './dunning.ts'
import { balanceOf, isPaid, isSettled, type LedgerEntry, moneyStage } from './ledger.ts'
import type { PassTerm } from './pass-term.ts'
import type { OrderLine } from './price.ts'
import type { Refusal, Snapshot } from './process.ts'

export type OrderStage =
  | 'unplaced'
  | 'quoted'
  | 'quote-expired'
  | 'awaiting-card'
  | 'expired'
  | 'po-submitted'
  | 'po-declined'
  | 'invoiced'
  | 'part-paid'
  | 'overdue'
  | 'on-hold'
  | 'paid'
  | 'part-refunded'
  | 'refunded'
  | 'disputed'
  | 'written-off'
  | 'cancelled'

/** How the people of an order get in: each by mail, by one log-in, or hosted by the institution itself. */
export type AccessWay = 'roster' | 'shared-login' | 'niche-academy'
export type PaysBy = 'purchase-order' | 'invoice' | 'free' | 'card' | 'saved-card' | 'quote'

/** What a grant opens: the live session, or the recording and all else that is included. */
export type Opens = 'live' | 'recording'

/** What a pass is told of its order: its term is paid, not any more, or again. */
export type PassNews = 'termPaid' | 'termReversed' | 'termRestored' | 'termRefunded'

export type UnnamedSeatsChase = 'unnamed-seats-7' | 'unnamed-seats-3' | 'unnamed-seats-1'

export type OrderTimer =
  | DunningKind
  | 'quote-ends-14'
  | 'quote-ends-3'
  | 'quote-expires'
  | UnnamedSeatsChase
  | 'overdue'
  | 'retry-charge'
  | 'suspend-recordings'
  | 'live-date'
  | 'purchase-order-waits-1'
  | 'purchase-order-waits-3'
  | 'hosting-due'

/** What is sold as asked for, as it stands when the order comes in. */
export interface Offer {
  /** The prices of the webinar; null when there is no such webinar, or a pass is asked for. */
  list: PriceList | null
  /** Whether the webinar is to come, or can be watched; null when it is neither. */
  sells: Opens | null
  pass: PassProduct | null
  /** Paid or accepted log-ins that the organisation has for this webinar already. */
  seatsReached: number
  /** Whether the pass named opens this webinar, and was valid when the holder registered. */
  isPassValid: boolean
  /** The pass that is to be renewed, with the term that runs or ran last; null when none is. */
  renews: { product: string; term: PassTerm; termMonths: number; isRenewed: boolean } | null
  /** The date on which it is asked for, in the organisation's zone. */
  on: string
  /** The last date on which the check may be expected. */
  latestExpectedOn: string
}

/** The seat that a command is about. */
export interface AskedSeat {
  isNamed: boolean
  /** Its person could be there live: the seat had a name before the webinar began. */
  wasNamedBeforeLive: boolean
  /** The person that is asked for has a seat of this order already. */
  isTaken: boolean
}

/** What the command at hand names, as it stands in the rows. */
export interface Asked {
  /** The date on which it was asked, in the organisation's zone. */
  on: string
  offer: Offer | null
  seat: AskedSeat | null
  /** People on the list that was pasted who have no seat of this order yet. */
  newPeople: number
  /** The order that the invoice from before has become already. */
  carriedOverAs: string | null
  /** Named seats that the buyer gives up. */
  leaving: number
}

/** An order that is asked for and not placed. */
export interface UnplacedOrder extends Snapshot<OrderTimer> {
  stage: 'unplaced'
  asked: Asked
}

/** A quote: how long its prices are held, and who accepted it. */
export interface Quote {
  /** The last date on which they are held, and the midnight after it. */
  heldUntil: string
  endsAt: string
  /** The number of a purchase order is on it already. */
  hasPurchaseOrder: boolean
  acceptedBy: string | null
  acceptedAt: string | null
}

export interface PlacedOrder extends Snapshot<OrderTimer> {
  stage: Exclude<OrderStage, 'unplaced'>
  product: Product
  paysBy: PaysBy
  access: AccessWay
  webinar: string | null
  passNumber: string | null
  /** The webinar's start, and whether it has ended; null for a pass. */
  startsAt: string | null
  hasEnded: boolean
  /** Log-ins bought; null for an institution that named no number. */
  seats: number | null
  named: number
  lines: OrderLine[]
  totalCents: number
  list: PriceList | null
  seatsReached: number
  ledger: LedgerEntry[]
  card: CardBooks
  /** The buyer agreed that the card is kept for renewals. */
  savesCard: boolean
  /** What it began as, where that was a quote. */
  quote: Quote | null
  isInvoiced: boolean
  dueOn: string | null
  overdueAt: string | null
  onHoldAt: string | null
  acceptedAt: string | null
  releasedAt: string | null
  cancelledAt: string | null
  /** Recordings will be, or are, suspended since a payment was reversed. */
  suspendsAt: string | null
  areRecordingsSuspended: boolean
  passTerm: PassNews | null
  /** Of refunds that go by check, which nobody has sent yet. */
  checksToSendCents: number
  isHostingOpen: boolean
  isHosted: boolean
  credit: { holder: string; cents: number; version: number }
  /** Who brought the order into its stage, and when. */
  decidedBy: string | null
  decidedAt: string | null
  asked: Asked
}

export type OrderSnapshot = UnplacedOrder | PlacedOrder

const closed: OrderStage[] = ['cancelled', 'written-off', 'refunded', 'quote-expired']
const paid: OrderStage[] = ['paid', 'part-refunded', 'disputed']

/** An order that nobody owes for and that opens nothing any more. */
export function isClosed({ stage }: { stage: OrderStage }): boolean {
  return closed.includes(stage)
}

/** An order whose money is here, whether some of it was given back or is disputed. */
export function isPaidStage(stage: OrderStage): boolean {
  return paid.includes(stage)
}

/** Whether an order is a quote that nobody has accepted: nothing is owed for it, and it opens nothing. */
export function isQuoted({ stage }: { stage: OrderStage }): boolean {
  return stage === 'quoted'
}

/** Whether an order waits for its purchase order to be accepted, or for another way to pay. */
export function isBeforeInvoice({ stage }: PlacedOrder): boolean {
  return stage === 'po-submitted' || stage === 'po-declined'
}

/** Whether an order waits for a card and nothing else was agreed on. */
export function isBeforeCard({ stage }: PlacedOrder): boolean {
  return stage === 'awaiting-card' || stage === 'expired'
}

export function isByCard({ paysBy }: PlacedOrder): boolean {
  return paysBy === 'card' || paysBy === 'saved-card'
}

/** What an order opens now: all when paid or released, the live session on an accepted purchase order. */
export function opensNow(order: PlacedOrder): Opens[] {
  if (isClosed(order) || isQuoted(order) || order.stage === 'on-hold') return []
  const opensAll = isPaid(order.ledger) || order.releasedAt !== null
  if (opensAll && !order.areRecordingsSuspended) return ['live', 'recording']
  if (opensAll) return ['live']
  return order.acceptedAt === null ? [] : ['live']
}

/** The state shown after an order's money has moved: the worst that holds; a quote stays one until it is accepted. */
export function stageWith(
  order: PlacedOrder,
  more: LedgerEntry[],
  at: string,
  over: { overdueAt?: string | null; onHoldAt?: string | null } = {},
): PlacedOrder['stage'] {
  if (isQuoted(order)) return order.stage
  const { overdueAt, onHoldAt } = { ...order, ...over }
  const entries = [...order.ledger, ...more]
  const stage = moneyStage({ entries, overdueAt, onHoldAt, at })
  if (isSettled(entries)) return isPaidStage(stage) && isDisputed(order) ? 'disputed' : stage
  return isByCard(order) && !order.isInvoiced ? 'awaiting-card' : stage
}

/** Whether a bank is asked to take a payment of this order back. */
export function isDisputed({ card }: PlacedOrder): boolean {
  return card.disputes.some(({ state }) => state === 'open')
}

/** What a pass is told when its order opens it, or takes it back; null where it knows already. */
export function passNews(order: PlacedOrder, isOpen: boolean): PassNews | null {
  if (order.product !== 'pass') return null
  if (isOpen) {
    if (order.passTerm === null) return 'termPaid'
    return order.passTerm === 'termReversed' ? 'termRestored' : null
  }
  return order.passTerm === null || order.passTerm === 'termReversed' ? null : 'termReversed'
}

/** Seats that were bought and have no name; an institution without a number has none. */
export function unnamedSeats({ access, seats, named }: PlacedOrder): number {
  return access === 'roster' && seats !== null ? Math.max(0, seats - named) : 0
}

/** Why a command makes no sense: what the order is already, by whom and since when. */
export function already({ stage, decidedBy, decidedAt, awaitingSince }: PlacedOrder): Refusal {
  return { refused: 'order-already', stage, by: decidedBy, at: decidedAt ?? awaitingSince }
}

export function receivedCents({ ledger }: PlacedOrder): number {
  return balanceOf(ledger).receivedCents
}

/** A product that a price list can have. */
export function isOfWebinar(product: Product): product is WebinarProduct {
  return product !== 'pass'
}
