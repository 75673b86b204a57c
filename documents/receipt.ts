import { formatCents } from '../domain/money.ts'
import type { DocumentContent, DocumentSection, DocumentTable } from './content.ts'

/** A payment that arrived, and what it paid. */
export function receipt(props: {
  number: string
  order: string
  invoice: string | null
  what: string
  receivedOn: string
  /** Such as `Card` or `Check 5521 from Springfield Public Library`. */
  paidBy: string
  billTo: string
  purchaseOrderNumber: string | null
  paidCents: number
  creditCents: number
  /** What it did to the order; null where all of it is kept as credit. */
  applied: {
    totalCents: number
    earlierCents: number
    appliedCents: number
    openCents: number
  } | null
}): DocumentContent {
  const { applied, paidCents, creditCents } = props
  return {
    title: `Receipt ${props.number}`,
    standing: standing(props),
    facts: [
      ['Received', props.receivedOn],
      ['Paid by', props.paidBy],
      ['Amount', formatCents(paidCents)],
      ['PO number', props.purchaseOrderNumber],
      ['Invoice', props.invoice],
      ['Order', props.order],
    ],
    parties: [{ heading: 'Received for', lines: props.billTo }],
    opening: [],
    table: applied && appliedTable(props.what, applied),
    sections: creditCents > 0 ? [creditSection(creditCents)] : [],
  }
}

function standing({
  applied,
}: {
  applied: { appliedCents: number; openCents: number } | null
}): string {
  if (applied === null) return 'Kept as credit'
  if (applied.openCents <= 0) return 'Paid in full'
  return `${formatCents(applied.appliedCents)} received, ${formatCents(applied.openCents)} still due`
}

function appliedTable(
  what: string,
  applied: { totalCents: number; earlierCents: number; appliedCents: number; openCents: number },
): DocumentTable {
  const { totalCents, earlierCents, appliedCents, openCents } = applied
  return {
    caption: 'What was ordered, and what was paid for it',
    columns: [
      { label: 'Description', align: 'left' },
      { label: 'Amount', align: 'right' },
    ],
    rows: [{ cells: [what, formatCents(totalCents)] }],
    totals: [
      ...(earlierCents > 0 ? [{ label: 'Received before', cents: -earlierCents }] : []),
      { label: 'This payment', cents: -appliedCents },
      { label: 'Balance due', cents: openCents, isStrong: true },
    ],
  }
}

function creditSection(cents: number): DocumentSection {
  return {
    heading: 'Credit',
    paragraphs: [
      `${formatCents(cents)} of it is held as credit. Please tell us whether to use it for another order or to send it back.`,
    ],
  }
}
