import {
  listOffers,
  logInProduct,
  type PassProduct,
  type PriceList,
  type Product,
  teamMinimum,
  tierReached,
  type WebinarProduct,
} from './catalog.ts'
import { MOST_CENTS, sumCents } from './money.ts'
import { unreachable } from './unreachable.ts'

/** The most log-ins that one order can ask for. */
export const MOST_SEATS = 10_000

type Wanted = {
  /** Null where no number is named: one log-in, or as many as an institution needs. */
  seats: number | null
  /** What an administrator quoted for the whole; it stands in place of the listed price. */
  agreedCents?: number | null
}

export type WebinarWanted = Wanted & {
  product: WebinarProduct
  list: PriceList
  /** All paid or accepted log-ins that the organisation already has for this webinar. */
  seatsAlreadyReached?: number
  /** The buyer holds a valid pass that opens this webinar: their own log-in is free. */
  holdsPass?: boolean
}
export type PassWanted = Wanted & { product: 'pass'; pass: PassProduct }
export type OrderWanted = WebinarWanted | PassWanted

export type LineCode =
  | 'individual-log-in'
  | 'team-log-in'
  | 'pass-holder-log-in'
  | 'group-showing'
  | 'institution'
  | 'pass'
  | 'agreed-price'
export type OrderLine = {
  code: LineCode
  quantity: number
  unitCents: number
  totalCents: number
}

/** What an order costs; seats is null for an institution that named no number. */
export type PricedOrder = { lines: OrderLine[]; seats: number | null; totalCents: number }

export type PriceRefusal =
  | { code: 'product-not-in-list'; product: Product; listSlug: string }
  | { code: 'seats-out-of-range'; seats: number | null; minimumSeats: 1; maximumSeats: number }
  | { code: 'one-log-in-only'; product: Product; seats: number }
  | { code: 'agreed-price-out-of-range'; agreedCents: number; maximumCents: number }
  | { code: 'team-too-small'; seats: number; minimumSeats: number }
  | { code: 'order-as-team'; seats: number; minimumSeats: number }
  | { code: 'many-passes-by-inquiry'; seats: number }

/**
 * Prices an order by its list, or says why it cannot be ordered so. One or two log-ins are at the
 * individual price (any number where the list has no teams); a team is at the tier that its seats
 * reach together with those that the organisation already has; a pass holder's own log-in is free.
 * An agreed price stands in place of all this, but not for a product that the list does not have.
 */
export function priceOrder(wanted: OrderWanted): PricedOrder | PriceRefusal {
  const refusal = refuseWanted(wanted)
  if (refusal) return refusal
  const lines = priceLines(wanted)
  if ('code' in lines) return lines
  const seats = wanted.product === 'institution' ? wanted.seats : (wanted.seats ?? 1)
  return { lines, seats, totalCents: sumCents(lines.map((line) => line.totalCents)) }
}

/** The one line of what was agreed for the whole. */
export function priceAgreed(agreedCents: number): Pick<PricedOrder, 'lines' | 'totalCents'> {
  return { lines: [line('agreed-price', 1, agreedCents)], totalCents: agreedCents }
}

function refuseWanted(wanted: OrderWanted): PriceRefusal | null {
  const { product, seats } = wanted
  if (product !== 'pass' && !listOffers(wanted.list, product)) {
    return { code: 'product-not-in-list', product, listSlug: wanted.list.slug }
  }
  const isUncounted = seats === null && product !== 'team'
  if (!isUncounted && !isWholeWithin(seats ?? 0, { minimum: 1, maximum: MOST_SEATS })) {
    return { code: 'seats-out-of-range', seats, minimumSeats: 1, maximumSeats: MOST_SEATS }
  }
  if (product === 'group-showing' && seats !== null && seats > 1) {
    return { code: 'one-log-in-only', product, seats }
  }
  const agreedCents = wanted.agreedCents ?? 0
  if (!isWholeWithin(agreedCents, { minimum: 0, maximum: MOST_CENTS })) {
    return { code: 'agreed-price-out-of-range', agreedCents, maximumCents: MOST_CENTS }
  }
  return null
}

function isWholeWithin(value: number, bounds: { minimum: number; maximum: number }): boolean {
  return Number.isInteger(value) && value >= bounds.minimum && value <= bounds.maximum
}

function priceLines(wanted: OrderWanted): OrderLine[] | PriceRefusal {
  if (typeof wanted.agreedCents === 'number') return priceAgreed(wanted.agreedCents).lines
  switch (wanted.product) {
    case 'individual':
      return priceIndividuals(wanted)
    case 'team':
      return priceTeam(wanted)
    case 'group-showing':
      return [line('group-showing', 1, wanted.list.groupShowingCents ?? 0)]
    case 'institution':
      return [line('institution', 1, wanted.list.institutionCents ?? 0)]
    case 'pass':
      return pricePass(wanted)
    default:
      return unreachable(wanted)
  }
}

function priceIndividuals({ list, seats, holdsPass }: WebinarWanted): OrderLine[] | PriceRefusal {
  const freeSeats = holdsPass ? 1 : 0
  const paidSeats = (seats ?? 1) - freeSeats
  if (logInProduct(list, paidSeats) === 'team') {
    return { code: 'order-as-team', seats: paidSeats, minimumSeats: teamMinimum(list) ?? paidSeats }
  }
  return [
    line('pass-holder-log-in', freeSeats, 0),
    line('individual-log-in', paidSeats, list.individualCents),
  ].filter((each) => each.quantity > 0)
}

function priceTeam(wanted: WebinarWanted): OrderLine[] | PriceRefusal {
  const seats = wanted.seats ?? 0
  const tier = tierReached(wanted.list, seats + (wanted.seatsAlreadyReached ?? 0))
  if (!tier) {
    return { code: 'team-too-small', seats, minimumSeats: teamMinimum(wanted.list) ?? seats }
  }
  return [line('team-log-in', seats, tier.seatCents)]
}

function pricePass({ pass, seats }: PassWanted): OrderLine[] | PriceRefusal {
  if (seats !== null && seats > 1) return { code: 'many-passes-by-inquiry', seats }
  return [line('pass', 1, pass.priceCents)]
}

function line(code: LineCode, quantity: number, unitCents: number): OrderLine {
  return { code, quantity, unitCents, totalCents: quantity * unitCents }
}
