import type { DocumentContent } from './content.ts'
import { type PricedLine, priceTable } from './lines.ts'
import { type TaxExempt, taxNote } from './tax.ts'

/** Prices that are held until a day, for which nobody owes anything yet. */
export function quote(props: {
  number: string
  issuedOn: string
  heldUntil: string
  quotedFor: string
  purchaseOrderNumber: string | null
  lines: PricedLine[]
  totalCents: number
  isAnew: boolean
  taxExempt: TaxExempt | null
  link: string
}): DocumentContent {
  return {
    title: `Quote ${props.number}`,
    standing: `Prices held until ${props.heldUntil}`,
    facts: [
      ['Date', props.issuedOn],
      ['Prices held until', props.heldUntil],
      ['PO number', props.purchaseOrderNumber],
    ],
    parties: [{ heading: 'Quoted for', lines: props.quotedFor }],
    opening: props.isAnew ? ['It takes the place of the one that we sent before.'] : [],
    table: priceTable(props.lines, [{ label: 'Total', cents: props.totalCents, isStrong: true }]),
    sections: [
      ...taxNote(props.taxExempt).map((note) => ({ heading: 'Sales tax', paragraphs: [note] })),
      {
        heading: 'How to accept',
        paragraphs: [
          `Accept it on its page, with a purchase order number or without; the invoice follows. A check for the
            whole amount accepts it too. Until then nobody owes anything.`.replaceAll(/\s+/g, ' '),
        ],
        links: [{ text: 'See and accept the quote', href: props.link }],
      },
    ],
  }
}
