import { formatCents } from '../domain/money.ts'
import type { DocumentContent } from './content.ts'

/** The checks that go to the bank together, for whoever takes them there. */
export function depositSlip(props: {
  number: string
  bankedOn: string
  checks: { payer: string; number: string; cents: number }[]
  totalCents: number
}): DocumentContent {
  const { checks, totalCents } = props
  return {
    title: `Deposit slip ${props.number}`,
    standing: formatCents(totalCents),
    facts: [
      ['Banked', props.bankedOn],
      ['Checks', String(checks.length)],
    ],
    parties: [],
    opening: [],
    table: {
      caption: 'The checks of this deposit',
      columns: [
        { label: 'Payer', align: 'left' },
        { label: 'Check', align: 'left' },
        { label: 'Amount', align: 'right' },
      ],
      rows: checks.map(({ payer, number, cents }) => ({
        cells: [payer, number, formatCents(cents)],
      })),
      totals: [{ label: 'Total', cents: totalCents, isStrong: true }],
    },
    sections: [],
  }
}
