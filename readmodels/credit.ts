import type { Sql } from '../database/connect.ts'
import { type CreditEntry, creditBalance } from '../domain/settlement.ts'
import { type Page, type PageWanted, paged } from './page.ts'

/** What we hold for somebody, below zero what they owe us after a check was taken back. */
export interface Credit {
  /** `organisation:<id>` or `person:<id>`. */
  holder: string
  name: string
  cents: number
}

/** Everybody who has or had credit, in the order of their ids; one holder where that is asked. */
export async function credits(
  sql: Sql,
  wanted: PageWanted & { holder?: string | undefined },
): Promise<Page<Credit>> {
  const { holder = null, cursor, limit } = wanted
  const rows = await sql<{ holder: string; name: string; entries: CreditEntry[] }[]>`
    select holder, coalesce(organisations.name, people.name, people.email) as name,
      array(
        select jsonb_build_object('kind', kind, 'cents', sum(cents))
        from credit_entries
        where credit_entries.holder = credit_accounts.holder
        group by kind
      ) as entries
    from credit_accounts
    left join organisations on holder = 'organisation:' || organisations.id
    left join people on holder = 'person:' || people.id
    where (${holder}::text is null or holder = ${holder}) and holder > ${cursor ?? ''}
    order by holder
    limit ${limit + 1}
  `
  const credits = rows.map(({ entries, ...row }) => ({
    ...row,
    cents: creditBalance(entries),
    cursor: row.holder,
  }))
  return paged(credits, wanted)
}

/** Whether there is such an organisation or person. */
export async function isHolder(sql: Sql, holder: string): Promise<boolean> {
  const rows = await sql`
    select from organisations where ${holder} = 'organisation:' || id
    union all
    select from people where ${holder} = 'person:' || id
  `
  return rows.length > 0
}

/** The first of some order numbers that no order has; null when all are there. */
export async function unknownOrder(sql: Sql, numbers: string[]): Promise<string | null> {
  const [row] = await sql<{ number: string }[]>`
    select wanted.number
    from unnest(${numbers}::text[]) with ordinality wanted (number, position)
    where not exists (select from orders where orders.number = wanted.number)
    order by position
    limit 1
  `
  return row?.number ?? null
}
