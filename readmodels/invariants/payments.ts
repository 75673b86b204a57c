import { type Invariant, received } from './invariant.ts'

/** What a ledger says was received is what checks and card payments gave, to the cent. */
export const paymentInvariants: Invariant[] = [
  {
    name: 'Every payment of a ledger is a check’s, a card payment’s, or from before it was carried over',
    rows: (sql) => sql`
      select 'entry:' || ledger_entries.id as id,
        case
          when payment_id is null and not carried_over then 'is nobody’s'
          when payment_id is not null
            and not exists (select from checks where checks.id = payment_id)
            and not exists (select from card_payments where card_payments.id = payment_id)
            then format('no check and no card payment is %s', payment_id)
        end as wrong
      from ledger_entries
      join orders on number = order_number
      where kind in ('payment', 'reversal')
    `,
  },
  {
    name: 'An order has received what a check allocates to it, and no more once the allocation ends',
    rows: (sql) => sql`
      with allocated as (
        select check_id, order_number, coalesce(sum(cents) filter (where ended_at is null), 0) as cents
        from check_allocations
        group by check_id, order_number
      ), booked as (
        select payment_id as check_id, order_number,
          sum(case kind when 'payment' then cents when 'reversal' then -cents else 0 end) as cents
        from ledger_entries
        where payment_id in (select id from checks)
        group by payment_id, order_number
      )
      select concat_ws(' ', 'check:' || check_id, 'order:' || order_number) as id,
        case when coalesce(booked.cents, 0) <> coalesce(allocated.cents, 0)
          then format('%s cents are allocated and %s booked', coalesce(allocated.cents, 0), coalesce(booked.cents, 0))
        end as wrong
      from allocated
      full join booked using (check_id, order_number)
      where not exists (
        select from submissions
        where origin = 'check:' || check_id and subject = 'order:' || order_number and settled_at is null
      )
    `,
  },
  {
    name: 'A check gives out no more than it is worth, and nothing once it is taken back',
    rows: (sql) => sql`
      select 'check:' || checks.id as id,
        case
          when given > cents then format('%s cents of %s are allocated', given, cents)
          when given > 0 and reversed_at is not null then format('is taken back, and %s cents are allocated', given)
        end as wrong
      from checks
      cross join lateral (
        select coalesce(sum(check_allocations.cents), 0) as given
        from check_allocations
        where check_id = checks.id and ended_at is null
      ) shares
    `,
  },
  {
    name: 'A card payment is booked once, on its order, with its cents',
    rows: (sql) => sql`
      select 'card-payment:' || card_payments.id as id,
        case when entries <> 1 or booked <> card_payments.cents or elsewhere > 0
          then format('%s cents came, %s are booked in %s entries', card_payments.cents, booked, entries)
        end as wrong
      from card_payments
      cross join lateral (
        select count(*) filter (where kind = 'payment') as entries,
          coalesce(sum(cents) filter (where kind = 'payment'), 0) as booked,
          count(*) filter (where ledger_entries.order_number <> card_payments.order_number) as elsewhere
        from ledger_entries
        where payment_id = card_payments.id
      ) books
    `,
  },
  {
    name: 'No payment is taken back further than it came',
    rows: (sql) => sql`
      select concat_ws(' ', 'payment:' || payment_id, 'order:' || order_number) as id,
        case when sum(case kind when 'payment' then cents when 'reversal' then -cents else 0 end) < 0
          then 'more was reversed than came'
        end as wrong
      from ledger_entries
      where payment_id is not null
      group by payment_id, order_number
    `,
  },
  {
    name: 'No order gives back more than it has',
    rows: (sql) => sql`
      select 'order:' || order_number as id,
        case when sum(${received(sql)}) < 0 then format('%s cents too many went out', -sum(${received(sql)})) end as wrong
      from ledger_entries
      group by order_number
    `,
  },
]
