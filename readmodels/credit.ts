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
  const { holder, cursor, limit } = wanted
  const rows = await sql<{ holder: string; name: string; entries: CreditEntry[] }[]>`
    select holder, coalesce(organisations.name, people.name, people.email) as name,
      array(
        select jsonb_build_object('kind', kind, 'cents', sum(cents))
        from credit_entries
        where credit_entries.holder = credit_accounts.holder
        group by kind
      ) as entries
    from credit_accounts
    left join organisations on organisations.id = case
      when holder like 'organisation:%' then substr(holder, length('organisation:') + 1)::uuid
    end
    left join people on people.id = case
      when holder like 'person:%' then substr(holder, length('person:') + 1)::uuid
    end
    where holder > ${cursor ?? ''} ${holder ? sql`and holder = ${holder}` : sql``}
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
  const { organisation, person } = heldBy(holder)
  const rows = await sql`
    select from organisations where id = ${organisation}
    union all
    select from people where id = ${person}
  `
  return rows.length > 0
}

/** The id that a holder is named by, `organisation:<id>` or `person:<id>`; none where it is no name of a holder. */
export function heldBy(holder: string): { organisation: string | null; person: string | null } {
  const [, noun, id = null] =
    /^(organisation|person):([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})$/.exec(holder) ?? []
  return {
    organisation: noun === 'organisation' ? id : null,
    person: noun === 'person' ? id : null,
  }
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
