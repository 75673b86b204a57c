import type { OrganisationConfig } from '../../config.ts'
import type { Sql } from '../../database/connect.ts'
import type { DocumentContent } from '../../documents/content.ts'
import { creditNote } from '../../documents/credit-note.ts'
import { invoice } from '../../documents/invoice.ts'
import type { PricedLine } from '../../documents/lines.ts'
import { quote } from '../../documents/quote.ts'
import type { Remittance } from '../../documents/remittance.ts'
import type { TaxExempt } from '../../documents/tax.ts'
import { formatDate } from '../../domain/date.ts'
import { balanceOf, type LedgerEntry } from '../../domain/ledger.ts'
import type { OrderLine } from '../../domain/price.ts'
import { listed } from '../../mail/words.ts'
import { type Invoice, invoiceByNumber } from '../../readmodels/invoice.ts'
import { type BillTo, type Order, orderByNumber } from '../../readmodels/order.ts'
import { billToLines, dayOf, lineOf, titleOf } from '../letters/order-words.ts'
import type { Links } from '../links.ts'
import type { IssuedDocument, PaperWriter } from './paper.ts'

export interface OrderPaperDeps {
  sql: Sql
  links: Links
  organisation: OrganisationConfig
}

/** The paper on which orders are offered, asked to be paid, and taken back. */
export function orderPapers(
  deps: OrderPaperDeps,
): Record<'quote' | 'invoice' | 'credit-note', PaperWriter> {
  const { sql, links, organisation } = deps
  const { zone } = organisation

  return {
    quote: async (issued) => {
      const order = await orderOf(sql, issued)
      const { version, heldUntil, billTo, purchaseOrderNumber, lines, totalCents, taxExempt } =
        issued.data as unknown as Quoted
      return quote({
        number: issued.number,
        issuedOn: dayOf(issued.issuedAt, zone),
        heldUntil: formatDate(heldUntil),
        quotedFor: billToLines(billTo),
        purchaseOrderNumber,
        lines: priced(order, lines),
        totalCents,
        isAnew: version > 1,
        taxExempt,
        link: linkOf(order),
      })
    },

    invoice: async (issued) => {
      const [order, issuedInvoice] = await Promise.all([
        orderOf(sql, issued),
        invoiceOf(Number(issued.number)),
      ])
      return invoicePaper(order, issuedInvoice, issued)
    },

    'credit-note': async (issued) => {
      const [order, [noted]] = await Promise.all([
        orderOf(sql, issued),
        sql<{ invoice: number }[]>`
          select invoice_number as invoice from credit_notes where 'C' || number = ${issued.number}
        `,
      ])
      const taken = await invoiceOf(noted?.invoice ?? 0)
      return creditNote({
        number: issued.number,
        invoice: taken.number,
        order: order.number,
        issuedOn: dayOf(issued.issuedAt, zone),
        invoicedOn: dayOf(taken.issuedAt, zone),
        purchaseOrderNumber: taken.purchaseOrderNumber,
        billTo: billToLines(taken.billTo),
        lines: priced(order, taken.lines),
        totalCents: taken.totalCents,
        replacedBy: taken.replacedBy,
      })
    },
  }

  async function invoicePaper(
    order: Order,
    shown: Invoice,
    issued: IssuedDocument,
  ): Promise<DocumentContent> {
    const receivedCents = await receivedBefore(sql, issued)
    const isForAnother = order.buyer.email.toLowerCase() !== shown.billTo.email.toLowerCase()
    return invoice({
      number: shown.number,
      order: order.number,
      issuedOn: dayOf(shown.issuedAt, zone),
      dueOn: formatDate(shown.dueOn),
      netDays: shown.termsDays,
      purchaseOrderNumber: shown.purchaseOrderNumber,
      billTo: billToLines(shown.billTo),
      orderedBy: isForAnother
        ? [order.buyer.name, order.buyer.email].filter(Boolean).join('\n')
        : null,
      seats: order.product === 'pass' ? null : order.seats,
      lines: priced(order, shown.lines),
      totalCents: shown.totalCents,
      receivedCents,
      openCents: shown.totalCents - receivedCents,
      replaces: shown.replaces,
      taxExempt: (issued.data.taxExempt ?? null) as TaxExempt | null,
      remittance: remittanceOf(organisation, linkOf(order)),
    })
  }

  async function invoiceOf(number: number): Promise<Invoice> {
    const found = await invoiceByNumber(sql, number)
    if (found === null) throw new Error(`There is no invoice ${number}`)
    return found
  }

  function linkOf({ number, linkVersion }: Order): string {
    return links.to({ noun: 'order', id: number, version: linkVersion })
  }
}

/** Where a check goes, and where the order is paid by card instead. */
export function remittanceOf(
  { name, remitTo, w9Url }: OrganisationConfig,
  payLink: string | null,
): Remittance {
  return { payee: name, address: remitTo, w9Link: w9Url, payLink }
}

/** The order of a document. @throws where there is none, which its own reference excludes */
export async function orderOf(sql: Sql, { order: number, id }: IssuedDocument): Promise<Order> {
  const order = number === null ? null : await orderByNumber(sql, number)
  if (order === null) throw new Error(`Document ${id} is about no order`)
  return order
}

interface Quoted {
  version: number
  heldUntil: string
  billTo: BillTo
  purchaseOrderNumber: string | null
  lines: OrderLine[]
  totalCents: number
  taxExempt: TaxExempt | null
}

function priced(order: Order, lines: readonly OrderLine[]): PricedLine[] {
  const detail = order.includes.length > 0 ? `With ${listed(order.includes)}` : null
  return lines.map((line) => ({ ...line, what: lineOf(line, titleOf(order)), detail }))
}

/** What had been received for an order when its invoice was issued. */
async function receivedBefore(sql: Sql, { order, issuedAt }: IssuedDocument): Promise<number> {
  const entries = await sql<LedgerEntry[]>`
    select kind, cents, payment_id as "paymentId"
    from ledger_entries
    where order_number = ${order} and at < ${issuedAt}
  `
  return balanceOf(entries).receivedCents
}
