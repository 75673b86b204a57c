import { stringify } from 'csv-stringify/sync'
import type { Cell } from '../readmodels/export/sheet.ts'

/** The first bytes by which spreadsheets know UTF-8. */
export const byteOrderMark = '\uFEFF'

/**
 * Rows as comma-separated values that a spreadsheet opens without running anything: text that begins like a formula is
 * shown as text, and characters that no cell can hold are gone. Numbers are cents, written to the cent.
 */
export function csvRows(rows: readonly (readonly Cell[])[]): string {
  const cells = rows.map((row) =>
    row.map((cell) => (typeof cell === 'string' ? shown(cell) : cell)),
  )
  return stringify(cells, {
    escape_formulas: true,
    record_delimiter: 'windows',
    quoted_string: true,
    quoted_empty: false,
    cast: { number: decimal },
  })
}

/** '325.00', '-5.00': as spreadsheets read amounts. */
export function decimal(cents: number): string {
  const digits = String(Math.abs(cents)).padStart(3, '0')
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** Without NUL and other control characters, blanks around, and marks that turn the direction of what follows. */
function shown(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]|[\u202A-\u202E\u2066-\u2069]|\p{Cs}/gu, '')
    .trim()
}
