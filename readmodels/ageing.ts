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
      join orders on number = order_number
      where owed > received
      group by 1, 2, 3
    )
    select coalesce('organisation:' || organisation_id, 'person:' || person_id) as holder,
      coalesce(organisations.name, people.name, people.email) as name, sum(orders)::integer as orders,
      jsonb_agg(jsonb_build_object('dueOn', due_on, 'openCents', open)) as items
    from open_items
    left join organisations on organisations.id = organisation_id
    left join people on people.id = person_id
    group by organisation_id, person_id, organisations.name, people.name, people.email
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
