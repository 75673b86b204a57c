import type { Sql } from '../database/connect.ts'
import type { OrderStage } from '../domain/order-state.ts'
import type { Registration } from './registration.ts'
import { planOf } from './webinar-plan.ts'

/** A webinar in which somebody has a place, with what that opens. */
export type OwnWebinar = Omit<
  Registration,
  'personId' | 'name' | 'joinRevision' | 'joinDetailsAt' | 'revision'
>

export interface OwnOrder {
  number: string
  title: string
  stage: Exclude<OrderStage, 'unplaced'>
  placedAt: string
  linkVersion: number
}

export interface OwnPass {
  number: string
  title: string
  endsOn: string | null
  linkVersion: number
}

/** At most so many of each stand on somebody's own page. */
const most = 200

/** The webinars in which a person has a place, the next one first, then the latest. `at` is an ISO instant. */
export async function ownWebinars(
  sql: Sql,
  { personId, at }: { personId: string; at: string },
): Promise<OwnWebinar[]> {
  return sql<OwnWebinar[]>`
    select webinar, title, starts_at as "startsAt", time_zone as "timeZone", minutes, stage, ${planOf(sql)} as plan, includes,
      can_attend as "canAttend", can_watch as "canWatch", registered_at as "registeredAt", join_url as "joinUrl",
      join_notes as "joinNotes", ended_at as "endedAt", slides_url as "slidesUrl", slides_at as "slidesAt",
      recording_url as "recordingUrl", recording_minutes as "recordingMinutes"
    from registrations
    join webinars on webinars.slug = webinar
    join price_lists on price_lists.slug = price_list
    where person_id = ${personId} and (can_attend or can_watch)
    order by starts_at < ${at}::timestamptz, abs(extract(epoch from starts_at - ${at}::timestamptz)), webinar
    limit ${most}
  `
}

/** The orders that a person placed, the latest first. */
export async function ownOrders(sql: Sql, personId: string): Promise<OwnOrder[]> {
  return sql<OwnOrder[]>`
    select number, coalesce(webinars.title, pass_products.title, 'Order') as title, orders.stage,
      placed_at as "placedAt", link_version as "linkVersion"
    from orders
    left join webinars on webinars.slug = webinar
    left join pass_products on pass_products.slug = pass_product
    where buyer_id = ${personId}
    order by placed_at desc, number desc
    limit ${most}
  `
}

/** The passes that a person holds, the newest first. */
export async function ownPasses(sql: Sql, personId: string): Promise<OwnPass[]> {
  return sql<OwnPass[]>`
    select number, title, (
        select max(ends_on) from pass_terms where pass_number = number and taken_back_at is null
      ) as "endsOn", link_version as "linkVersion"
    from passes
    join pass_products on slug = product
    where holder_id = ${personId}
    order by number::integer desc
    limit ${most}
  `
}
