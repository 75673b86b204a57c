import { deposits } from './export/deposits.ts'
import { invoices } from './export/invoices.ts'
import { openItems } from './export/open-items.ts'
import { payments } from './export/payments.ts'
import type { Sheet } from './export/sheet.ts'

/** What administrators may take into a spreadsheet, by the name of its file. */
export const exported = {
  payments,
  deposits,
  invoices,
  'open-items': openItems,
} satisfies Record<string, Sheet>

export type ExportName = keyof typeof exported
