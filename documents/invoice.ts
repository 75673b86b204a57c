import { formatCents } from '../domain/money.ts'
import type { DocumentContent, DocumentTable } from './content.ts'
import { type PricedLine, priceTable } from './lines.ts'
import { howToPay, type Remittance } from './remittance.ts'
import { type TaxExempt, taxNote } from './tax.ts'

/** An invoice as it is issued; what comes later stands on receipts. */
export function invoice(props: {
  number: string
  order: string
  issuedOn: string
  dueOn: string
  netDays: number
  purchaseOrderNumber: string | null
  /** Name and address, as lines. */
  billTo: string
  /** Who ordered, where that is somebody else. */
  orderedBy: string | null
  seats: number | null
  lines: PricedLine[]
  totalCents: number
  receivedCents: number
  openCents: number
  /** The number of the invoice in whose place this one stands. */
  replaces: string | null
  taxExempt: TaxExempt | null
  remittance: Remittance
}): DocumentContent {
  const { number, openCents, replaces } = props
  return {
    title: `Invoice ${number}`,
    standing: openCents > 0 ? `${formatCents(openCents)} due ${props.dueOn}` : 'Paid in full',
    facts: [
      ['Date', props.issuedOn],
      ['Due', props.dueOn],
      ['Terms', `Net ${props.netDays} days`],
      ['PO number', props.purchaseOrderNumber],
      ['Order', props.order],
      ['Seats', props.seats === null ? null : String(props.seats)],
    ],
    parties: [
      { heading: 'Bill to', lines: props.billTo },
      ...(props.orderedBy ? [{ heading: 'Ordered by', lines: props.orderedBy }] : []),
    ],
    opening: replaces
      ? [`This invoice replaces invoice ${replaces}, which is void. Please pay only this one.`]
      : [],
    table: priceTable(props.lines, totals(props)),
    sections: [
      ...taxNote(props.taxExempt).map((note) => ({ heading: 'Sales tax', paragraphs: [note] })),
      ...(openCents > 0 ? [howToPay(props.remittance, `Invoice ${number}`)] : []),
    ],
  }
}

function totals({
  totalCents,
  receivedCents,
  openCents,
}: {
  totalCents: number
  receivedCents: number
  openCents: number
}): DocumentTable['totals'] {
  if (receivedCents === 0) return [{ label: 'Total due', cents: openCents, isStrong: true }]
  return [
    { label: 'Total', cents: totalCents },
    { label: 'Received', cents: -receivedCents },
    { label: 'Balance due', cents: openCents, isStrong: true },
  ]
}
