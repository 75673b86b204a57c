import type { Fragment, Sql } from '../../database/connect.ts'
import { exported } from '../exports.ts'
import { type Invariant, owed, received } from './invariant.ts'

/** What administrators take into a spreadsheet is what the books say, told anew without the joins of the exports. */
export const exportInvariants: Invariant[] = [
  {
    name: 'The exported payments of an order are what it received',
    rows: (sql) => sql`
      with shown as (
        select cells ->> 3 as number, sum(cents) as cents from (${part(sql, 'payments', 0)}) part group by 1
      ), booked as (
        select order_number as number, sum(${received(sql)}) as cents from ledger_entries group by 1
      )
      select 'order:' || number as id, ${difference(sql)} as wrong
      from shown
      full join booked using (number)
    `,
  },
  {
    name: 'The exported movements of credit are what is held',
    rows: (sql) => sql`
      with shown as (
        select position, sum(cents) as cents from (${part(sql, 'payments', 1)}) part group by 1
      ), booked as (
        select position, case when kind in ('from-check', 'from-order') then cents else -cents end as cents
        from credit_entries
      )
      select 'credit-entry:' || position as id, ${difference(sql)} as wrong
      from shown
      full join booked using (position)
    `,
  },
  {
    name: 'The exported checks of a deposit are what its slip says',
    rows: (sql) => sql`
      with shown as (
        select cells ->> 0 as number, sum(cents) as cents from (${part(sql, 'deposits', 0)}) part group by 1
      ), booked as (
        select number, total_cents as cents
        from deposits
      )
      select 'deposit:' || deposits.id as id, ${difference(sql)} as wrong
      from shown
      full join booked using (number)
      join deposits using (number)
      where not exists (
        select from submissions where origin = 'deposit:' || deposits.id and outcome is distinct from 'applied'
      )
    `,
  },
  {
    name: 'The exported invoices are all that were issued',
    rows: (sql) => sql`
      with shown as (
        select position::integer as number, sum(cents) as cents from (${part(sql, 'invoices', 0)}) part group by 1
      ), booked as (
        select number, total_cents as cents from invoices
      )
      select 'invoice:' || number as id, ${difference(sql)} as wrong
      from shown
      full join booked using (number)
    `,
  },
  {
    name: 'The exported open items are what is open',
    rows: (sql) => sql`
      with shown as (
        select position::text as number, sum(cents) as cents from (${part(sql, 'open-items', 0)}) part group by 1
      ), booked as (
        select order_number as number, greatest(0, sum(${owed(sql)} - ${received(sql)})) as cents
        from ledger_entries
        group by 1
      )
      select 'order:' || number as id, ${difference(sql)} as wrong
      from shown
      full join booked using (number)
    `,
  },
]

function part(sql: Sql, name: keyof typeof exported, nth: number): Fragment {
  const found = exported[name].parts(sql, { zone: 'UTC' }, () => sql``)[nth]
  if (found === undefined) throw new Error(`${name} has no part ${nth}`)
  return found
}

function difference(sql: Sql): Fragment {
  return sql`case when coalesce(shown.cents, 0) <> coalesce(booked.cents, 0)
    then format('%s cents are exported, %s are booked', coalesce(shown.cents, 0), coalesce(booked.cents, 0))
  end`
}
