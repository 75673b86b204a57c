import { logInProduct, tierReached, type WebinarProduct } from './catalog.ts'
import { isBefore } from './instant.ts'
import type { LedgerEntry } from './ledger.ts'
import { hasMoney } from './order-money.ts'
import { refusedPrice } from './order-placing.ts'
import {
  already,
  isClosed,
  isOfWebinar,
  isQuoted,
  type Opens,
  opensNow,
  type PlacedOrder,
  unnamedSeats,
} from './order-state.ts'
import { chargedAnew } from './order-terms.ts'
import { MOST_SEATS, type OrderLine, priceOrder } from './price.ts'
import type { Effect, Refusal } from './process.ts'

export interface AssignSeats extends Effect<'assignSeats'> {
  opens: Opens[]
  /** Rows of seats that an institution without a number of its own gets in addition. */
  adds: number
}

export interface ReassignSeat extends Effect<'reassignSeat'> {
  seat: string
  opens: Opens[]
}

export interface ResendSeat extends Effect<'resendSeat'> {
  seat: string
}

export interface ReduceSeats extends Effect<'reduceSeats'> {
  after: PlacedOrder['stage']
  product: WebinarProduct
  seats: number
  leaving: string[]
  lines: OrderLine[]
  totalCents: number
  entries: LedgerEntry[]
  reissues: boolean
  /** Nobody has accepted it yet, and the quote is written anew. */
  requotes: boolean
  /** Which request for a page at Stripe comes next, where one of the former price may be open. */
  nthPage: number | null
}

export interface RecordHosting extends Effect<'recordHosting'> {
  webinar: string | null
}

/** Gives seats without a name to the people of a pasted list; who is on the order already is passed over. */
export function assignSeats(order: PlacedOrder): AssignSeats | Refusal {
  const refusal = refuseNaming(order)
  if (refusal !== null) return refusal
  const { newPeople } = order.asked
  if (newPeople === 0) return { refused: 'nobody-new' }
  const unnamed = unnamedSeats(order)
  const isUncounted = order.seats === null
  if (isUncounted && order.named + newPeople > MOST_SEATS) {
    return { refused: 'too-many-people', most: MOST_SEATS }
  }
  if (!isUncounted && newPeople > unnamed) {
    return { refused: 'more-people-than-seats', people: newPeople, seats: unnamed }
  }
  return { write: 'assignSeats', opens: opensNow(order), adds: isUncounted ? newPeople : 0 }
}

/** Gives somebody's seat to somebody else; once the former could attend, only an administrator may. */
export function reassignSeat(
  order: PlacedOrder,
  { seat, isAdministrator }: { seat: string; isAdministrator: boolean },
  at: string,
): ReassignSeat | Refusal {
  const refusal = refuseNaming(order)
  if (refusal !== null) return refusal
  const asked = order.asked.seat
  if (asked === null) return { refused: 'no-such-seat' }
  if (!asked.isNamed) return { refused: 'seat-unnamed' }
  if (asked.isTaken) return { refused: 'has-a-seat' }
  const hasBegun = order.startsAt !== null && !isBefore(at, order.startsAt)
  if (hasBegun && asked.wasNamedBeforeLive && !isAdministrator) {
    return { refused: 'attended-so-administrator' }
  }
  return { write: 'reassignSeat', seat, opens: opensNow(order) }
}

/** Sends the mail of a seat once more, with the same link. */
export function resendSeat(order: PlacedOrder, seat: string): ResendSeat | Refusal {
  const asked = order.asked.seat
  if (asked === null) return { refused: 'no-such-seat' }
  if (!asked.isNamed) return { refused: 'seat-unnamed' }
  if (opensNow(order).length === 0) return { refused: 'nothing-open', stage: order.stage }
  return { write: 'resendSeat', seat }
}

/** Orders fewer seats, at the tier that they reach; never once money is here. */
export function reduceSeats(
  order: PlacedOrder,
  { seats, leaving }: { seats: number; leaving: string[] },
): ReduceSeats | Refusal {
  if (isClosed(order)) return already(order)
  if (hasMoney(order) || order.paysBy === 'free') return { refused: 'paid-so-no-fewer' }
  const { product, list, named, stage, totalCents, seatsReached, isInvoiced } = order
  if (!isOfWebinar(product) || list === null || order.seats === null || order.access !== 'roster') {
    return { refused: 'no-seats-to-reduce' }
  }
  if (order.lines.some(({ code }) => code === 'agreed-price')) return { refused: 'price-agreed' }
  if (seats >= order.seats) return { refused: 'not-fewer', seats: order.seats }
  if (order.asked.leaving < leaving.length) return { refused: 'no-such-seat' }
  if (leaving.length > order.seats - seats)
    return { refused: 'too-many-leave', fewer: order.seats - seats }
  const staying = named - leaving.length
  if (staying > seats) return { refused: 'seats-have-names', named: staying, seats }
  const isTeam = tierReached(list, seats + seatsReached) !== null
  const fewer = isTeam ? 'team' : logInProduct(list, seats)
  const price = priceOrder({ product: fewer, list, seats, seatsAlreadyReached: seatsReached })
  if ('code' in price) return refusedPrice(price)
  return {
    write: 'reduceSeats',
    after: stage,
    product: fewer,
    seats,
    leaving,
    lines: price.lines,
    totalCents: price.totalCents,
    entries: isQuoted(order) ? [] : chargedAnew({ from: totalCents, to: price.totalCents }),
    reissues: isInvoiced,
    requotes: isQuoted(order),
    nthPage: stage === 'awaiting-card' ? order.card.asked + 1 : null,
  }
}

/** Says that the institution hosts it now in its own account. */
export function recordHosting(order: PlacedOrder): RecordHosting | Refusal {
  if (order.access !== 'niche-academy') return { refused: 'not-hosted-elsewhere' }
  if (order.isHosted) return { refused: 'hosted-already' }
  if (!order.isHostingOpen) return { refused: 'nothing-open', stage: order.stage }
  return { write: 'recordHosting', webinar: order.webinar }
}

function refuseNaming(order: PlacedOrder): Refusal | null {
  if (isClosed(order)) return already(order)
  if (order.stage === 'on-hold') return { refused: 'on-hold' }
  if (order.access !== 'roster') return { refused: 'one-log-in', access: order.access }
  if (order.product === 'pass') return { refused: 'one-holder' }
  if (order.paysBy === 'free') return { refused: 'one-holder' }
  return null
}
