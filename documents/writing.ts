import { colours, edges, makeRoom, type Paper, width } from './paper.ts'
import { type Face, inPictures, printable } from './typeface.ts'

export interface Style {
  face: Face
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

export const styles = {
  title: { face: 'strong', size: 26, colour: colours.accent },
  name: { face: 'strong', size: 14, colour: colours.ink },
  heading: { face: 'strong', size: 11.5, colour: colours.accent },
  label: { face: 'strong', size: 8.5, colour: colours.quiet },
  text: { face: 'regular', size: 10, colour: colours.ink, lineGap: 1.5 },
  strong: { face: 'strong', size: 10, colour: colours.ink, lineGap: 1.5 },
  small: { face: 'regular', size: 8.5, colour: colours.quiet, lineGap: 1 },
  link: { face: 'regular', size: 10, colour: colours.accent, lineGap: 1.5 },
} satisfies Record<string, Style>

type Tag = 'H1' | 'H2' | 'P' | 'TH' | 'TD' | 'Link' | 'Caption'

/** A new part of the document, or of one of its parts; whoever begins it ends it. */
export function part(
  { doc, root }: Paper,
  tag: 'Sect' | 'Table' | 'TR' | 'P',
  within = root,
): PDFKit.PDFStructureElement {
  const element = doc.struct(tag)
  within.add(element)
  return element
}

/** Writes a text as a part of the document and tells its height. */
export function write(
  paper: Paper,
  tag: Tag,
  content: { text: string; style: Style; link?: string },
  place: Place,
  {
    within = paper.root,
    scope,
  }: { within?: PDFKit.PDFStructureElement; scope?: 'Column' | 'Row' } = {},
): number {
  let height = 0
  const draw = () => {
    height = draw_(paper, content, place)
  }
  within.add(paper.doc.struct(tag, scope ? { scope } : {}, draw))
  return height
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
  paper.y += write(paper, 'P', { text, style }, { x: edges.left, y: paper.y, width }) + 6
}
