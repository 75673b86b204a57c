import type { Sql } from '../database/connect.ts'
import { type Ageing, ageingOf, type OpenItem } from '../domain/ageing.ts'
import { balances } from './export/open-items.ts'

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
      select organisation_id, case when organisation_id is null then buyer_id end as person_id, due_on,
        count(*) as orders, sum(owed - received)::bigint as open
      from (${balances(sql, { to: asOf, zone })}) balances
      cross join lateral (
        select organisation_id, buyer_id, due_on from orders where number = order_number limit 1
      ) orders
      where owed > received
      group by 1, 2, 3
    ), by_holder as (
      select organisation_id, person_id, sum(orders)::integer as orders,
        jsonb_agg(jsonb_build_object('dueOn', due_on, 'openCents', open)) as items
      from open_items
      group by 1, 2
    )
    select coalesce('organisation:' || organisation_id, 'person:' || person_id) as holder, orders, items,
      coalesce(
        (select name from organisations where id = organisation_id),
        (select coalesce(name, email) from people where id = person_id)
      ) as name
    from by_holder
  `
  const holders = rows.map(({ items, ...holder }) => ({ ...holder, ...ageingOf(items, asOf) }))
  return {
    asOf,
    totals: ageingOf(
      rows.flatMap(({ items }) => items),
      asOf,
    ),
    holders: holders.sort(
      (one, other) => other.openCents - one.openCents || (one.holder < other.holder ? -1 : 1),
    ),
  }
}
