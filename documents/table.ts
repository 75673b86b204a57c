import { type Column, inset, placed } from './columns.ts'
import type { DocumentTable } from './content.ts'
import { flow } from './flow.ts'
import { colours, decorate, edges, makeRoom, type Paper, rule, width } from './paper.ts'
import { drawTotals, layOutTotals } from './totals.ts'
import {
  type Block,
  describe,
  type Element,
  heightOf,
  type Line,
  layOut,
  part,
  type Style,
  styles,
} from './writing.ts'

type Row = DocumentTable['rows'][number]

/** Rows under a head that stands on every page, and what they add up to, which the last row never leaves. */
export function drawTable(paper: Paper, table: DocumentTable): void {
  const element = part(paper, 'Table')
  describe(element, { Summary: table.caption })
  const columns = placed(paper, table)
  const head = layOutHead(paper, columns, element)
  const repeated = layOutHead(paper, columns, null)
  const rows = table.rows.map((row) => layOutRow(paper, columns, row, element))
  const totals = layOutTotals(paper, table.totals, { columns, within: element })
  const [first, second] = rows
  const totalsHeight = totals.height + 6
  makeRoom(
    paper,
    tall(head) + (first ? tall(first) : 0) + (second === undefined ? totalsHeight : 0),
  )
  drawHead(paper, head)
  for (const row of rows) {
    const below = row === rows.at(-1) ? totalsHeight : 0
    if (makeRoom(paper, tall(row) + below)) drawHead(paper, repeated)
    paper.y += inset.y
    flow(paper, row, () => drawHead(paper, repeated))
    paper.y += inset.y
    rule(paper)
  }
  paper.y += 6
  drawTotals(paper, totals)
  paper.y += 18
}

/** The height of cells beside each other, with the space around them. */
function tall(cells: Line[][]): number {
  return Math.max(...cells.map(heightOf)) + 2 * inset.y
}

/** The head that is read out stands on the first page; on later ones it is only seen. */
function layOutHead(paper: Paper, columns: Column[], within: Element | null): Line[][] {
  const row = within && part(paper, 'TR', within)
  return columns.map((column) => {
    const cell = row && part(paper, 'TH', row)
    if (cell) describe(cell, { Scope: 'Column' })
    return layOut(paper, [inCell(cell, column, column.label, styles.strong)])
  })
}

function drawHead(paper: Paper, head: Line[][]): void {
  const height = tall(head)
  decorate(paper, (doc) => doc.rect(edges.left, paper.y, width, height).fill(colours.tint))
  paper.y += inset.y
  flow(paper, head)
  paper.y += inset.y
}

function layOutRow(
  paper: Paper,
  columns: Column[],
  { cells, detail }: Row,
  within: Element,
): Line[][] {
  const row = part(paper, 'TR', within)
  return columns.map((column, index) => {
    const cell = part(paper, 'TD', row)
    const text = inCell(cell, column, cells[index] ?? '', styles.text)
    const small = index === 0 && detail ? [inCell(cell, column, detail, styles.small)] : []
    return layOut(paper, [text, ...small])
  })
}

function inCell(
  cell: Element | null,
  { x, width, align }: Column,
  text: string,
  style: Style,
): Block {
  const place = { x: x + inset.x, width: width - 2 * inset.x, align }
  return { part: cell, pieces: [{ text, style, ...place }] }
}
