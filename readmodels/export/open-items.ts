import type { Fragment, Sql } from '../../database/connect.ts'
import { endOfDay } from '../../domain/calendar.ts'
import { type Days, dayOf, type Sheet } from './sheet.ts'

/** Every order of which something was open at the end of the last day, with what is due and since when. */
export const openItems: Sheet = {
  columns: [
    'order',
    'state today',
    'invoice',
    'organization',
    'buyer',
    'bill to',
    'purchase order',
    'issued on',
    'due on',
    'charged',
    'received',
    'amount',
    'currency',
  ],
  parts: (sql, days, page) => [
    sql`
    select orders.number::bigint as position, 'open' as kind, owed - received as cents, jsonb_build_array(
      orders.number, orders.stage, coalesce(former_number, invoices.number::text), organisations.name,
      coalesce(buyer_name, people.name), coalesce(orders.bill_to ->> 'organisation', orders.bill_to ->> 'name'),
      orders.purchase_order_number, ${dayOf(sql, sql`issued_at`, days)}, orders.due_on::text, owed, received,
      owed - received, 'USD'
    ) as cells
    from (
      select orders.*, owed, received
      from orders
      cross join lateral (${balance(sql, days)}) balance
      where owed > received ${page(sql`orders.number::bigint`)}
    ) orders
    join people on people.id = buyer_id
    left join organisations on organisations.id = organisation_id
    left join invoices on invoices.order_number = orders.number and voided_at is null
  `,
  ],
}

/** What an order owed and had received at the end of the last day, in cents; of the table `orders`. */
export function balance(sql: Sql, days: Until): Fragment {
  return sql`
    select ${sums(sql)} from ledger_entries where order_number = orders.number and ${isUntil(sql, days)}
  `
}

/** The same of every order by its number, in one pass. */
export function balances(sql: Sql, days: Until): Fragment {
  return sql`
    select order_number, ${sums(sql)} from ledger_entries where ${isUntil(sql, days)} group by order_number
  `
}

type Until = Omit<Days, 'from'>

function sums(sql: Sql): Fragment {
  return sql`
      coalesce(sum(case
        when kind in ('charge', 'fee', 'reinstatement') then cents
        when kind in ('credit-note', 'refund', 'write-off') then -cents
      end), 0)::bigint as owed,
      coalesce(sum(case
        when kind in ('payment', 'credit-in', 'refund-returned') then cents
        when kind in ('reversal', 'credit-out', 'refund') then -cents
      end), 0)::bigint as received
  `
}

function isUntil(sql: Sql, { to, zone }: Until): Fragment {
  return sql`at < ${to ? endOfDay(to, zone) : 'infinity'}::timestamptz`
}
