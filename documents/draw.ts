import { formatCents } from '../domain/money.ts'
import type { DocumentContent, Letterhead } from './content.ts'
import { closePaper, type Imprint, openPaper } from './paper.ts'

export async function drawDocument(
  content: DocumentContent,
  imprint: Imprint,
  letterhead: Letterhead,
): Promise<Uint8Array> {
  const paper = openPaper(imprint)
  const { doc } = paper
  const lines = [
    letterhead.name,
    letterhead.address,
    letterhead.email,
    content.title,
    content.standing ?? '',
    ...content.facts.filter(([, value]) => value !== null).map(([label, value]) => `${label} ${value}`),
    ...content.parties.map(({ heading, lines }) => `${heading}\n${lines}`),
    ...content.opening,
    ...(content.table?.rows.map(({ cells, detail }) => `${cells.join('  ')} ${detail ?? ''}`) ?? []),
    ...(content.table?.totals.map(({ label, cents }) => `${label} ${formatCents(cents)}`) ?? []),
    ...content.sections.flatMap(({ heading, paragraphs, facts = [] }) => [
      heading,
      ...paragraphs,
      ...facts.map((fact) => fact.join(' ')),
    ]),
  ]
  for (const line of lines) doc.text(line)
  for (const { links = [] } of content.sections) {
    for (const { text, href } of links) doc.text(text, { link: href })
  }
  return closePaper(paper, content.title)
}
