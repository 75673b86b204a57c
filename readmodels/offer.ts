import type { Sql } from '../database/connect.ts'
import { localDate } from '../domain/calendar.ts'
import type { Inclusion, PassProduct, PriceList, TeamTier } from '../domain/catalog.ts'
import { addDays } from '../domain/date.ts'
import { latestExpectedOn } from '../domain/dunning.ts'
import type { Offer, Opens } from '../domain/order-state.ts'
import { passToRenew, validPassOf } from './pass.ts'

/** Days from an invoice to its due date, where nothing else is agreed. */
export const usualTermsDays = 30

export interface OfferWanted {
  webinar: string | null
  passProduct: string | null
  organisation: string | null
  passNumber: string | null
  /** The instant at which it is asked for. */
  at: string
}

interface Row {
  individual_cents: number | null
  price_list: string | null
  team_tiers: TeamTier[]
  group_showing_cents: number | null
  institution_cents: number | null
  includes: Inclusion[]
  sells: Opens | null
  pass: PassProduct | null
  seats_reached: number
  presenter: string | null
}

/** What is sold as asked for, at which prices, to whom. */
export async function offerFor(sql: Sql, zone: string, wanted: OfferWanted): Promise<Offer> {
  const on = localDate(wanted.at, zone)
  const { webinar, passProduct, passNumber } = wanted
  const [row] = await sql<Row[]>`
    select price_list, individual_cents, team_tiers, group_showing_cents, institution_cents, includes,
      case
        when stage in ('on-sale', 'join-ready', 'live') and ended_at is null then 'live'
        when stage in ('wrap-up', 'recorded', 'archived') and recording_at is not null then 'recording'
      end as sells,
      (
        select jsonb_build_object('slug', slug, 'title', title, 'priceCents', price_cents, 'termMonths', term_months,
          'opensPresenterSlug', opens_presenter)
        from pass_products
        where slug = ${passProduct}
      ) as pass,
      (
        select coalesce(sum(seats), 0)
        from orders
        join organisations on organisations.id = organisation_id
        where name_key = lower(regexp_replace(trim(${wanted.organisation}), '\s+', ' ', 'g'))
          and orders.webinar = ${webinar} and product in ('individual', 'team')
          and (orders.stage in ('paid', 'part-refunded', 'disputed') or accepted_at is not null)
          and orders.stage not in ('cancelled', 'written-off', 'refunded')
      ) as seats_reached, webinars.presenter
    from (select) nothing
    left join webinars on webinars.slug = ${webinar}
    left join price_lists on price_lists.slug = price_list
  `
  if (row === undefined) throw new Error('Nothing was read of the offer')
  const [valid, renewal] =
    passNumber === null
      ? [null, null]
      : await Promise.all([
          validPassOf(sql, passNumber, { at: wanted.at, zone }),
          passToRenew(sql, passNumber),
        ])
  return {
    list: listOf(row),
    sells: row.sells,
    pass: row.pass,
    seatsReached: row.seats_reached,
    isPassValid: valid !== null && valid.presenterSlug === row.presenter,
    renews: passProduct === null ? null : renewal,
    on,
    latestExpectedOn: latestExpectedOn(addDays(on, usualTermsDays)),
  }
}

function listOf(row: Row): PriceList | null {
  if (row.price_list === null || row.individual_cents === null) return null
  return {
    slug: row.price_list,
    individualCents: row.individual_cents,
    teamTiers: row.team_tiers,
    groupShowingCents: row.group_showing_cents,
    institutionCents: row.institution_cents,
    includes: row.includes,
  }
}
