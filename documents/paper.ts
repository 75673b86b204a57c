import PDFDocument from 'pdfkit'
import { fitted, printable, setFaces } from './typeface.ts'

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

/** Of a page, in points; what is read stands within. */
export const edges = { left: 54, right: 558, top: 48, bottom: 718 }

export const width = edges.right - edges.left
export const pageHeight = edges.bottom - edges.top

/** Those of our mail. */
export const colours = {
  accent: '#1d5c63',
  tint: '#f4f2ed',
  ink: '#1f2a30',
  quiet: '#5c6970',
  line: '#d9d5ca',
}

export function openPaper({ id, issuedAt, ...imprint }: Imprint): Paper {
  const at = new Date(issuedAt)
  const author = printable(imprint.author)
  const doc = new PDFDocument({
    size: 'LETTER',
    // Pages are turned here alone, never by the library.
    margin: 0,
    // Ours are set below; the library's own would be read for every document.
    font: '',
    bufferPages: true,
    pdfVersion: '1.7',
    tagged: true,
    lang: 'en-US',
    displayTitle: true,
    info: {
      Title: printable(imprint.title),
      Author: author,
      Creator: author,
      // The file's own id is taken from what stands here, so that it is the document's for ever.
      Keywords: id,
      CreationDate: at,
      ModDate: at,
    },
  })
  escapeMetadata(doc)
  setFaces(doc)
  const root = doc.struct('Document')
  doc.addStructure(root)
  return { doc, root, y: edges.top, hasGaps: false }
}

/**
 * Goes on to a new page where a piece of this height has no room on this one, and says whether it
 * did. What no page has room for begins where its first lines have some.
 */
export function makeRoom(paper: Paper, height: number): boolean {
  if (paper.y + (height > pageHeight ? 72 : height) <= edges.bottom) return false
  turnPage(paper)
  return true
}

export function turnPage(paper: Paper): void {
  paper.doc.addPage()
  paper.y = edges.top
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
export function rule(paper: Paper, weight = 0.5): void {
  decorate(paper, (doc) =>
    doc
      .moveTo(edges.left, paper.y)
      .lineTo(edges.right, paper.y)
      .lineWidth(weight)
      .stroke(colours.line),
  )
}

/** Puts the footer on every page and ends the document. */
export async function closePaper(
  paper: Paper,
  footer: { issuer: string; title: string },
): Promise<Uint8Array> {
  const { doc, root } = paper
  root.end()
  const { count } = doc.bufferedPageRange()
  for (let page = 0; page < count; page += 1) {
    doc.switchToPage(page)
    const number = `Page ${page + 1} of ${count}`
    paper.y = 736
    rule(paper)
    decorate(paper, () => drawFooter(paper, { ...footer, number }), 'Pagination')
  }
  doc.end()
  const chunks: Uint8Array[] = []
  for await (const chunk of doc) chunks.push(chunk as Uint8Array)
  return Buffer.concat(chunks)
}

function drawFooter(
  { doc, y }: Paper,
  { issuer, title, number }: { issuer: string; title: string; number: string },
): void {
  doc.font('regular').fontSize(8.5).fillColor(colours.quiet)
  const left = fitted(doc, issuer, width * 0.45)
  const right = `${fitted(doc, title, width * 0.4)} · ${number}`
  doc.text(left, edges.left, y + 6, { lineBreak: false })
  doc.text(right, edges.right - doc.widthOfString(right), y + 6, { lineBreak: false })
}

/** The library writes title and author into XML as they are, where `&` and `<` would break it. */
function escapeMetadata(doc: PDFKit.PDFDocument): void {
  const endMetadata = doc.endMetadata.bind(doc)
  doc.endMetadata = () => {
    for (const key of ['Title', 'Author', 'Creator'] as const) {
      doc.info[key] = doc.info[key]?.replaceAll('&', '&amp;').replaceAll('<', '&lt;') ?? ''
    }
    endMetadata()
  }
}
