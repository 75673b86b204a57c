import type { Letterhead } from './content.ts'
import { edges, type Paper, rule, width } from './paper.ts'
import { styles, write } from './writing.ts'

const logoFits: [width: number, height: number] = [170, 54]

/** Who issues it: the logo or the name at the left, how to reach them at the right. */
export function drawLetterhead(paper: Paper, letterhead: Letterhead): void {
  const { name, address, email, taxId, logo } = letterhead
  const left = logo === null ? drawName(paper, name) : drawLogo(paper, logo, name)
  const lines = [logo === null ? null : name, address, email, taxId].filter(Boolean).join('\n')
  const place = {
    x: edges.left + width / 2,
    y: paper.y + 2,
    width: width / 2,
    align: 'right',
  } as const
  const right = write(paper, 'P', [{ text: lines, style: styles.small, place }])
  paper.y = Math.max(left, right) + 12
  rule(paper, { weight: 1 })
  paper.y += 18
}

function drawName(paper: Paper, text: string): number {
  const place = { x: edges.left, y: paper.y, width: width / 2 - 20 }
  return write(paper, 'P', [{ text, style: styles.name, place }])
}

function drawLogo({ doc, root, y }: Paper, logo: Uint8Array, name: string): number {
  const picture = () => void doc.image(Buffer.from(logo), edges.left, y, { fit: logoFits })
  root.add(doc.struct('Figure', { alt: name }, picture))
  return y + logoFits[1]
}
