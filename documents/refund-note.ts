import { formatCents } from '../domain/money.ts'
import type { DocumentContent } from './content.ts'

/** Money that was sent back, and how. */
export function refundNote(props: {
  number: string
  order: string
  what: string
  refundedOn: string
  /** Such as `Card` or `Check 5521`. */
  sentBy: string
  refundedTo: string
  cents: number
  /** It was credit that was too much, and nothing that was bought. */
  isCredit: boolean
}): DocumentContent {
  const { cents } = props
  return {
    title: `Refund note ${props.number}`,
    standing: `${formatCents(cents)} refunded`,
    facts: [
      ['Date', props.refundedOn],
      ['Sent by', props.sentBy],
      ['Order', props.order],
    ],
    parties: [{ heading: 'Refunded to', lines: props.refundedTo }],
    opening: [],
    table: {
      caption: 'What was refunded',
      columns: [
        { label: 'Description', align: 'left' },
        { label: 'Amount', align: 'right' },
      ],
      rows: [
        {
          cells: [
            props.isCredit ? `Credit of order ${props.order}` : props.what,
            formatCents(cents),
          ],
        },
      ],
      totals: [{ label: 'Total refunded', cents, isStrong: true }],
    },
    sections: [],
  }
}
