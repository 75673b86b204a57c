import type { Sql } from '../database/connect.ts'
import type { PassProduct, PriceList } from '../domain/catalog.ts'

/** What one can choose from for a webinar: its price list, and the cheapest pass that opens it. */
export interface Choices {
  list: PriceList
  pass: PassProduct | null
}

/** The prices of a webinar that everybody may see; null when there is none of this slug. */
export async function choicesFor(sql: Sql, webinar: string): Promise<Choices | null> {
  const [choices] = await sql<Choices[]>`
    select
      jsonb_build_object('slug', price_lists.slug, 'individualCents', individual_cents, 'teamTiers', team_tiers,
        'groupShowingCents', group_showing_cents, 'institutionCents', institution_cents, 'includes', includes) as list,
      (
        select jsonb_build_object('slug', slug, 'title', title, 'priceCents', price_cents, 'termMonths', term_months,
          'opensPresenterSlug', opens_presenter)
        from pass_products
        where opens_presenter = webinars.presenter
        order by price_cents, slug
        limit 1
      ) as pass
    from webinars
    join price_lists on price_lists.slug = price_list
    where webinars.slug = ${webinar} and stage <> 'draft'
  `
  return choices ?? null
}

/** The price list that an order keeps; null for a pass. */
export async function listOfOrder(sql: Sql, number: string): Promise<PriceList | null> {
  const [order] = await sql<{ list: PriceList | null }[]>`
    select price_list as list from orders where number = ${number}
  `
  return order?.list ?? null
}
