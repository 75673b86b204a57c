import { dim } from '../terminal.ts'
import type { Measured, MeasuredRow } from './measure.ts'

const widths = { side: 44, figure: 9 }

export const reportHead = `  ${''.padEnd(widths.side)}${['a second', 'spread', 'p50 ms', 'p99 ms'].map((text) => text.padStart(widths.figure + 2)).join('')}`

/** The lines of one row: each side, the CPU of each process, what else was counted, and whether the aim is reached. */
export function reportOf(row: MeasuredRow): string {
  return [`\n  ${row.name} ${dim(row.unit)}`, ...row.sides.flatMap(linesOf), verdictOf(row)]
    .filter(Boolean)
    .join('\n')
}

/** What the aims ask for that was not reached; null where there is no aim. */
export function missedBy({ aim, share, sides }: MeasuredRow): string[] | null {
  const [product] = sides
  if (aim === null || product === undefined) return null
  const { perSecond, p99 } = product
  return [
    ...(aim.share && share !== null && share < aim.share ? [`${aim.share} of its peer`] : []),
    ...(aim.perSecond && (perSecond?.median ?? 0) < aim.perSecond
      ? [`${aim.perSecond} a second`]
      : []),
    ...(aim.p99 && (p99 ?? 0) > aim.p99 ? [`p99 of ${aim.p99} ms`] : []),
  ]
}

function linesOf({ side, perSecond, p50, p99, cpu, more }: Measured): string[] {
  const spread = perSecond && `${number(perSecond.least)}–${number(perSecond.most)}`
  const columns = [number(perSecond?.median ?? null), spread ?? '–', number(p50), number(p99)]
  const figures = columns.map((text) => text.padStart(widths.figure + 2)).join('')
  const counted = Object.entries(more).map(([name, value]) => `${name} ${number(value)}`)
  const each = (share: number) =>
    perSecond ? ` ${number((share / perSecond.median) * 1_000)} ms each,` : ''
  const used = Object.entries(cpu).map(([name, share]) => `${name}${each(share)} ${percent(share)}`)
  return [
    `  ${side.padEnd(widths.side)}${figures}`,
    ...(perSecond && used.length > 0
      ? [dim(`      CPU: ${used.join('; ')}; all ${percent(sum(cpu))}`)]
      : []),
    ...(counted.length > 0 ? [dim(`      ${counted.join(', ')}`)] : []),
  ]
}

function verdictOf(row: MeasuredRow): string {
  const missed = missedBy(row)
  const share = row.share === null ? [] : [`${row.share.toFixed(2)} of its peer`]
  if (missed === null) return ''
  const isReached = missed.length === 0
  const aim = isReached ? [] : [`the aim is ${missed.join(' and ')}`]
  return `  ${isReached ? '✓' : '✗'} ${[...share, ...aim].join('; ')}`
}

function sum(values: Record<string, number>): number {
  return Object.values(values).reduce((all, value) => all + value, 0)
}

/** Of one core. */
function percent(share: number): string {
  return `${Math.round(share * 100)} %`
}

/** Three digits are as much as a round can say. */
function number(value: number | null): string {
  if (value === null) return '–'
  return value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3)
}
