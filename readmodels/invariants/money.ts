import { type Invariant, owed, received } from './invariant.ts'

/** An order owes what it was charged, and says so by its stage. */
export const moneyInvariants: Invariant[] = [
  {
    name: 'An order’s charges, payments, credits and refunds add up to what its stage says',
    rows: (sql) => sql`
      with balances as (
        select orders.number, stage, coalesce(sum(${owed(sql)} - ${received(sql)}), 0) as open,
          coalesce(sum(${received(sql)}), 0) as received
        from orders
        left join ledger_entries on order_number = number
        group by orders.number
      )
      select 'order:' || number as id,
        case
          when open < 0 then format('%s cents too much are kept, though they should be credit', -open)
          when received < 0 then format('%s cents more went out than came in', -received)
          when stage in ('invoiced', 'part-paid', 'overdue', 'on-hold', 'awaiting-card', 'expired', 'po-submitted',
            'po-declined') and open = 0 then format('is %s, and nothing is open', stage)
          when stage in ('quoted', 'quote-expired', 'paid', 'part-refunded', 'refunded', 'disputed', 'written-off',
            'cancelled') and open > 0 then format('is %s, and %s cents are open', stage, open)
          when stage = 'invoiced' and received > 0 then 'is invoiced, though a part is paid'
          when stage = 'part-paid' and received = 0 then 'is part-paid, and no money is here'
        end as wrong
      from balances
    `,
  },
  {
    name: 'An order is charged its total, and once it is canceled nothing',
    rows: (sql) => sql`
      select 'order:' || number as id,
        case
          when stage in ('cancelled', 'quoted', 'quote-expired', 'refunded') and charged + fees <> refunded
            then format('is %s and charged %s cents', stage, charged + fees - refunded)
          when stage not in ('cancelled', 'quoted', 'quote-expired', 'refunded') and charged <> total_cents
            then format('is charged %s cents of %s', charged, total_cents)
        end as wrong
      from orders
      cross join lateral (
        select coalesce(sum(signed) filter (where not is_of_fee), 0) as charged,
          coalesce(sum(signed) filter (where is_of_fee), 0) as fees,
          coalesce(sum(cents) filter (where kind = 'refund'), 0) as refunded
        from ledger_entries
        cross join lateral (
          select case when kind = 'credit-note' then -cents when kind in ('charge', 'fee') then cents end as signed,
            kind = 'fee' or (kind = 'credit-note' and payment_id is not null) as is_of_fee
        ) told
        where order_number = number
      ) books
    `,
  },
  {
    name: 'An invoice that stands demands the total of its order, which has one while it is owed by invoice',
    rows: (sql) => sql`
      select 'order:' || orders.number as id,
        case
          when invoices.number is null and stage in ('invoiced', 'part-paid', 'overdue', 'on-hold')
            then format('is %s without an invoice', stage)
          when invoices.total_cents <> orders.total_cents
            then format('its invoice demands %s cents of %s', invoices.total_cents, orders.total_cents)
          when invoices.number is not null and stage in ('quoted', 'quote-expired', 'cancelled', 'po-submitted')
            then format('is %s, and its invoice stands', stage)
        end as wrong
      from orders
      left join invoices on order_number = orders.number and voided_at is null
    `,
  },
  {
    name: 'The total of an order is the sum of its lines',
    rows: (sql) => sql`
      select 'order:' || number as id,
        case when total_cents <> coalesce(summed, 0) then format('its lines add up to %s', summed) end as wrong
      from orders
      cross join lateral (
        select sum((line ->> 'totalCents')::integer) as summed from jsonb_array_elements(lines) line
      ) added
    `,
  },
]
