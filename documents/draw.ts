import type { DocumentContent, DocumentSection, Letterhead } from './content.ts'
import { drawLetterhead } from './letterhead.ts'
import { closePaper, edges, type Imprint, makeRoom, openPaper, type Paper, width } from './paper.ts'
import { drawTable } from './table.ts'
import { heightOf, paragraph, type Style, styles, write } from './writing.ts'

const gapNote = 'Characters that this document cannot print are shown as □.'

/** Draws a document as PDF, tagged for screen readers; the same content makes the same bytes. */
export async function drawDocument(
  content: DocumentContent,
  imprint: Imprint,
  letterhead: Letterhead,
): Promise<Uint8Array> {
  const paper = openPaper(imprint)
  drawLetterhead(paper, letterhead)
  drawTitle(paper, content)
  drawFacts(paper, content)
  for (const text of content.opening) paragraph(paper, text)
  if (content.opening.length > 0) paper.y += 10
  if (content.table !== null) drawTable(paper, content.table)
  for (const section of content.sections) drawSection(paper, section)
  if (paper.hasGaps) paragraph(paper, gapNote, styles.small)
  return closePaper(paper, `${letterhead.name} · ${content.title}`)
}

function drawTitle(paper: Paper, { title, standing }: DocumentContent): void {
  paper.y = across(paper, 'H1', title, styles.title)
  if (standing !== null) paper.y = across(paper, 'P', standing, styles.standing)
  paper.y += 16
}

/** Whom it is addressed to at the left, beside dates and numbers at the right. */
function drawFacts(paper: Paper, { parties, facts }: DocumentContent): void {
  const top = paper.y
  const half = width / 2
  for (const { heading, lines } of parties) {
    paper.y = column(paper, 'H2', heading, styles.heading) + 3
    paper.y = column(paper, 'P', lines, styles.text) + 12
  }
  const bottom = paper.y
  const x = parties.length > 0 ? edges.left + half : edges.left
  paper.y = listFacts(paper, facts, { x, y: top, width: parties.length > 0 ? half : width })
  paper.y = Math.max(bottom, paper.y) + 8

  function column(on: Paper, tag: 'H2' | 'P', text: string, style: Style): number {
    const place = { x: edges.left, y: on.y, width: half - 24 }
    return write(on, tag, [{ text, style, place }])
  }
}

const labelWidth = 112

/** Labels and their values, each pair read together; tells how far down they reach. */
function listFacts(
  paper: Paper,
  facts: DocumentContent['facts'],
  place: { x: number; y: number; width: number },
): number {
  let { y } = place
  for (const [label, value] of facts) {
    if (!value) continue
    const pieces = [
      { text: label, style: styles.label, place: { x: place.x, y, width: labelWidth - 8 } },
      {
        text: value,
        style: styles.text,
        place: { x: place.x + labelWidth, y, width: place.width - labelWidth },
      },
    ]
    y = write(paper, 'P', pieces) + 2
  }
  return y
}

function drawSection(
  paper: Paper,
  { heading, paragraphs, facts = [], links = [] }: DocumentSection,
) {
  const rows = facts.filter(([, value]) => value)
  const tall = rows.reduce(
    (sum, [, value]) => sum + heightOf(paper, value ?? '', styles.text, 300),
    0,
  )
  makeRoom(paper, 40 + tall + links.length * 18)
  paper.y = across(paper, 'H2', heading, styles.heading) + 4
  paper.y = listFacts(paper, rows, { x: edges.left, y: paper.y, width }) + (rows.length > 0 ? 6 : 0)
  for (const text of paragraphs) paragraph(paper, text)
  for (const { text, href } of links) {
    makeRoom(paper, 18)
    const place = { x: edges.left, y: paper.y, width }
    paper.y = write(paper, 'Link', [{ text, style: styles.link, place, link: href }]) + 3
  }
  paper.y += 12
}

function across(paper: Paper, tag: 'H1' | 'H2' | 'P', text: string, style: Style): number {
  return write(paper, tag, [{ text, style, place: { x: edges.left, y: paper.y, width } }])
}
