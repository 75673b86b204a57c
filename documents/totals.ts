import { formatCents } from '../domain/money.ts'
import { type Column, inset } from './columns.ts'
import type { DocumentTable } from './content.ts'
import { flow } from './flow.ts'
import { colours, decorate, edges, makeRoom, type Paper, width } from './paper.ts'
import {
  describe,
  type Element,
  heightOf,
  type Line,
  layOut,
  naturalWidth,
  part,
  styles,
} from './writing.ts'

export interface Totals {
  rows: { lines: Line[][]; isStrong: boolean; height: number }[]
  /** Of all of them, in points. */
  height: number
}

/** Where they begin across the page. */
const from = edges.left + width / 2

/** Space above and below each, in points. */
const above = 4

/** What the rows of a table add up to: rows of its own, under its last column. */
export function layOutTotals(
  paper: Paper,
  totals: DocumentTable['totals'],
  { columns, within }: { columns: Column[]; within: Element },
): Totals {
  const amounts = totals.map(({ cents }) => naturalWidth(paper, formatCents(cents), styles.strong))
  const amountWidth = Math.ceil(Math.max(...amounts, 0)) + 1
  const rows = totals.map(({ label, cents, isStrong = false }) => {
    const style = isStrong ? styles.strong : styles.text
    const row = part(paper, 'TR', within)
    const name = part(paper, 'TH', row)
    describe(name, { Scope: 'Row', ColSpan: Math.max(columns.length - 1, 1) })
    const x = edges.right - inset.x - amountWidth
    const named = { x: from + inset.x, width: x - from - 3 * inset.x }
    const amount = { x, width: amountWidth, align: 'right' } as const
    const lines = [
      layOut(paper, [{ part: name, pieces: [{ text: label, style, ...named }] }]),
      layOut(paper, [
        { part: part(paper, 'TD', row), pieces: [{ text: formatCents(cents), style, ...amount }] },
      ]),
    ]
    return { lines, isStrong, height: Math.max(...lines.map(heightOf)) + 2 * above }
  })
  return { rows, height: rows.reduce((sum, { height }) => sum + height, 0) }
}

export function drawTotals(paper: Paper, { rows, height }: Totals): void {
  makeRoom(paper, height)
  for (const { lines, isStrong, height: tall } of rows) {
    makeRoom(paper, tall)
    if (isStrong) {
      const top = paper.y
      decorate(paper, (doc) => doc.rect(from, top, edges.right - from, tall).fill(colours.tint))
    }
    paper.y += above
    flow(paper, lines)
    paper.y += above
  }
}
