import type { DocumentTable } from './content.ts'
import { edges, type Paper, width } from './paper.ts'
import { naturalWidth, styles } from './writing.ts'

/** A column and where it stands across the page. */
export interface Column {
  label: string
  align: 'left' | 'right'
  x: number
  width: number
}

/** Space within cells, in points. */
export const inset = { x: 6, y: 6 }

/** What the first column keeps, and what each of the others takes at most and at least. */
const firstKeeps = 150
const most = { left: 150, right: 110 }
const least = 56

/** Columns as broad as what stands in them; the first takes what the others leave. */
export function placed(paper: Paper, { columns, rows }: DocumentTable): Column[] {
  const wanted = columns.slice(1).map(({ label, align }, index) => {
    const texts = rows.map(({ cells }) => naturalWidth(paper, cells[index + 1] ?? '', styles.text))
    const natural = Math.max(naturalWidth(paper, label, styles.strong), ...texts)
    return Math.min(Math.max(Math.ceil(natural) + 2 * inset.x + 2, least), most[align])
  })
  const sum = wanted.reduce((total, one) => total + one, 0)
  const scale = Math.min(1, (width - firstKeeps) / Math.max(sum, 1))
  const others = wanted.map((one) => one * scale)
  const first = width - sum * scale
  let x = edges.left
  return columns.map((column, index) => {
    const one = { ...column, x, width: index === 0 ? first : (others[index - 1] ?? 0) }
    x += one.width
    return one
  })
}
