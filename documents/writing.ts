import { colours, type Paper } from './paper.ts'
import { type Face, inPictures, linesOf } from './typeface.ts'

export interface Style {
  face: Face
  /** Of the letters and from line to line, in points. */
  size: number
  leading: number
  colour: string
}

export const styles = {
  title: { face: 'strong', size: 24, leading: 30, colour: colours.accent },
  standing: { face: 'regular', size: 13, leading: 18, colour: colours.ink },
  name: { face: 'strong', size: 15, leading: 19, colour: colours.ink },
  heading: { face: 'strong', size: 11.5, leading: 16, colour: colours.accent },
  text: { face: 'regular', size: 10, leading: 14.5, colour: colours.ink },
  strong: { face: 'strong', size: 10, leading: 14.5, colour: colours.ink },
  label: { face: 'regular', size: 10, leading: 14.5, colour: colours.quiet },
  small: { face: 'regular', size: 8.5, leading: 12, colour: colours.quiet },
  link: { face: 'regular', size: 10, leading: 14.5, colour: colours.accent },
} satisfies Record<string, Style>

export type Element = PDFKit.PDFStructureElement
type Tag = 'H1' | 'H2' | 'P' | 'Table' | 'TR' | 'TH' | 'TD' | 'Figure'

/** A text and where it stands across the page; its lines are broken at the width. */
export interface Piece {
  text: string
  style: Style
  x: number
  width: number
  align?: 'left' | 'right'
  link?: string
}

/** Pieces beside each other, read one after the other. */
export interface Block {
  /** What they are a part of; null for what is only seen, because it was read before. */
  part: Element | null
  pieces: Piece[]
  /** Space below, in points. */
  after?: number
  /** Never stands at the foot of a page without what follows, as a heading. */
  leads?: boolean
}

/** One line of a block: what each of its pieces shows there. */
export interface Line {
  block: Block
  shown: (string | undefined)[]
  height: number
  after: number
}

/** A new part of the document, or of one of its parts, in the order in which it is read. */
export function part({ doc, root }: Paper, tag: Tag, within = root): Element {
  const element = doc.struct(tag)
  within.add(element)
  return element
}

/** Tells a screen reader what a table is about, or what a cell of its head belongs to; the library's types do not. */
export function describe(
  element: Element,
  told: { Summary?: string; Scope?: 'Column' | 'Row'; ColSpan?: number },
): void {
  const { Summary, ...others } = told
  const { dictionary } = element as unknown as { dictionary: { data: Record<string, unknown> } }
  const summary = Summary === undefined ? {} : { Summary: new String(Summary) }
  dictionary.data.A = { O: 'Table', ...others, ...summary }
}

/** The lines that blocks have, one below the other. */
export function layOut(paper: Paper, blocks: Block[]): Line[] {
  return blocks.flatMap((block) => {
    const broken = block.pieces.map((piece) => brokenPiece(paper, piece))
    const count = Math.max(...broken.map((lines) => lines.length))
    const height = Math.max(...block.pieces.map(({ style }) => style.leading))
    return Array.from({ length: count }, (_, index) => ({
      block,
      shown: broken.map((lines) => lines[index]),
      height,
      after: index === count - 1 ? (block.after ?? 0) : 0,
    }))
  })
}

/** The height of lines, in points, without the space below the last. */
export function heightOf(lines: Line[]): number {
  const sum = lines.reduce((height, line) => height + line.height + line.after, 0)
  return sum - (lines.at(-1)?.after ?? 0)
}

/** How broad a text is that stands on one line, in points. */
export function naturalWidth({ doc }: Paper, text: string, { face, size }: Style): number {
  doc.font(face).fontSize(size)
  const lines = inPictures(doc, text).text.split('\n')
  return Math.max(...lines.map((line) => doc.widthOfString(line)))
}

function brokenPiece(paper: Paper, { text, style, width }: Piece): string[] {
  const { doc } = paper
  doc.font(style.face).fontSize(style.size)
  const { text: shown, gaps } = inPictures(doc, text)
  if (gaps > 0) paper.hasGaps = true
  return linesOf(doc, shown, width)
}
