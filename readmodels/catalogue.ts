import type { Sql } from '../database/connect.ts'
import type { PassProduct, PriceList } from '../domain/catalog.ts'
import { type Page, type PageWanted, paged } from './page.ts'

export interface Presenter {
  slug: string
  name: string
  biography: string
}

export interface Series {
  slug: string
  title: string
}

export async function presenters(sql: Sql, wanted: PageWanted): Promise<Page<Presenter>> {
  const rows = await sql<(Presenter & { cursor: string })[]>`
    select slug, name, biography, slug as cursor
    from presenters
    where slug > ${wanted.cursor ?? ''}
    order by slug
    limit ${wanted.limit + 1}
  `
  return paged(rows, wanted)
}

export async function allSeries(sql: Sql, wanted: PageWanted): Promise<Page<Series>> {
  const rows = await sql<(Series & { cursor: string })[]>`
    select slug, title, slug as cursor
    from series
    where slug > ${wanted.cursor ?? ''}
    order by slug
    limit ${wanted.limit + 1}
  `
  return paged(rows, wanted)
}

export async function priceLists(sql: Sql, wanted: PageWanted): Promise<Page<PriceList>> {
  const rows = await sql<(PriceList & { cursor: string })[]>`
    ${selectPriceList(sql)}
    where slug > ${wanted.cursor ?? ''}
    order by slug
    limit ${wanted.limit + 1}
  `
  return paged(rows, wanted)
}

export async function passProducts(sql: Sql, wanted: PageWanted): Promise<Page<PassProduct>> {
  const rows = await sql<(PassProduct & { cursor: string })[]>`
    ${selectPassProduct(sql)}
    where slug > ${wanted.cursor ?? ''}
    order by slug
    limit ${wanted.limit + 1}
  `
  return paged(rows, wanted)
}

/** A pass that can be bought; null when there is none of this slug. */
export async function passProduct(sql: Sql, slug: string): Promise<PassProduct | null> {
  const [row] = await sql<(PassProduct & { cursor: string })[]>`
    ${selectPassProduct(sql)} where slug = ${slug}
  `
  if (row === undefined) return null
  const { cursor: _, ...product } = row
  return product
}

/** Which of these the catalogue does not have. */
export async function missingInCatalogue(
  sql: Sql,
  named: {
    presenter?: string | undefined
    priceList?: string | undefined
    series?: readonly string[] | undefined
  },
): Promise<{ field: 'presenter' | 'priceList' | 'series'; slug: string }[]> {
  const { presenter = null, priceList = null, series = [] } = named
  return sql<{ field: 'presenter' | 'priceList' | 'series'; slug: string }[]>`
    select 'presenter' as field, ${presenter}::text as slug
    where ${presenter}::text is not null and not exists (select from presenters where slug = ${presenter})
    union all
    select 'priceList', ${priceList}::text
    where ${priceList}::text is not null and not exists (select from price_lists where slug = ${priceList})
    union all
    select 'series', wanted
    from unnest(${[...series]}::text[]) wanted
    where not exists (select from series where slug = wanted)
  `
}

function selectPriceList(sql: Sql) {
  return sql`
    select slug, individual_cents as "individualCents", team_tiers as "teamTiers",
      group_showing_cents as "groupShowingCents", institution_cents as "institutionCents", includes, slug as cursor
    from price_lists
  `
}

function selectPassProduct(sql: Sql) {
  return sql`
    select slug, title, price_cents as "priceCents", term_months as "termMonths",
      opens_presenter as "opensPresenterSlug", slug as cursor
    from pass_products
  `
}
