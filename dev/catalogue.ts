import { readFile } from 'node:fs/promises'

/** One request to the API, as an administrator sends it. */
export interface Request {
  path: string
  body: Record<string, unknown>
}

/** The reference catalogue that ships with the product, as it stands in the file. */
export interface Catalogue {
  presenters: { slug: string; name: string; biography: string }[]
  series: { slug: string; title: string }[]
  priceLists: {
    slug: string
    individual: number
    teamTiers: { minimumSeats: number; seatPrice: number }[]
    groupShowing: number | null
    institution: number | null
    includes: string[]
  }[]
  passes: {
    slug: string
    title: string
    price: number
    termMonths: number
    opens: { presenter: string }
  }[]
  webinars: CatalogueWebinar[]
}

export interface CatalogueWebinar {
  slug: string
  title: string
  series: string[]
  presenter: string
  startsAt: string
  timeZone: string
  minutes: number
  priceList: string
  overview: string
  agenda: string[]
}

export async function readCatalogue(): Promise<Catalogue> {
  return JSON.parse(await readFile(new URL('catalogue.json', import.meta.url), 'utf8'))
}

/** What is sent to have the catalogue in the product, in order; its past webinars are carried over instead. */
export function catalogueRequests({
  presenters,
  series,
  priceLists,
  passes,
}: Catalogue): Request[] {
  return [
    ...presenters.map((body) => ({ path: '/presenters', body })),
    ...series.map((body) => ({ path: '/series', body })),
    ...priceLists.map(({ slug, includes, ...list }) => ({
      path: '/price-lists',
      body: {
        slug,
        individualCents: list.individual,
        teamTiers: list.teamTiers.map(({ minimumSeats, seatPrice }) => ({
          minimumSeats,
          seatCents: seatPrice,
        })),
        groupShowingCents: list.groupShowing,
        institutionCents: list.institution,
        includes,
      },
    })),
    ...passes.map(({ price, opens, ...pass }) => ({
      path: '/pass-products',
      body: { ...pass, priceCents: price, opensPresenter: opens.presenter },
    })),
  ]
}
