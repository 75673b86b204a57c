import { formatCents } from '../domain/money.ts'
import type { DocumentTable } from './content.ts'
import { colours, decorate, edges, makeRoom, type Paper, rule, width } from './paper.ts'
import { draw, heightOf, type Piece, part, type Style, styles, write } from './writing.ts'

interface Column {
  label: string
  align: 'left' | 'right'
  x: number
  width: number
}

type Row = DocumentTable['rows'][number]
type Total = DocumentTable['totals'][number]
type Element = PDFKit.PDFStructureElement

/** Space within cells, in points. */
const inset = { x: 6, y: 6 }

const amountWidth = 82
const textWidth = 118
const totalHeight = 22
const headHeight = 25

/** Rows under a head that stands on every page, and what they add up to, which the last row never leaves. */
export function drawTable(paper: Paper, table: DocumentTable): void {
  const columns = placed(table.columns)
  const element = part(paper, 'Table')
  const totalsHeight = table.totals.length * totalHeight + 8
  makeRoom(paper, startHeight(paper, columns, table) + totalsHeight)
  drawHead(paper, columns, element)
  for (const [index, row] of table.rows.entries()) {
    const isLast = index === table.rows.length - 1
    const height = heightOfRow(paper, columns, row)
    if (makeRoom(paper, height + (isLast ? totalsHeight : 0))) drawHead(paper, columns, null)
    drawRow(paper, columns, row, element)
    paper.y += height
    rule(paper, { weight: 0.5 })
  }
  paper.y += 6
  for (const total of table.totals) drawTotal(paper, total, { columns, within: element })
  element.end()
  paper.y += 18
}

/** The head stands on no page without a row, unless that row alone is longer than a page. */
function startHeight(paper: Paper, columns: Column[], { rows }: DocumentTable): number {
  const [first] = rows
  return Math.min(headHeight + (first ? heightOfRow(paper, columns, first) : 0), 400)
}

function placed(columns: DocumentTable['columns']): Column[] {
  const others = columns.slice(1).map(({ align }) => (align === 'right' ? amountWidth : textWidth))
  const first = width - others.reduce((sum, one) => sum + one, 0)
  let x = edges.left
  return columns.map((column, index) => {
    const one = { ...column, x, width: index === 0 ? first : (others[index - 1] ?? 0) }
    x += one.width
    return one
  })
}

/** The head that is read out stands on the first page; on later ones it is only seen. */
function drawHead(paper: Paper, columns: Column[], within: Element | null): void {
  decorate(paper, (doc) => doc.rect(edges.left, paper.y, width, headHeight).fill(colours.tint))
  const pieces = columns.map((column) => inCell(paper, column, column.label, styles.strong))
  if (within === null) {
    decorate(paper, () => drawAll(paper, pieces), 'Pagination')
  } else {
    const row = part(paper, 'TR', within)
    for (const piece of pieces) write(paper, 'TH', [piece], { within: row, scope: 'Column' })
    row.end()
  }
  paper.y += headHeight
}

function drawAll(paper: Paper, pieces: Piece[]): void {
  for (const piece of pieces) draw(paper, piece)
}

function heightOfRow(paper: Paper, columns: Column[], { cells, detail }: Row): number {
  const heights = columns.map((column, index) => {
    const text = heightOf(paper, cells[index] ?? '', styles.text, column.width - 2 * inset.x)
    const small =
      index === 0 && detail ? heightOf(paper, detail, styles.small, column.width - 2 * inset.x) : 0
    return text + small
  })
  return Math.max(...heights) + 2 * inset.y
}

function drawRow(paper: Paper, columns: Column[], { cells, detail }: Row, within: Element): void {
  const row = part(paper, 'TR', within)
  for (const [index, column] of columns.entries()) {
    const cell = inCell(paper, column, cells[index] ?? '', styles.text)
    const pieces = index === 0 && detail ? [cell, below(paper, cell, detail)] : [cell]
    write(paper, 'TD', pieces, { within: row })
  }
  row.end()
}

function inCell(paper: Paper, { x, width, align }: Column, text: string, style: Style): Piece {
  const place = { x: x + inset.x, y: paper.y + inset.y, width: width - 2 * inset.x, align }
  return { text, style, place }
}

function below(paper: Paper, { text, style, place }: Piece, detail: string): Piece {
  const y = place.y + heightOf(paper, text, style, place.width)
  return { text: detail, style: styles.small, place: { ...place, y } }
}

function drawTotal(
  paper: Paper,
  { label, cents, isStrong = false }: Total,
  { columns, within }: { columns: Column[]; within: Element },
): void {
  const last = columns.at(-1)
  if (last === undefined) return
  const style = isStrong ? styles.strong : styles.text
  const from = edges.left + width / 2
  if (isStrong) {
    decorate(paper, (doc) =>
      doc.rect(from, paper.y, edges.right - from, totalHeight).fill(colours.tint),
    )
  }
  const row = part(paper, 'TR', within)
  const y = paper.y + 5
  const named = { x: from + inset.x, y, width: last.x - from - 2 * inset.x, align: 'left' } as const
  const amount = { x: last.x, y, width: last.width - inset.x, align: 'right' } as const
  write(paper, 'TD', [{ text: label, style, place: named }], { within: row })
  write(paper, 'TD', [{ text: formatCents(cents), style, place: amount }], { within: row })
  row.end()
  paper.y += totalHeight
}
