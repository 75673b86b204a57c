import { formatCents } from '../domain/money.ts'
import type { DocumentContent, DocumentTable } from './content.ts'
import { howToPay, type Remittance } from './remittance.ts'

interface OpenItem {
  order: string
  invoice: string | null
  purchaseOrderNumber: string | null
  issuedOn: string | null
  dueOn: string | null
  isOverdue: boolean
  /** What was ordered and fees, together. */
  chargedCents: number
  receivedCents: number
  openCents: number
}

/** All that somebody owes on a day, order by order, and the credit that we hold for them. */
export function statementOfAccount(props: {
  number: string
  of: string
  asOf: string
  items: OpenItem[]
  /** What is open by its age, as label and cents. */
  ages: [label: string, cents: number][]
  openCents: number
  creditCents: number
  remittance: Remittance
}): DocumentContent {
  const { items, openCents, creditCents, of, asOf } = props
  const invoices = items.flatMap(({ invoice }) => (invoice === null ? [] : [invoice]))
  return {
    title: `Statement ${props.number}`,
    standing: openCents > 0 ? `${formatCents(openCents)} is open` : 'Nothing is open',
    facts: [
      ['As of', asOf],
      ...props.ages.map(([label, cents]): [string, string] => [label, formatCents(cents)]),
    ],
    parties: [{ heading: 'Account of', lines: of }],
    opening: items.length === 0 ? [`As of ${asOf} nothing is open.`] : [],
    table: items.length === 0 ? null : itemTable(items, { openCents, creditCents }),
    sections: items.length === 0 ? [] : [howToPay(props.remittance, memo(invoices))],
  }
}

function itemTable(
  items: OpenItem[],
  { openCents, creditCents }: { openCents: number; creditCents: number },
): DocumentTable {
  return {
    caption: 'Orders that are not paid in full',
    columns: [
      { label: 'Invoice', align: 'left' },
      { label: 'Due', align: 'left' },
      { label: 'Charged', align: 'right' },
      { label: 'Received', align: 'right' },
      { label: 'Open', align: 'right' },
    ],
    rows: items.map((item) => ({
      cells: [
        item.invoice === null ? `Order ${item.order}` : `Invoice ${item.invoice}`,
        due(item),
        formatCents(item.chargedCents),
        formatCents(item.receivedCents),
        formatCents(item.openCents),
      ],
      detail: detail(item),
    })),
    totals: [
      { label: 'Balance due', cents: openCents, isStrong: true },
      ...(creditCents > 0 ? [{ label: 'Credit we hold', cents: creditCents }] : []),
    ],
  }
}

function due({ dueOn, isOverdue }: OpenItem): string {
  if (dueOn === null) return 'Not yet due'
  return isOverdue ? `${dueOn}, overdue` : dueOn
}

function detail({ order, invoice, issuedOn, purchaseOrderNumber }: OpenItem): string {
  return [
    invoice !== null && `Order ${order}`,
    issuedOn && `of ${issuedOn}`,
    purchaseOrderNumber && `PO ${purchaseOrderNumber}`,
  ]
    .filter(Boolean)
    .join(', ')
}

function memo(invoices: string[]): string {
  if (invoices.length === 0) return 'Your order number'
  return invoices.length > 6 ? 'The invoice numbers' : `Invoice ${invoices.join(', ')}`
}
