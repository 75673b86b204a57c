import type { PriceList, Product } from './catalog.ts'
import type { AccessWay, Offer, Opens, OrderStage, PaysBy } from './order-state.ts'
import { isOfWebinar } from './order-state.ts'
import { renewedTerm } from './pass-term.ts'
import {
  type OrderLine,
  type OrderWanted,
  type PricedOrder,
  type PriceRefusal,
  priceOrder,
} from './price.ts'
import type { Effect, Refusal } from './process.ts'

/** What a buyer asks for; all that names a person stays in the rows. */
export interface Wish {
  product: Product
  webinar: string | null
  seats: number | null
  /** People named with the order. */
  people: number
  access: AccessWay
  paysBy: PaysBy
  checkExpectedOn: string | null
  /** The pass that is renewed, or whose holder registers free. */
  passNumber: string | null
  /** What an administrator quotes for the whole; null is the price of the list. */
  agreedCents: number | null
  /** The buyer agrees that the card is kept and charged when the pass is renewed. */
  savesCard: boolean
}

export interface OpenOrder extends Effect<'openOrder'> {
  after: Exclude<OrderStage, 'unplaced'>
  lines: OrderLine[]
  seats: number | null
  totalCents: number
  /** The prices that the order keeps; null for a pass. */
  list: PriceList | null
  seatsReached: number
  /** Rows of seats to make. */
  places: number
  opens: Opens[]
}

/** Prices an order and opens it on the way in which it is to be paid; or says why it cannot be ordered so. */
export function placeOrder(wish: Wish, offer: Offer): OpenOrder | Refusal {
  const refusal = refuseWish(wish, offer)
  if (refusal !== null) return refusal
  const price = priceWish(wish, offer)
  if ('code' in price) return refusedPrice(price)
  const places = wish.access === 'roster' ? (price.seats ?? wish.people) : 1
  if (wish.access === 'roster' && wish.people > places) {
    return { refused: 'more-people-than-seats', people: wish.people, seats: places }
  }
  const { lines, seats, totalCents } = price
  const { list, seatsReached } = offer
  const opened = {
    write: 'openOrder',
    lines,
    seats,
    totalCents,
    list,
    seatsReached,
    places,
  } as const
  switch (wish.paysBy) {
    case 'purchase-order':
      return { ...opened, after: 'po-submitted', opens: [] }
    case 'invoice':
      return { ...opened, after: 'invoiced', opens: [] }
    case 'quote':
      return { ...opened, after: 'quoted', opens: [] }
    case 'card':
    case 'saved-card':
      return { ...opened, after: 'awaiting-card', opens: [] }
    case 'free':
      return { ...opened, after: 'paid', opens: ['live', 'recording'] }
  }
}

/** Why so many log-ins of a product cannot be had, as a refusal. */
export function refusedPrice({ code, ...details }: PriceRefusal): Refusal {
  return { refused: code, ...details }
}

function refuseWish(wish: Wish, offer: Offer): Refusal | null {
  const { product, access, checkExpectedOn, agreedCents, paysBy } = wish
  const refusal = isOfWebinar(product) ? refuseWebinar(offer) : refusePass(wish, offer)
  if (refusal !== null) return refusal
  if (!allows(product, access)) return { refused: 'access-not-for-product', product, access }
  if (checkExpectedOn !== null && checkExpectedOn > offer.latestExpectedOn) {
    return { refused: 'check-expected-too-late', latest: offer.latestExpectedOn }
  }
  if (agreedCents !== null && paysBy !== 'quote') return { refused: 'agreed-price-by-quote' }
  return paysBy === 'free' ? refuseFree(wish, offer) : null
}

function refuseWebinar({ list, sells }: Offer): Refusal | null {
  if (list === null) return { refused: 'no-such-webinar' }
  return sells === null ? { refused: 'webinar-not-on-sale' } : null
}

function refuseFree({ product, seats }: Wish, { isPassValid }: Offer): Refusal | null {
  if (product !== 'individual' || (seats ?? 1) !== 1) return { refused: 'free-is-one-log-in' }
  return isPassValid ? null : { refused: 'pass-not-valid' }
}

/** A pass is renewed from when its renewal opens until it cannot be had back, and once a term. */
function refusePass({ passNumber, seats }: Wish, { pass, renews, on }: Offer): Refusal | null {
  if (pass === null) return { refused: 'no-such-pass-product' }
  // One order opens one pass, whatever its price.
  if (seats !== null && seats > 1) return { refused: 'many-passes-by-inquiry', seats }
  if (passNumber === null) return null
  if (renews === null || renews.product !== pass.slug) return { refused: 'no-pass-to-renew' }
  if (renews.isRenewed) return { refused: 'renewed-already' }
  const term = renewedTerm({ ...renews, receivedOn: on })
  if (!('code' in term)) return null
  const { code, ...details } = term
  return { refused: code, ...details }
}

/** Log-ins go to people; a showing or an institution may share one; hosting elsewhere is for what is large. */
function allows(product: Product, access: AccessWay): boolean {
  if (access === 'roster') return true
  if (access === 'niche-academy') return product === 'institution' || product === 'pass'
  return product !== 'individual' && product !== 'pass'
}

function priceWish(wish: Wish, offer: Offer): PricedOrder | PriceRefusal {
  const { product, seats, agreedCents } = wish
  const wanted: OrderWanted | null = isOfWebinar(product)
    ? offer.list && {
        product,
        list: offer.list,
        seats,
        agreedCents,
        seatsAlreadyReached: offer.seatsReached,
        holdsPass: wish.paysBy === 'free',
      }
    : offer.pass && { product, pass: offer.pass, seats, agreedCents }
  if (wanted === null) throw new Error(`No price for ${product}`)
  return priceOrder(wanted)
}
