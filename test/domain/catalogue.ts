import type { PassProduct, PriceList } from '../../domain/catalog.ts'

/** The two price lists and the pass that the organisation sells. */
export const list2020: PriceList = {
  slug: '2020',
  individualCents: 9_900,
  teamTiers: [],
  groupShowingCents: null,
  institutionCents: null,
  includes: ['recording', 'slides', 'forum'],
}

export const list2022: PriceList = {
  slug: '2022',
  individualCents: 9_900,
  teamTiers: [
    { minimumSeats: 3, seatCents: 7_500 },
    { minimumSeats: 5, seatCents: 6_500 },
  ],
  groupShowingCents: 29_900,
  institutionCents: 49_900,
  includes: ['recording', 'slides', 'certificate'],
}

export const individualPass: PassProduct = {
  slug: 'individual-annual',
  title: 'Individual all-access annual pass',
  priceCents: 49_900,
  termMonths: 12,
  opensPresenterSlug: 'steve-albrecht',
}
