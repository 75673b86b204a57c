import { credited, type Invariant } from './invariant.ts'

/** Credit is what orders and checks passed on, and nothing else. */
export const creditInvariants: Invariant[] = [
  {
    name: 'Credit is below zero only where a task asks somebody to look, or somebody has looked since',
    rows: (sql) => sql`
      select holder as id,
        case when cents < 0 and not exists (
          select from tasks
          where kind = 'credit-negative' and facts ->> 'holder' = holder
            and (closed_at is null or closed_at >= last_at)
        ) then format('owes %s cents, and nobody is asked to look', -cents) end as wrong
      from (
        select holder, sum(${credited(sql)}) as cents, max(at) as last_at from credit_entries group by holder
      ) accounts
    `,
  },
  {
    name: 'What an order passed on or was given is on its holder’s credit',
    rows: (sql) => sql`
      with booked as (
        select order_number, sum(case kind when 'credit-out' then cents else -cents end) as cents
        from ledger_entries
        where kind in ('credit-out', 'credit-in')
        group by order_number
      ), kept as (
        select order_number, sum(${credited(sql)}) as cents
        from credit_entries
        where order_number is not null and kind in ('from-order', 'to-order', 'taken-back')
        group by order_number
      )
      select 'order:' || order_number as id,
        case when coalesce(booked.cents, 0) <> coalesce(kept.cents, 0)
          then format('passed on %s cents, and its credit moved by %s', coalesce(booked.cents, 0), coalesce(kept.cents, 0))
        end as wrong
      from booked
      full join kept using (order_number)
    `,
  },
  {
    name: 'What a check has left is credit of its holder',
    rows: (sql) => sql`
      select 'check:' || checks.id as id,
        case
          when credit_holder is null and kept <> 0 then format('is nobody’s, and %s cents of it are credit', kept)
          when credit_holder is not null and kept <> case when reversed_at is null then cents - given else 0 end
            then format('%s cents of it are credit, where %s are left', kept, cents - given)
        end as wrong
      from checks
      cross join lateral (
        select coalesce(sum(check_allocations.cents), 0) as given
        from check_allocations
        where check_id = checks.id and ended_at is null
      ) shares
      cross join lateral (
        select coalesce(sum(${credited(sql)}), 0) as kept
        from credit_entries
        where payment_id = checks.id and order_number is null
      ) credit
    `,
  },
]
