import type { Fragment, Sql } from '../database/connect.ts'

/** What is saved of the catalogue: new under this slug, or in place of what stood there. */
export function catalogueEffects(sql: Sql): Record<Saved, (slug: string) => Fragment> {
  return {
    presenter: (slug) => sql`saved as (
      insert into presenters (slug, name, biography)
      select ${slug}, said ->> 'name', said ->> 'biography' from claim
      on conflict (slug) do update set name = excluded.name, biography = excluded.biography
    )`,

    series: (slug) => sql`saved as (
      insert into series (slug, title)
      select ${slug}, said ->> 'title' from claim
      on conflict (slug) do update set title = excluded.title
    )`,

    priceList: (slug) => sql`saved as (
      insert into price_lists
        (slug, individual_cents, team_tiers, group_showing_cents, institution_cents, includes)
      select ${slug}, (said ->> 'individualCents')::integer, said -> 'teamTiers',
        (said ->> 'groupShowingCents')::integer, (said ->> 'institutionCents')::integer,
        array(select jsonb_array_elements_text(said -> 'includes'))
      from claim
      on conflict (slug) do update
      set individual_cents = excluded.individual_cents, team_tiers = excluded.team_tiers,
        group_showing_cents = excluded.group_showing_cents, institution_cents = excluded.institution_cents,
        includes = excluded.includes
    )`,

    passProduct: (slug) => sql`saved as (
      insert into pass_products (slug, title, price_cents, term_months, opens_presenter)
      select ${slug}, said ->> 'title', (said ->> 'priceCents')::integer, (said ->> 'termMonths')::integer,
        presenters.slug
      from claim
      join presenters on presenters.slug = said ->> 'opensPresenter'
      on conflict (slug) do update
      set title = excluded.title, price_cents = excluded.price_cents, term_months = excluded.term_months,
        opens_presenter = excluded.opens_presenter
    )`,
  }
}

type Saved = 'presenter' | 'series' | 'priceList' | 'passProduct'
