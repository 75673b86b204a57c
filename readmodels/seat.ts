import type { Sql } from '../database/connect.ts'
import type { Opens } from '../domain/order-state.ts'
import { holding } from './search.ts'
import { planOf } from './webinar-plan.ts'

/** A seat of an order; without a person it waits for a name. */
export interface Seat {
  id: string
  position: number
  email: string | null
  namedAt: string | null
  /** What it opens at this moment. */
  opens: Opens[]
}

/** A seat as its own person sees it. */
export interface OwnSeat {
  id: string
  email: string
  person: string
  /** Has joined the community, and was approved. */
  isMember: boolean
  order: string
  webinar: string | null
  title: string
  startsAt: string | null
  minutes: number | null
  opens: Opens[]
  /** How to attend live, once that is known and until it is over. */
  joinUrl: string | null
  joinNotes: string | null
  recordingUrl: string | null
  slidesUrl: string | null
  linkVersion: number
}

/** The seats of an order in their places. */
export async function seatsOfOrder(sql: Sql, number: string): Promise<Seat[]> {
  return sql<Seat[]>`
    select seats.id, seats.position, email, named_at as "namedAt", ${opens(sql)} as opens
    from seats
    left join people on people.id = person_id
    where order_number = ${number}
    order by seats.position
  `
}

/** The seats of an order with a person, part by part, and how many there are in all. */
export interface SeatsFound {
  rows: Seat[]
  named: number
  unnamed: number
  /** Those whose address holds what was looked for. */
  found: number
  /** How many of them stand before these rows. */
  from: number
}

/** Some of the people of an order; the part that holds `seat` where that is given. */
export async function findSeats(
  sql: Sql,
  wanted: { order: string; who: string; seat: string | null; from: number; limit: number },
): Promise<SeatsFound> {
  const { order, who, seat, from, limit } = wanted
  const found = sql`
    select seats.id, seats.position, person_id, named_at, row_number() over (order by seats.position) - 1 as nth
    from seats
    where order_number = ${order} and person_id is not null
      ${who ? sql`and person_id in (select id from people where email_key like ${holding(who)})` : sql``}
  `
  const [[counts], rows] = await Promise.all([
    sql<{ named: number; unnamed: number; found: number }[]>`
      select count(person_id) as named, count(*) - count(person_id) as unnamed,
        (select count(*) from (${found}) found) as found
      from seats
      where order_number = ${order}
    `,
    sql<(Seat & { nth: number })[]>`
      with found as (${found}), start as (
        select coalesce((select nth from found where id = ${seat}), ${from}::bigint) / ${limit} * ${limit} as nth
      )
      select seats.id, position, email, named_at as "namedAt", ${opens(sql)} as opens, seats.nth
      from start, found seats
      join people on people.id = person_id
      where seats.nth >= start.nth and seats.nth < start.nth + ${limit}
      order by position
    `,
  ])
  return {
    rows: rows.map(({ nth: _, ...row }) => row),
    ...(counts ?? { named: 0, unnamed: 0, found: 0 }),
    from: rows[0]?.nth ?? 0,
  }
}

/** A seat that has a person, with what is open to them now. */
export async function ownSeat(sql: Sql, id: string): Promise<OwnSeat | null> {
  const [seat] = await sql<OwnSeat[]>`
    with seat as (
      select seats.id, order_number, person_id, seats.link_version, ${opens(sql)} as opens
      from seats
      where seats.id = ${id} and person_id is not null
    )
    select seat.id, people.email, people.id as person,
      memberships.stage is not distinct from 'active' as "isMember", order_number as "order", orders.webinar,
      coalesce(webinars.title, pass_products.title) as title, starts_at as "startsAt", minutes, opens,
      case when 'live' = any (opens) and ended_at is null and ${planOf(sql)} = 'on' then join_url end as "joinUrl",
      case when 'live' = any (opens) and ended_at is null and ${planOf(sql)} = 'on' then join_notes end as "joinNotes",
      case when 'recording' = any (opens) then recording_url end as "recordingUrl",
      case when 'recording' = any (opens) then slides_url end as "slidesUrl",
      seat.link_version as "linkVersion"
    from seat
    join people on people.id = person_id
    left join memberships on memberships.person_id = people.id
    join orders on orders.number = order_number
    left join webinars on webinars.slug = orders.webinar
    left join pass_products on pass_products.slug = orders.pass_product
  `
  return seat ?? null
}

/** The order by which the person of a seat has a place in the same webinar already. */
export async function earlierOrder(
  sql: Sql,
  { person, order, webinar }: OwnSeat,
): Promise<string | null> {
  const [grant] = await sql<{ number: string }[]>`
    select substr(source, length('order:') + 1) as number
    from grants
    where person_id = ${person} and webinar = ${webinar} and ended_at is null
      and source like 'order:%' and source <> ${`order:${order}`}
    order by granted_at
    limit 1
  `
  return grant?.number ?? null
}

function opens(sql: Sql) {
  return sql`array(
    select distinct grants.opens
    from grants
    where seat_id = seats.id and ended_at is null and suspended_at is null
    order by grants.opens
  )`
}
