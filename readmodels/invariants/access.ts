import type { Invariant } from './invariant.ts'

/** Access follows money, a seat is one person's, and what is closed for a while has its reason. */
export const accessInvariants: Invariant[] = [
  {
    name: 'What an order opens is paid for, accepted, released or free, and not on hold or ended',
    rows: (sql) => sql`
      select 'grant:' || grants.id as id,
        case
          when stage in ('on-hold', 'cancelled', 'written-off', 'refunded', 'quoted', 'quote-expired')
            then format('order %s is %s, and %s is open', number, stage, opens)
          when recordings_suspended_at is not null and opens = 'recording'
            then format('order %s has its recordings suspended, and one is open', number)
          when stage not in ('paid', 'part-refunded', 'disputed') and released_at is null and suspends_at is null
            and (opens = 'recording' or accepted_at is null)
            then format('order %s is %s, and %s is open', number, stage, opens)
        end as wrong
      from grants
      join orders on grants.source = 'order:' || number
      where ended_at is null and suspended_at is null
    `,
  },
  {
    name: 'Whoever has a seat of a paid order can watch',
    rows: (sql) => sql`
      select 'seat:' || seats.id as id,
        case when not exists (
          select from grants
          where seat_id = seats.id and grants.person_id = seats.person_id and opens = 'recording'
            and ended_at is null and suspended_at is null
        ) then format('order %s is %s, and its seat opens nothing', orders.number, stage) end as wrong
      from seats
      join orders on orders.number = order_number
      where seats.person_id is not null and webinar is not null and recordings_suspended_at is null
        and (
          stage in ('paid', 'part-refunded', 'disputed')
          or (released_at is not null and stage in ('invoiced', 'part-paid', 'overdue'))
        )
    `,
  },
  {
    name: 'What is closed for a while is so for a reason that stands',
    rows: (sql) => sql`
      select 'grant:' || grants.id as id,
        case
          when orders.number is not null and orders.stage <> 'on-hold' and recordings_suspended_at is null
            then format('order %s is %s, and %s is suspended', orders.number, orders.stage, opens)
          when passes.number is not null and passes.suspended_at is null and not exists (
            select from pass_terms where pass_number = passes.number and taken_back_at is not null
          ) then format('pass %s is not suspended', passes.number)
        end as wrong
      from grants
      left join orders on grants.source = 'order:' || orders.number
      left join passes on grants.source = 'pass:' || passes.number
      where grants.ended_at is null and grants.suspended_at is not null
    `,
  },
  {
    name: 'No order has more seats than were bought',
    rows: (sql) => sql`
      select 'order:' || orders.number as id,
        case when taken > coalesce(orders.seats, taken) then format('has %s seats of %s', taken, orders.seats) end as wrong
      from orders
      cross join lateral (
        select count(*) as taken from seats where order_number = orders.number
      ) places
    `,
  },
  {
    name: 'A seat opens to whoever has it, and to nobody else',
    rows: (sql) => sql`
      select 'grant:' || grants.id as id,
        case
          when seats.id is null then 'its seat is not there'
          when grants.source <> 'order:' || order_number then 'its seat is of another order'
          when grants.person_id is distinct from seats.person_id then 'its seat is somebody else’s'
        end as wrong
      from grants
      left join seats on seats.id = seat_id
      where seat_id is not null and ended_at is null
    `,
  },
]
