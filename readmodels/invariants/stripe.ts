import type { Invariant } from './invariant.ts'

/** What Stripe did is in the books once. */
export const stripeInvariants: Invariant[] = [
  {
    name: 'Each id of Stripe’s stands on one row',
    rows: (sql) => sql`
      with named as (
        select payment_intent as id from card_payments
        union all select charge from card_payments where charge is not null
        union all select session from card_checkouts
        union all select refund from card_refunds
        union all select dispute from card_disputes
      )
      select id, case when count(*) > 1 then format('stands on %s rows', count(*)) end as wrong
      from named
      group by id
    `,
  },
  {
    name: 'No two requests of ours have one result at Stripe',
    rows: (sql) => sql`
      select concat_ws(' ', kind, stripe_id) as id,
        case when count(*) > 1 then 'came of ' || string_agg(key, ' and ') end as wrong
      from card_requests
      where stripe_id is not null and kind in ('checkout', 'refund', 'charge')
      group by kind, stripe_id
    `,
  },
  {
    name: 'A card payment is refunded and disputed no further than it came',
    rows: (sql) => sql`
      select 'card-payment:' || card_payments.id as id,
        case
          when refunded > cents then format('%s cents of %s are refunded', refunded, cents)
          when disputed > cents then format('%s cents of %s are disputed', disputed, cents)
        end as wrong
      from card_payments
      cross join lateral (
        select coalesce(sum(card_refunds.cents), 0) as refunded
        from card_refunds
        where payment_id = card_payments.id and state <> 'failed'
      ) refunds
      cross join lateral (
        select coalesce(max(card_disputes.cents), 0) as disputed
        from card_disputes
        where payment_id = card_payments.id
      ) disputes
    `,
  },
  {
    name: 'No order has two pages of Stripe open at once',
    rows: (sql) => sql`
      select 'order:' || order_number as id,
        case when count(*) filter (where state = 'open') > 1 then string_agg(session, ' and ') end as wrong
      from card_checkouts
      where not exists (
        select from card_requests
        where card_requests.order_number = card_checkouts.order_number and kind = 'expire' and state = 'wanted'
      )
      group by order_number
    `,
  },
]
