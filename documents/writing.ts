import { colours, edges, makeRoom, type Paper, width } from './paper.ts'
import { type Face, gap, inPictures, printable } from './typeface.ts'

export interface Style {
  face: Face
  /** In points. */
  size: number
  colour: string
  lineGap?: number
}

/** Where a text stands; its lines are broken at the width. */
export interface Place {
  x: number
  y: number
  width: number
  align?: 'left' | 'right'
}

export interface Piece {
  text: string
  style: Style
  place: Place
  link?: string
}

export const styles = {
  title: { face: 'strong', size: 25, colour: colours.accent },
  standing: { face: 'regular', size: 13, colour: colours.ink, lineGap: 1.5 },
  name: { face: 'strong', size: 15, colour: colours.ink },
  heading: { face: 'strong', size: 11.5, colour: colours.accent },
  text: { face: 'regular', size: 10, colour: colours.ink, lineGap: 1.5 },
  strong: { face: 'strong', size: 10, colour: colours.ink, lineGap: 1.5 },
  label: { face: 'regular', size: 10, colour: colours.quiet, lineGap: 1.5 },
  small: { face: 'regular', size: 8.5, colour: colours.quiet, lineGap: 1 },
  link: { face: 'regular', size: 10, colour: colours.accent, lineGap: 1.5 },
} satisfies Record<string, Style>

type Tag = 'H1' | 'H2' | 'P' | 'TH' | 'TD' | 'Link'
type Element = PDFKit.PDFStructureElement

/** A new part of the document, or of one of its parts; whoever begins it ends it. */
export function part({ doc, root }: Paper, tag: 'Table' | 'TR' | 'P', within = root): Element {
  const element = doc.struct(tag)
  within.add(element)
  return element
}

/** Writes pieces that are read one after the other as one part of the document, and tells how far down they reach. */
export function write(
  paper: Paper,
  tag: Tag,
  pieces: Piece[],
  { within = paper.root, scope }: { within?: Element; scope?: 'Column' } = {},
): number {
  const element = paper.doc.struct(tag, scoped(scope))
  within.add(element)
  let bottom = 0
  for (const piece of pieces) {
    element.add(() => {
      bottom = Math.max(bottom, draw(paper, piece))
    })
  }
  element.end()
  return bottom
}

/** The height that a text will have, in points. */
export function heightOf({ doc }: Paper, text: string, style: Style, across: number): number {
  setStyle(doc, style)
  return doc.heightOfString(inPictures(doc, printable(text)) || ' ', {
    width: across,
    lineGap: style.lineGap ?? 0,
  })
}

/** A paragraph across the page. */
export function paragraph(paper: Paper, text: string, style: Style = styles.text): void {
  makeRoom(paper, heightOf(paper, text, style, width))
  const place = { x: edges.left, y: paper.y, width }
  paper.y = write(paper, 'P', [{ text, style, place }]) + 5
}

/** Draws a text and tells how far down it reaches; by itself it is no part of the document, as what repeats on later pages. */
export function draw(paper: Paper, { text, style, place, link }: Piece): number {
  const { doc } = paper
  setStyle(doc, style)
  const pictures = inPictures(doc, printable(text))
  if (pictures.includes(gap) && !text.includes(gap)) paper.hasGaps = true
  const { x, y, width, align = 'left' } = place
  doc.text(pictures, x, y, {
    width,
    align,
    lineGap: style.lineGap ?? 0,
    ...(link ? { link, underline: true } : {}),
  })
  return y + heightOf(paper, text, style, width)
}

/** The library takes a scope for header cells; its types do not tell. */
function scoped(scope: 'Column' | undefined): PDFKit.Mixins.StructureElementOptions {
  return (scope ? { scope } : {}) as PDFKit.Mixins.StructureElementOptions
}

function setStyle(doc: PDFKit.PDFDocument, { face, size, colour }: Style): void {
  doc.font(face).fontSize(size).fillColor(colour)
}
