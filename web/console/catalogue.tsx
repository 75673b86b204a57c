import type { PassProduct, PriceList } from '../../domain/catalog.ts'
import { formatCents } from '../../domain/money.ts'
import { may } from '../../domain/permission.ts'
import type { Presenter, Series } from '../../readmodels/catalogue.ts'
import { useSite } from '../site.ts'
import { Table } from '../table.tsx'
import { Console } from './layout.tsx'
import { Saved } from './saved.tsx'

export interface CatalogueShown {
  presenters: readonly Presenter[]
  series: readonly Series[]
  priceLists: readonly PriceList[]
  passProducts: readonly PassProduct[]
  saved: string | null
}

/** What webinars are made of, and the passes that are on sale. */
export function Catalogue(props: CatalogueShown) {
  const { presenters, series, priceLists, passProducts, saved } = props
  const { person } = useSite()
  const mayEdit = may(person?.role ?? null, 'edit the catalogue')
  return (
    <Console title="Catalog">
      <p class="eyebrow">
        <a href="/console/webinars">Webinars</a>
      </p>
      <h1>Catalog</h1>
      <Saved what={saved} />
      <h2>Presenters</h2>
      <Table
        caption="Presenters"
        isCaptionHidden
        rows={presenters}
        columns={[
          {
            title: 'Name',
            cell: ({ slug, name }) => named('presenters', slug, name),
            isHead: true,
          },
          { title: 'Biography', cell: ({ biography }) => biography },
        ]}
        empty="There is no presenter yet. A webinar needs one."
      />
      {mayEdit && <Add noun="presenters" label="Add a presenter" />}
      <h2>Series</h2>
      <Table
        caption="Series"
        isCaptionHidden
        rows={series}
        columns={[
          { title: 'Title', cell: ({ slug, title }) => named('series', slug, title), isHead: true },
          { title: 'Short name', cell: ({ slug }) => slug },
        ]}
        empty="There is no series yet. A webinar can do without."
      />
      {mayEdit && <Add noun="series" label="Add a series" />}
      <h2>Price lists</h2>
      <Table
        caption="Price lists"
        isCaptionHidden
        rows={priceLists}
        columns={[
          { title: 'List', cell: ({ slug }) => named('price-lists', slug, slug), isHead: true },
          { title: 'Includes', cell: ({ includes }) => includes.join(', ') || 'nothing more' },
          { title: 'Teams', cell: teams },
          {
            title: 'One person',
            cell: (list) => formatCents(list.individualCents),
            isNumber: true,
          },
          { title: 'Showing', cell: (list) => priceOf(list.groupShowingCents), isNumber: true },
          { title: 'Institution', cell: (list) => priceOf(list.institutionCents), isNumber: true },
        ]}
        empty="There is no price list yet. A webinar needs one."
      />
      {mayEdit && <Add noun="price-lists" label="Add a price list" />}
      <h2>Passes on sale</h2>
      <Table
        caption="Passes on sale"
        isCaptionHidden
        rows={passProducts}
        columns={[
          {
            title: 'Title',
            cell: ({ slug, title }) => named('pass-products', slug, title),
            isHead: true,
          },
          {
            title: 'Opens webinars of',
            cell: (pass) => nameOf(presenters, pass.opensPresenterSlug),
          },
          { title: 'Months', cell: ({ termMonths }) => termMonths, isNumber: true },
          { title: 'Price', cell: ({ priceCents }) => formatCents(priceCents), isNumber: true },
        ]}
        empty="No pass is on sale."
      />
      {mayEdit && <Add noun="pass-products" label="Add a pass" />}
    </Console>
  )
}

function named(noun: string, slug: string, label: string) {
  return <a href={`/console/catalogue/${noun}/${slug}`}>{label}</a>
}

function Add({ noun, label }: { noun: string; label: string }) {
  return (
    <p>
      <a href={`/console/catalogue/${noun}/new`} class="button secondary">
        {label}
      </a>
    </p>
  )
}

function teams({ teamTiers }: PriceList): string {
  const tiers = teamTiers.map(
    ({ minimumSeats, seatCents }) => `${minimumSeats} or more: ${formatCents(seatCents)} each`,
  )
  return tiers.join('; ') || 'not for sale'
}

function priceOf(cents: number | null): string {
  return cents === null ? '–' : formatCents(cents)
}

function nameOf(presenters: readonly Presenter[], slug: string): string {
  return presenters.find((presenter) => presenter.slug === slug)?.name ?? slug
}
