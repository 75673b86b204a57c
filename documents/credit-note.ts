import type { DocumentContent } from './content.ts'
import { type PricedLine, priceTable } from './lines.ts'

/** Takes back an invoice as a whole. */
export function creditNote(props: {
  number: string
  invoice: string
  order: string
  issuedOn: string
  invoicedOn: string
  purchaseOrderNumber: string | null
  billTo: string
  lines: PricedLine[]
  totalCents: number
  replacedBy: string | null
}): DocumentContent {
  const { invoice, replacedBy } = props
  return {
    title: `Credit note ${props.number}`,
    standing: `Invoice ${invoice} is void`,
    facts: [
      ['Date', props.issuedOn],
      ['For invoice', `${invoice} of ${props.invoicedOn}`],
      ['PO number', props.purchaseOrderNumber],
      ['Order', props.order],
    ],
    parties: [{ heading: 'Credited to', lines: props.billTo }],
    opening: [
      replacedBy
        ? `Invoice ${invoice} is taken back in full. Please pay invoice ${replacedBy}, which takes its place.`
        : `Invoice ${invoice} is taken back in full. Nothing takes its place, and you owe nothing for it.`,
    ],
    table: priceTable(props.lines, [
      { label: 'Total credited', cents: props.totalCents, isStrong: true },
    ]),
    sections: [],
  }
}
