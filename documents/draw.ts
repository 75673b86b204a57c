import type { DocumentContent, DocumentSection, Letterhead } from './content.ts'
import { flow, write } from './flow.ts'
import { drawLetterhead } from './letterhead.ts'
import { closePaper, edges, type Imprint, makeRoom, openPaper, type Paper, width } from './paper.ts'
import { drawTable } from './table.ts'
import { type Block, heightOf, layOut, naturalWidth, part, styles } from './writing.ts'

const gapNote = 'Characters that this document cannot print are shown as □.'

/** Draws a document as PDF, tagged for screen readers; the same content makes the same bytes. */
export async function drawDocument(
  content: DocumentContent,
  imprint: Imprint,
  letterhead: Letterhead,
): Promise<Uint8Array> {
  const { title, standing, opening, table, sections } = content
  const paper = openPaper(imprint)
  drawLetterhead(paper, letterhead)
  write(paper, 'H1', title, { style: styles.title, after: 2 })
  if (standing !== null) write(paper, 'P', standing, { style: styles.standing, after: 0 })
  paper.y += 18
  drawFacts(paper, content)
  for (const text of opening) write(paper, 'P', text, { style: styles.text, after: 5 })
  if (opening.length > 0) paper.y += 9
  if (table !== null) drawTable(paper, table)
  for (const section of sections) drawSection(paper, section)
  if (paper.hasGaps) write(paper, 'P', gapNote, { style: styles.small, after: 0 })
  return closePaper(paper, { issuer: letterhead.name, title })
}

/** Whom it is addressed to at the left, beside dates and numbers at the right. */
function drawFacts(paper: Paper, { parties, facts }: DocumentContent): void {
  const half = width / 2
  const place = { x: edges.left, width: half - 24 }
  const addressed = parties.flatMap(({ heading, lines }) => [
    headed(paper, heading, place),
    { part: part(paper, 'P'), pieces: [{ text: lines, style: styles.text, ...place }], after: 12 },
  ])
  const beside = parties.length > 0 ? { x: edges.left + half, width: half } : place
  const columns = [layOut(paper, addressed), layOut(paper, listed(paper, facts, beside))]
  const { y } = paper
  makeRoom(paper, Math.max(...columns.map(heightOf)))
  flow(paper, columns)
  if (paper.y > y) paper.y += 8
}

function drawSection(paper: Paper, section: DocumentSection): void {
  const { heading, paragraphs, facts = [], links = [] } = section
  const place = { x: edges.left, width }
  const lines = layOut(paper, [
    headed(paper, heading, place),
    ...listed(paper, facts, place),
    ...paragraphs.map((text) => ({
      part: part(paper, 'P'),
      pieces: [{ text, style: styles.text, ...place }],
      after: 5,
    })),
    ...links.map(({ text, href }) => ({
      part: part(paper, 'P'),
      pieces: [{ text, style: styles.link, link: href, ...place }],
      after: 3,
    })),
  ])
  makeRoom(paper, heightOf(lines))
  flow(paper, [lines])
  paper.y += 12
}

interface Place {
  x: number
  width: number
}

function headed(paper: Paper, text: string, place: Place): Block {
  const pieces = [{ text, style: styles.heading, ...place }]
  return { part: part(paper, 'H2'), pieces, after: 2, leads: true }
}

/** Labels and their values, each pair read together; one without a value is left out. */
function listed(paper: Paper, facts: DocumentContent['facts'], { x, width }: Place): Block[] {
  const known = facts.flatMap(([label, value]) => (value ? [{ label, value }] : []))
  const broad = known.map(({ label }) => naturalWidth(paper, label, styles.label))
  const across = Math.min(Math.ceil(Math.max(...broad, 72)) + 1, width * 0.45)
  const valued = { x: x + across + 16, width: width - across - 16 }
  return known.map(({ label, value }, index) => ({
    part: part(paper, 'P'),
    pieces: [
      { text: label, style: styles.label, x, width: across },
      { text: value, style: styles.text, ...valued },
    ],
    after: index === known.length - 1 ? 6 : 2,
  }))
}
