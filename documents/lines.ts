import { formatCents } from '../domain/money.ts'
import type { DocumentTable } from './content.ts'

/** One thing that is sold, as paper shows it. */
export interface PricedLine {
  what: string
  detail: string | null
  quantity: number
  unitCents: number
  totalCents: number
}

/** What is sold, each with its price, and what that comes to. */
export function priceTable(lines: PricedLine[], totals: DocumentTable['totals']): DocumentTable {
  return {
    caption: 'What was ordered, with quantity, price and amount',
    columns: [
      { label: 'Description', align: 'left' },
      { label: 'Quantity', align: 'right' },
      { label: 'Price', align: 'right' },
      { label: 'Amount', align: 'right' },
    ],
    rows: lines.map(({ what, detail, quantity, unitCents, totalCents }) => ({
      cells: [what, String(quantity), formatCents(unitCents), formatCents(totalCents)],
      detail,
    })),
    totals,
  }
}
