import type { Sql } from '../database/connect.ts'
import { balanceOf, type LedgerEntry } from '../domain/ledger.ts'
import { type CreditEntry, creditBalance } from '../domain/settlement.ts'
import { type Page, type PageWanted, paged } from './page.ts'

/** An organisation with what it ordered and what it owes. */
export interface Organisation {
  id: string
  name: string
  orders: number
  openCents: number
  /** What we hold for it; below zero what it owes after a check was taken back. */
  creditCents: number
  lastOrderAt: string | null
  /** The certificate by which it is exempt from sales tax today. */
  exemptUntil: string | null
}

type Row = Omit<Organisation, 'openCents' | 'creditCents'> & {
  ledger: LedgerEntry[]
  credit: CreditEntry[]
  cursor: string
}

/** Organisations by name; with these letters in the name where that is asked. `today` is a local date. */
export async function organisations(
  sql: Sql,
  wanted: PageWanted & { search: string; today: string },
): Promise<Page<Organisation>> {
  const rows = await sql<Row[]>`
    ${select(sql, wanted.today)}
    where strpos(name_key, lower(${wanted.search})) > 0
      and name_key > ${wanted.cursor ?? ''}
    order by name_key
    limit ${wanted.limit + 1}
  `
  return paged(rows.map(balanced), wanted)
}

export async function organisationById(
  sql: Sql,
  { id, today }: { id: string; today: string },
): Promise<Organisation | null> {
  const [row] = await sql<Row[]>`${select(sql, today)} where organisations.id = ${id}`
  if (row === undefined) return null
  const { cursor: _, ...organisation } = balanced(row)
  return organisation
}

function balanced({ ledger, credit, ...row }: Row): Organisation & { cursor: string } {
  return {
    ...row,
    openCents: balanceOf(ledger).openCents,
    creditCents: creditBalance(credit),
  }
}

function select(sql: Sql, today: string) {
  return sql`
    select organisations.id, name, (
        select count(*) from orders where organisation_id = organisations.id
      ) as orders, (
        select max(placed_at) from orders where organisation_id = organisations.id
      ) as "lastOrderAt",
      tax_exempt_on(organisations.id, ${today}) ->> 'validUntil' as "exemptUntil",
      array(
        select jsonb_build_object('kind', kind, 'cents', sum(cents), 'paymentId', null)
        from ledger_entries
        join orders on orders.number = order_number
        where organisation_id = organisations.id
        group by kind
      ) as ledger,
      array(
        select jsonb_build_object('kind', kind, 'cents', sum(cents))
        from credit_entries
        where holder = 'organisation:' || organisations.id
        group by kind
      ) as credit,
      name_key as cursor
    from organisations
  `
}
