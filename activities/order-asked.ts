import type { Sql } from '../database/connect.ts'
import { localDate } from '../domain/calendar.ts'
import type { Asked, AskedSeat } from '../domain/order-state.ts'
import { offerFor } from '../readmodels/offer.ts'

interface Said {
  kind: string
  received_at: string
  webinar: string | null
  pass_product: string | null
  organisation: string | null
  pass_number: string | null
  new_people: number
  carried_over_as: string | null
  leaving: number
  is_named: boolean | null
  was_named_before_live: boolean
  is_taken: boolean
}

/** What the command at hand names, as it stands in the rows; only its submission holds the names and addresses. */
export async function readAsked(
  sql: Sql,
  zone: string,
  { number, submission }: { number: string; submission: string },
): Promise<Asked> {
  const [said] = await sql<Said[]>`
    with sent as (
      select kind, received_at, facts || body as said from submissions where id = ${submission}
    ), people_named as (
      select distinct lower(trim(email)) as email
      from sent, jsonb_array_elements_text(coalesce(said -> 'people', '[]')) email
    ), holders as (
      select email_key from seats join people on people.id = person_id where order_number = ${number}
    )
    select kind, received_at, said ->> 'webinar' as webinar, said ->> 'passProduct' as pass_product,
      said ->> 'organisation' as organisation, said ->> 'passNumber' as pass_number,
      (
        select count(*) from people_named where email not in (select email_key from holders)
      ) as new_people,
      (
        select order_number from invoices
        where kind = 'carryOver' and lower(former_number) = lower(said ->> 'invoiceNumber')
        limit 1
      ) as carried_over_as,
      (
        select count(distinct seats.id)
        from seats
        join jsonb_array_elements_text(coalesce(said -> 'leaving', '[]')) leaving on leaving = seats.id::text
        where order_number = ${number} and person_id is not null
      ) as leaving,
      case when seat.id is not null then seat.person_id is not null end as is_named,
      coalesce(seat.named_at < webinars.starts_at, false) as was_named_before_live,
      lower(trim(said ->> 'email')) in (select email_key from holders) as is_taken
    from sent
    left join seats seat on seat.id::text = said ->> 'seat' and seat.order_number = ${number}
    left join orders on orders.number = ${number}
    left join webinars on webinars.slug = orders.webinar
  `
  if (said === undefined) throw new Error(`No submission ${submission}`)
  return {
    on: localDate(said.received_at, zone),
    offer:
      said.kind === 'place' || said.kind === 'carryOver'
        ? await offerFor(sql, zone, wantedBy(said))
        : null,
    seat: seatOf(said),
    newPeople: said.new_people,
    carriedOverAs: said.carried_over_as,
    leaving: said.leaving,
  }
}

function wantedBy(said: Said) {
  return {
    webinar: said.webinar,
    passProduct: said.pass_product,
    organisation: said.organisation,
    passNumber: said.pass_number,
    at: said.received_at,
  }
}

function seatOf(said: Said): AskedSeat | null {
  if (said.is_named === null) return null
  return {
    isNamed: said.is_named,
    wasNamedBeforeLive: said.was_named_before_live,
    isTaken: said.is_taken ?? false,
  }
}
