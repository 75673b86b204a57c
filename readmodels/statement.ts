import type { Sql } from '../database/connect.ts'
import { type Age, type Ageing, ageingOf, ageOf } from '../domain/ageing.ts'
import { balanceOf, feesOf, type LedgerEntry } from '../domain/ledger.ts'
import { credits, heldBy } from './credit.ts'

/** One order of which something is open, with what was paid on it. */
export interface StatementItem {
  order: string
  stage: string
  invoice: string | null
  purchaseOrderNumber: string | null
  issuedOn: string | null
  dueOn: string | null
  chargedCents: number
  /** Fees for checks that bounced, on top of what was ordered. */
  feesCents: number
  receivedCents: number
  openCents: number
  age: Age
}

/** What somebody owes and what we hold for them at the end of a day. */
export interface Statement {
  /** `organisation:<id>` or `person:<id>`. */
  holder: string
  name: string
  asOf: string
  items: StatementItem[]
  ageing: Ageing
  /** Credit that pays nothing yet; below zero what a check that was taken back left owing. */
  creditCents: number
}

type Row = Omit<
  StatementItem,
  'chargedCents' | 'feesCents' | 'receivedCents' | 'openCents' | 'age'
> & {
  ledger: LedgerEntry[]
}

/** Open orders of an organisation, or of a person who ordered for none, as they stand; null when nobody is known by that id. */
export async function statement(
  sql: Sql,
  { holder, asOf, zone }: { holder: string; asOf: string; zone: string },
): Promise<Statement | null> {
  const { organisation, person } = heldBy(holder)
  const [[known], rows, { items: accounts }] = await Promise.all([
    sql<{ name: string }[]>`
      select name from organisations where id = ${organisation}
      union all
      select coalesce(name, email) from people where id = ${person}
    `,
    openOrders(sql, holder, zone),
    credits(sql, { holder, cursor: null, limit: 1 }),
  ])
  if (known === undefined) return null
  const items = rows.map((row) => itemOf(row, asOf)).filter(({ openCents }) => openCents > 0)
  return {
    holder,
    name: known.name,
    asOf,
    items,
    ageing: ageingOf(items, asOf),
    creditCents: accounts[0]?.cents ?? 0,
  }
}

/** Whose statement is asked for; null where there is no such organisation, person or order. */
export async function holderAskedFor(
  sql: Sql,
  asked: {
    organisation?: string | undefined
    person?: string | undefined
    order?: string | undefined
  },
): Promise<string | null> {
  const { organisation = null, person = null, order = null } = asked
  const [found] = await sql<{ holder: string }[]>`
    select 'organisation:' || id as holder from organisations where id = ${organisation}
    union all
    select 'person:' || id from people where id = ${person}
    union all
    select coalesce('organisation:' || organisation_id, 'person:' || buyer_id) from orders where number = ${order}
  `
  return found?.holder ?? null
}

function itemOf({ ledger, ...row }: Row, asOf: string): StatementItem {
  const { owedCents, receivedCents, openCents } = balanceOf(ledger)
  const feesCents = feesOf(ledger)
  return {
    ...row,
    chargedCents: owedCents - feesCents,
    feesCents,
    receivedCents,
    openCents,
    age: ageOf(row, asOf),
  }
}

function openOrders(sql: Sql, holder: string, zone: string) {
  const { organisation, person } = heldBy(holder)
  return sql<Row[]>`
    select orders.number as order, stage, coalesce(former_number, invoices.number::text) as invoice,
      orders.purchase_order_number as "purchaseOrderNumber",
      to_char(issued_at at time zone ${zone}, 'YYYY-MM-DD') as "issuedOn", orders.due_on as "dueOn",
      array(
        select jsonb_build_object('kind', kind, 'cents', cents, 'paymentId', payment_id)
        from ledger_entries
        where ledger_entries.order_number = orders.number
      ) as ledger
    from orders
    left join invoices on invoices.order_number = orders.number and voided_at is null
    where ${organisation ? sql`organisation_id = ${organisation}` : sql`organisation_id is null and buyer_id = ${person}`}
      and stage not in ('paid', 'part-refunded', 'refunded', 'disputed', 'cancelled', 'written-off', 'quoted',
        'quote-expired')
    order by orders.due_on nulls last, orders.placed_at, orders.number
  `
}
