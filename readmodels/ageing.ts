import type { Sql } from '../database/connect.ts'
import { type Ageing, ageingOf, type OpenItem } from '../domain/ageing.ts'
import { balance } from './export/open-items.ts'

/** What somebody owes, by how long it has been due. */
export interface HolderAgeing extends Ageing {
  /** `organisation:<id>`, or `person:<id>` where there is none. */
  holder: string
  name: string
  orders: number
}

/** What is open at the end of a day by who owes it, the most first; the totals are those of the open items. */
export interface AgeingReport {
  asOf: string
  totals: Ageing
  holders: HolderAgeing[]
}

interface Row {
  holder: string
  name: string
  orders: number
  items: OpenItem[]
}

export async function ageing(
  sql: Sql,
  { asOf, zone }: { asOf: string; zone: string },
): Promise<AgeingReport> {
  const rows = await sql<Row[]>`
    with open_items as (
      select orders.*, owed - received as open
      from orders
      cross join lateral (${balance(sql, { to: asOf, zone })}) balance
      where owed > received
    ), by_day as (
      select coalesce('organisation:' || organisation_id, 'person:' || buyer_id) as holder, due_on,
        count(*) as orders, sum(open)::bigint as open
      from open_items
      group by 1, 2
    )
    select holder, coalesce(organisations.name, people.name, people.email) as name,
      sum(orders)::integer as orders,
      jsonb_agg(jsonb_build_object('dueOn', due_on, 'openCents', open)) as items
    from by_day
    left join organisations on holder = 'organisation:' || organisations.id
    left join people on holder = 'person:' || people.id
    group by holder, organisations.name, people.name, people.email
  `
  const holders = rows.map(({ items, ...holder }) => ({ ...holder, ...ageingOf(items, asOf) }))
  return {
    asOf,
    totals: ageingOf(
      rows.flatMap(({ items }) => items),
      asOf,
    ),
    holders: holders.sort(
      (one, other) => other.openCents - one.openCents || one.holder.localeCompare(other.holder),
    ),
  }
}
