import type { Letterhead } from './content.ts'
import { flow } from './flow.ts'
import { edges, type Paper, rule, width } from './paper.ts'
import { layOut, part, styles } from './writing.ts'

/** The most that a logo takes, in points. */
const logoRoom = { width: 160, height: 56 }

/** Who issues it: the logo or the name at the left, how to reach them at the right. */
export function drawLetterhead(paper: Paper, letterhead: Letterhead): void {
  const { name, address, email, taxId, logo } = letterhead
  const { y } = paper
  const logoEnd = logo === null ? y : drawLogo(paper, logo, name)
  const named = layOut(
    paper,
    logo === null ? [text('left', name, { x: edges.left, width: width / 2 - 20 })] : [],
  )
  const lines = [logo === null ? null : name, address, email, taxId].filter(Boolean).join('\n')
  const reached = layOut(paper, [
    text('right', lines, { x: edges.left + width / 2, width: width / 2 }),
  ])
  flow(paper, [named, reached])
  paper.y = Math.max(paper.y, logoEnd) + 12
  rule(paper, 1)
  paper.y += 20

  function text(align: 'left' | 'right', of: string, place: { x: number; width: number }) {
    const style = align === 'left' ? styles.name : styles.small
    return { part: part(paper, 'P'), pieces: [{ text: of, style, align, ...place }] }
  }
}

/** Draws a logo as large as it is, or as it has room, and tells how far down it reaches. */
function drawLogo({ doc, root, y }: Paper, logo: Uint8Array, name: string): number {
  const picture = Buffer.from(logo)
  const { width, height } = sizeOf(doc, picture)
  const scale = Math.min(logoRoom.width / width, logoRoom.height / height, 1)
  const size = { width: width * scale, height: height * scale }
  const bbox = [edges.left, y, edges.left + size.width, y + size.height]
  const figure = doc.struct('Figure', { alt: name, bbox } as { alt: string })
  root.add(figure)
  figure.add(() => void doc.image(picture, edges.left, y, size))
  return y + size.height
}

/** The library's types do not tell that it knows how large a picture is. */
function sizeOf(doc: PDFKit.PDFDocument, picture: Buffer): { width: number; height: number } {
  type Reader = { openImage(picture: Buffer): { width: number; height: number } }
  return (doc as unknown as Reader).openImage(picture)
}
