import type { Fragment } from '../database/connect.ts'
import { cardAsked, checkoutsClosed } from './card-wanted.ts'
import { post } from './claim.ts'
import { change, type OrderDeps, type OrderStep, type OrderWrites } from './order-change.ts'
import { orderEffects } from './order-effects.ts'
import { issued } from './order-invoice.ts'
import { nextVersion, quoted } from './order-quote-rows.ts'

/** The people of an order: who gets a seat, who gives one up, and who hosts for all of them. */
export function orderSeatActivities(
  deps: OrderDeps,
): OrderWrites<'assignSeats' | 'reassignSeat' | 'resendSeat' | 'reduceSeats' | 'recordHosting'> {
  const { sql, working } = deps
  const { ordered, booked, admitted, done } = orderEffects(sql)

  return {
    assignSeats: (step) =>
      change(deps, step, null, [
        ordered(step, null),
        guests(step),
        step.adds > 0 ? added(step) : named(step),
        ...admitted(step, step.opens),
      ]),

    reassignSeat: (step) =>
      change(deps, step, null, [
        ordered(step, null),
        ...handedOver(step),
        ...admitted(step, step.opens, { invites: false }),
        ...(step.opens.length > 0 ? bothTold(step) : []),
      ]),

    resendSeat: (step) =>
      change(deps, step, null, [
        ordered(step, null),
        toSeat(step, 'seat-invitation', sql`ordered.access = 'roster'`),
        toSeat(step, 'shared-login', sql`ordered.access <> 'roster'`),
      ]),

    reduceSeats: (step) =>
      change(deps, step, step.after, [
        ordered(
          step,
          step.after,
          sql`, product = ${step.product}, seats = ${step.seats}, total_cents = ${step.totalCents},
            lines = ${sql.json(step.lines.map((line) => ({ ...line })))}
            ${step.requotes ? nextVersion(sql) : sql``}`,
        ),
        ...givenUp(step),
        booked(step, step.entries),
        ...(step.reissues ? issued(sql, step, working.zone) : []),
        ...(step.requotes ? quoted(sql, step, working.zone) : []),
        checkoutsClosed(sql, step),
        ...(step.nthPage === null
          ? []
          : cardAsked(sql, step, { cents: step.totalCents, nth: step.nthPage })),
      ]),

    recordHosting: (step) =>
      change(deps, step, null, [
        ordered(
          step,
          null,
          sql`, hosted_at = claim.at, hosting_notes = claim.said ->> 'instructions'`,
        ),
        post(sql, step, {
          as: 'told_institution',
          kind: 'niche-academy-ready',
          to: sql`
            select distinct recipient.id as person_id
            from ordered
            cross join lateral (values (buyer_id), (shared_address_id)) recipient (id)
          `,
        }),
        done(step, ['hosting']),
      ]),
  }

  /** The people of the pasted list who have no seat of this order yet, in its order. */
  function guests(step: OrderStep<'assignSeats'>): Fragment {
    return sql`guests as (
      select known_person(gen_random_uuid(), guest.email) as id, row_number() over (order by guest.place) as place
      from (
        select min(trim(email)) as email, min(place) as place
        from claim, jsonb_array_elements_text(said -> 'people') with ordinality person (email, place)
        where lower(trim(email)) not in (
          select email_key from seats join people on people.id = person_id where order_number = ${step.number}
        )
        group by lower(trim(email))
      ) guest
    )`
  }

  function named(step: OrderStep<'assignSeats'>): Fragment {
    return sql`seated as (
      update seats set person_id = guests.id, named_at = claim.at
      from claim, guests
      join (
        select id, row_number() over (order by position) as place
        from seats
        where order_number = ${step.number} and person_id is null
      ) vacant using (place)
      where seats.id = vacant.id
      returning seats.id, seats.person_id, seats.link_version
    )`
  }

  function added(step: OrderStep<'assignSeats'>): Fragment {
    return sql`seated as (
      insert into seats (id, order_number, position, person_id, named_at)
      select gen_random_uuid(), ${step.number}, coalesce(last.position, 0) + guests.place, guests.id, claim.at
      from claim, guests, (select max(position) as position from seats where order_number = ${step.number}) last
      returning id, person_id, link_version
    )`
  }

  /** The seat is somebody else's from this instant on: the old link and the old grants end with it. */
  function handedOver(step: OrderStep<'reassignSeat'>): Fragment[] {
    return [
      sql`newcomer as (
        select known_person(gen_random_uuid(), trim(said ->> 'email')) as id from claim
      )`,
      sql`seated as (
        update seats
        set former_person_id = person_id, person_id = newcomer.id, named_at = claim.at, link_version = link_version + 1
        from claim, newcomer
        where seats.id = ${step.seat} and order_number = ${step.number}
        returning seats.id, seats.person_id, seats.link_version, former_person_id
      )`,
      sql`handed_over as (
        update grants set ended_at = claim.at
        from claim
        where seat_id = ${step.seat} and source = ${step.subject} and ended_at is null
      )`,
    ]
  }

  function bothTold(step: OrderStep<'reassignSeat'>): Fragment[] {
    const about = sql`jsonb_build_object('seat', id) as data`
    return [
      post(sql, step, {
        as: 'told_newcomer',
        kind: 'seat-reassigned-to',
        to: sql`select person_id, ${about} from seated`,
      }),
      post(sql, step, {
        as: 'told_former',
        kind: 'seat-reassigned-from',
        to: sql`select former_person_id as person_id, ${about} from seated`,
      }),
    ]
  }

  function toSeat(step: OrderStep<'resendSeat'>, kind: string, when: Fragment): Fragment {
    const to = sql`
      select seats.person_id, jsonb_build_object('seat', seats.id) as data
      from ordered
      join seats on order_number = ordered.number
      where seats.id = ${step.seat} and ${when}
    `
    return post(sql, step, { as: `sent_${kind.replace('-', '_')}`, kind, to })
  }

  /** Seats of people who leave go first, then those without a name from the last on. */
  function givenUp(step: OrderStep<'reduceSeats'>): Fragment[] {
    const isLeaving = sql`seats.id = any (${step.leaving}::uuid[])`
    return [
      sql`given_up as (
        delete from seats
        using claim
        where seats.id in (
          select seats.id
          from seats
          where order_number = ${step.number} and (person_id is null or ${isLeaving})
          order by ${isLeaving} desc, position desc
          limit (select count(*) - ${step.seats}::integer from seats where order_number = ${step.number})
        )
        returning seats.person_id
      )`,
      sql`ended as (
        update grants set ended_at = claim.at
        from claim
        where source = ${step.subject} and ended_at is null and seat_id = any (${step.leaving}::uuid[])
      )`,
      post(sql, step, {
        as: 'told_leavers',
        kind: 'seat-withdrawn',
        to: sql`select person_id from ordered, given_up where person_id is not null and accepted_at is not null`,
      }),
    ]
  }
}
