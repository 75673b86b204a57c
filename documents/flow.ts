import { decorate, edges, makeRoom, type Paper, turnPage, width } from './paper.ts'
import { breadth } from './typeface.ts'
import {
  type Block,
  type Element,
  heightOf,
  type Line,
  layOut,
  type Piece,
  part,
  type Style,
} from './writing.ts'

/** Writes columns beside each other, over as many pages as the longest takes. */
export function flow(paper: Paper, columns: Line[][], turned = () => {}): void {
  let rest = columns
  for (let isFirst = true; rest.some((lines) => lines.length > 0); isFirst = false) {
    if (!isFirst) {
      turnPage(paper)
      turned()
    }
    const room = edges.bottom - paper.y
    const counts = rest.map((lines) => fitting(lines, room, isFirst ? 0 : 1))
    const ends = rest.map((lines, index) => drawLines(paper, lines.slice(0, counts[index])))
    rest = rest.map((lines, index) => lines.slice(counts[index]))
    paper.y = Math.max(...ends)
  }
}

/** One text across the page, whole where a page has room for it. */
export function write(
  paper: Paper,
  tag: 'H1' | 'P',
  text: string,
  { style, after }: { style: Style; after: number },
): void {
  const pieces = [{ text, style, x: edges.left, width }]
  const lines = layOut(paper, [{ part: part(paper, tag), pieces, after }])
  makeRoom(paper, heightOf(lines))
  flow(paper, [lines])
}

/** How many lines have room; a line that leads waits for the one that it leads to. */
function fitting(lines: Line[], room: number, least: number): number {
  let count = 0
  let height = 0
  for (const line of lines) {
    if (height + line.height > room) break
    height += line.height + line.after
    count += 1
  }
  if (count === lines.length) return count
  let kept = count
  while (kept > 0 && lines[kept - 1]?.block.leads) kept -= 1
  return Math.max(kept > 0 || least === 0 ? kept : count, least)
}

/** Draws lines of one page, each block as one content, and tells how far down they reach. */
function drawLines(paper: Paper, lines: Line[]): number {
  const drawn = new Map<Block, { line: Line; y: number }[]>()
  let { y } = paper
  for (const line of lines) {
    drawn.set(line.block, [...(drawn.get(line.block) ?? []), { line, y }])
    y += line.height + line.after
  }
  for (const [{ part, pieces }, placed] of drawn) {
    for (const [index, piece] of pieces.entries()) {
      const shown = placed.map(({ line, y }) => ({ text: line.shown[index] ?? '', y }))
      drawPiece(
        paper,
        part,
        piece,
        shown.filter(({ text }) => text !== ''),
      )
    }
  }
  return y
}

interface Shown {
  text: string
  y: number
}

function drawPiece(paper: Paper, within: Element | null, piece: Piece, shown: Shown[]): void {
  const draw = () => {
    for (const one of shown) drawLine(paper, piece, one)
  }
  if (shown.length === 0) return
  if (within === null) decorate(paper, draw, 'Pagination')
  else if (piece.link === undefined) within.add(draw)
  else drawLink(paper, within, { piece, shown, draw })
}

function drawLine({ doc }: Paper, { style, x, width, align, link }: Piece, { text, y }: Shown) {
  doc.font(style.face).fontSize(style.size).fillColor(style.colour)
  const left = align === 'right' ? x + width - breadth(doc, text) : x
  const top = y + (style.leading - doc.currentLineHeight()) / 2
  doc.text(text, left, top, { lineBreak: false, underline: link !== undefined })
}

/** A link of each page is a part of its own, which ends while that page is being drawn. */
function drawLink(
  { doc }: Paper,
  within: Element,
  { piece, shown, draw }: { piece: Piece; shown: Shown[]; draw: () => void },
): void {
  const { link = '', text, x, style } = piece
  const element = doc.struct('Link')
  within.add(element)
  element.add(draw)
  doc.font(style.face).fontSize(style.size)
  for (const { text: line, y } of shown) {
    // A string object is what the library writes as a string; its types want the other kind.
    const told = { structParent: element, Contents: new String(text) as string }
    doc.link(x, y, breadth(doc, line), style.leading, link, told)
  }
  element.end()
}
