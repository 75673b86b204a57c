import { unreachable } from './unreachable.ts'

export type Inclusion = 'recording' | 'slides' | 'certificate' | 'forum'
export type TeamTier = { minimumSeats: number; seatCents: number }

/** The prices of a webinar and what a registration for it includes; null is not for sale. */
export type PriceList = {
  slug: string
  individualCents: number
  teamTiers: readonly TeamTier[]
  groupShowingCents: number | null
  institutionCents: number | null
  includes: readonly Inclusion[]
}

/** A pass that anybody can buy: its price a term, and whose webinars it opens. */
export type PassProduct = {
  slug: string
  title: string
  priceCents: number
  termMonths: number
  opensPresenterSlug: string
}

export type WebinarProduct = 'individual' | 'team' | 'group-showing' | 'institution'
export type Product = WebinarProduct | 'pass'

/** Whether a registration under this list includes the recording, slides, certificate or forum. */
export function listIncludes(list: PriceList, inclusion: Inclusion): boolean {
  return list.includes.includes(inclusion)
}

/** Whether this list has a price for the product: one that it does not have cannot be ordered. */
export function listOffers(list: PriceList, product: WebinarProduct): boolean {
  switch (product) {
    case 'individual':
      return true
    case 'team':
      return list.teamTiers.length > 0
    case 'group-showing':
      return list.groupShowingCents !== null
    case 'institution':
      return list.institutionCents !== null
    default:
      return unreachable(product)
  }
}

/** The tier that so many log-ins of one organisation reach together; null below the first. */
export function tierReached(list: PriceList, seats: number): TeamTier | null {
  let reached: TeamTier | null = null
  for (const tier of list.teamTiers) {
    const isBetter = reached === null || tier.minimumSeats > reached.minimumSeats
    if (tier.minimumSeats <= seats && isBetter) reached = tier
  }
  return reached
}

/** How many log-ins make a team under this list; null where it has no teams. */
export function teamMinimum(list: PriceList): number | null {
  if (list.teamTiers.length === 0) return null
  return Math.min(...list.teamTiers.map((tier) => tier.minimumSeats))
}

/** The product that so many log-ins are ordered as: a team from its minimum on, else individual. */
export function logInProduct(list: PriceList, seats: number): 'individual' | 'team' {
  return tierReached(list, seats) ? 'team' : 'individual'
}
