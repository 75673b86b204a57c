import { formatCents } from '../domain/money.ts'
import { unreachable } from '../domain/unreachable.ts'
import { oneLine, openable, printable } from './clean.ts'
import type { Block, Fact } from './letter.ts'
import { remembered } from './remembered.ts'

const COLUMNS = 76

type MoneyBlock = Extract<Block, { kind: 'money' }>

/** The blocks as plain text, wrapped at 76 columns; an address of the web is never broken. */
export function plainBlocks(blocks: Block[], publicUrl: string): string {
  return blocks.map((block) => textOf({ block, publicUrl })).join('\n\n')
}

const textOf = remembered(({ block, publicUrl }: { block: Block; publicUrl: string }) =>
  plainBlock(block, publicUrl),
)

type Measure = { first?: string; rest?: string; columns?: number }

/** One text, each of its lines wrapped; what `first` opens the first line, `rest` all others. */
export function wrap(text: string, measure: Measure = {}): string {
  const { first = '', rest = first, columns = COLUMNS } = measure
  return printable(text)
    .split('\n')
    .map((line, index) => wrapLine(line, { first: index === 0 ? first : rest, rest, columns }))
    .join('\n')
}

function plainBlock(block: Block, publicUrl: string): string {
  switch (block.kind) {
    case 'paragraph':
    case 'note':
      return wrap(block.text)
    case 'heading':
      return underlined(oneLine(block.text))
    case 'button':
    case 'link':
      return `${wrap(`${block.label}:`)}\n${openable(block.url, publicUrl) ?? oneLine(block.url)}`
    case 'code':
      return `    ${oneLine(block.code)}`
    case 'list':
      return block.items.map((item) => wrap(item, { first: '- ', rest: '  ' })).join('\n')
    case 'facts':
      return plainFacts(block.rows)
    case 'money':
      return plainMoney(block)
    case 'quotation':
      return wrap(block.text, { first: '> ' })
    default:
      return unreachable(block)
  }
}

function wrapLine(line: string, { first, rest, columns }: Required<Measure>): string {
  const lines: string[] = []
  let current = first
  let isEmpty = true
  for (const word of line.split(/ +/u)) {
    if (!isEmpty && width(current) + 1 + width(word) > columns) {
      lines.push(current)
      current = rest
      isEmpty = true
    }
    current += isEmpty ? word : ` ${word}`
    isEmpty = false
  }
  return [...lines, current].map((each) => each.trimEnd()).join('\n')
}

function underlined(text: string): string {
  return `${text}\n${'-'.repeat(Math.min(width(text), COLUMNS))}`
}

function plainFacts(rows: Fact[]): string {
  const labels = rows.map((row) => `${oneLine(row.label)}:`)
  const column = Math.max(...labels.map(width)) + 2
  return rows
    .map((row, index) =>
      wrap(row.value, { first: (labels[index] ?? '').padEnd(column), rest: ' '.repeat(column) }),
    )
    .join('\n')
}

function plainMoney(block: MoneyBlock): string {
  const lines = block.lines.map(({ what, detail, amountCents }) =>
    withAmount(detail ? `${what}\n${detail}` : what, amountCents),
  )
  const totals = block.totals.map((total) => withAmount(total.label, total.amountCents))
  return [...lines, '-'.repeat(COLUMNS), ...totals].join('\n')
}

function withAmount(text: string, amountCents: number): string {
  const amount = formatCents(amountCents)
  const columns = COLUMNS - width(amount) - 2
  const [first = '', ...others] = wrap(text, { columns }).split('\n')
  const gap = ' '.repeat(Math.max(2, COLUMNS - width(first) - width(amount)))
  return [`${first}${gap}${amount}`, ...others.map((line) => `  ${line}`)].join('\n')
}

function width(text: string): number {
  return [...text].length
}
