import PDFDocument from 'pdfkit'
import { setFaces } from './typeface.ts'

/** A document that is being drawn, from the top down: US Letter, tagged for screen readers. */
export interface Paper {
  doc: PDFKit.PDFDocument
  /** What everything in it is a part of, in the order in which it is read. */
  root: PDFKit.PDFStructureElement
  /** Where the next piece begins, in points from the top of its page. */
  y: number
  /** Some of its text has characters that the typeface lacks. */
  hasGaps: boolean
}

/** What makes a document the same bytes whenever it is drawn. */
export interface Imprint {
  id: string
  /** ISO instant. */
  issuedAt: string
  title: string
  author: string
}

/** Of a page, in points. */
export const edges = { left: 54, right: 558, top: 46, bottom: 722 }

export const width = edges.right - edges.left

export const colours = {
  accent: '#1f4e6b',
  tint: '#eaf1f5',
  ink: '#1b1f23',
  quiet: '#5b6670',
  line: '#cfd7dd',
}

export function openPaper({ id, issuedAt, title, author }: Imprint): Paper {
  const at = new Date(issuedAt)
  const doc = new PDFDocument({
    size: 'LETTER',
    margins: { left: edges.left, right: 54, top: edges.top, bottom: 792 - edges.bottom },
    bufferPages: true,
    pdfVersion: '1.7',
    tagged: true,
    lang: 'en-US',
    displayTitle: true,
    info: {
      Title: title,
      Author: author,
      Creator: author,
      // The file's own id is taken from what stands here, so that it is the document's for ever.
      Keywords: id,
      CreationDate: at,
      ModDate: at,
    },
  })
  setFaces(doc)
  const root = doc.struct('Document')
  doc.addStructure(root)
  return { doc, root, y: edges.top, hasGaps: false }
}

/** Goes on to a new page where a piece of this height has no room on this one; says whether it did. */
export function makeRoom(paper: Paper, height: number): boolean {
  if (paper.y + height <= edges.bottom) return false
  paper.doc.addPage()
  paper.y = edges.top
  return true
}

/** Draws what belongs to the page and is not read out: lines, tints, footers. */
export function decorate(
  { doc }: Paper,
  draw: (doc: PDFKit.PDFDocument) => void,
  type: 'Layout' | 'Pagination' = 'Layout',
): void {
  doc.markContent('Artifact', { type })
  doc.save()
  draw(doc)
  doc.restore()
  doc.endMarkedContent()
}

/** A thin line across, under what was drawn last. */
export function rule(
  paper: Paper,
  { colour = colours.line, weight = 0.75, from = edges.left, to = edges.right } = {},
): void {
  decorate(paper, (doc) =>
    doc.moveTo(from, paper.y).lineTo(to, paper.y).lineWidth(weight).stroke(colour),
  )
}

/** Puts the footer on every page and ends the document. */
export async function closePaper(paper: Paper, footer: string): Promise<Uint8Array> {
  const { doc, root } = paper
  root.end()
  const { count } = doc.bufferedPageRange()
  for (let page = 0; page < count; page += 1) {
    doc.switchToPage(page)
    // Nothing that is written below the bottom edge begins another page.
    doc.page.margins.bottom = 0
    decorate(paper, () => drawFooter(paper, footer, `Page ${page + 1} of ${count}`), 'Pagination')
  }
  doc.end()
  const chunks: Uint8Array[] = []
  for await (const chunk of doc) chunks.push(chunk as Uint8Array)
  return Buffer.concat(chunks)
}

function drawFooter({ doc }: Paper, left: string, right: string): void {
  const y = 746
  doc
    .moveTo(edges.left, y - 10)
    .lineTo(edges.right, y - 10)
    .lineWidth(0.5)
    .stroke(colours.line)
  doc.font('regular').fontSize(8.5).fillColor(colours.quiet)
  doc.text(left, edges.left, y, { width: width - 90, height: 12, ellipsis: true })
  doc.text(right, edges.right - doc.widthOfString(right), y, { lineBreak: false })
}
