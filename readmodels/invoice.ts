import type { Sql } from '../database/connect.ts'
import type { OrderLine } from '../domain/price.ts'
import type { BillTo } from './order.ts'
import { type Page, type PageWanted, paged } from './page.ts'

/** An invoice as it was issued; when it is void, another one may stand in its place. */
export interface Invoice {
  /** The number that people know it by. */
  number: string
  order: string
  version: number
  issuedAt: string
  dueOn: string
  termsDays: number
  purchaseOrderNumber: string | null
  billTo: BillTo
  lines: OrderLine[]
  totalCents: number
  voidedAt: string | null
  replaces: string | null
  replacedBy: string | null
}

/** Invoices, the latest first; of one order, or only those that stand, where that is asked. */
export async function invoices(
  sql: Sql,
  wanted: PageWanted & { order?: string | undefined; standing?: boolean | undefined },
): Promise<Page<Invoice>> {
  const { order = null, standing = false, cursor } = wanted
  const before = /^\d{1,9}$/.test(cursor ?? '') ? Number(cursor) : 2_147_483_647
  const rows = await sql<(Invoice & { cursor: string })[]>`
    ${select(sql)}
    where (${order}::text is null or invoices.order_number = ${order})
      and (not ${standing} or invoices.voided_at is null) and invoices.number < ${before}
    order by invoices.number desc
    limit ${wanted.limit + 1}
  `
  return paged(rows, wanted)
}

/** The invoice of an order that stands. */
export async function standingInvoice(sql: Sql, order: string): Promise<Invoice | null> {
  const [invoice] = await sql<Invoice[]>`
    ${select(sql)} where invoices.order_number = ${order} and invoices.voided_at is null
  `
  return invoice ?? null
}

/** The last invoice of an order, also when it is void. */
export async function latestInvoice(sql: Sql, order: string): Promise<Invoice | null> {
  const [invoice] = await sql<Invoice[]>`
    ${select(sql)} where invoices.order_number = ${order} order by invoices.version desc limit 1
  `
  return invoice ?? null
}

/** An invoice by its own number in the books. */
export async function invoiceByNumber(sql: Sql, number: number): Promise<Invoice | null> {
  const [invoice] = await sql<Invoice[]>`${select(sql)} where invoices.number = ${number}`
  return invoice ?? null
}

function select(sql: Sql) {
  const shown = (table: string) =>
    sql`coalesce(${sql(table)}.former_number, ${sql(table)}.number::text)`
  return sql`
    select ${shown('invoices')} as number, invoices.order_number as "order", invoices.version,
      invoices.issued_at as "issuedAt", invoices.due_on as "dueOn", invoices.terms_days as "termsDays",
      invoices.purchase_order_number as "purchaseOrderNumber", invoices.bill_to as "billTo", invoices.lines,
      invoices.total_cents as "totalCents", invoices.voided_at as "voidedAt", ${shown('former')} as replaces,
      ${shown('next')} as "replacedBy", invoices.number::text as cursor
    from invoices
    left join invoices former
      on former.order_number = invoices.order_number and former.version = invoices.version - 1
    left join invoices next
      on next.order_number = invoices.order_number and next.version = invoices.version + 1
  `
}
