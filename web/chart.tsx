import { formatCents } from '../domain/money.ts'

export interface Bar {
  label: string
  cents: number
}

const width = 760
const amountWidth = 110
const rowHeight = 34
const columnsHeight = 240
const labelHeight = 26
const mostLetters = 34

/** Amounts as bars one under the other; the numbers stand in a table beneath. */
export function BarChart({ title, bars }: { title: string; bars: readonly Bar[] }) {
  const labelWidth = 250
  const most = mostOf(bars)
  const room = width - labelWidth - amountWidth
  const height = bars.length * rowHeight + 8
  return (
    <figure>
      <svg
        class="chart"
        viewBox={`0 0 ${width} ${height}`}
        width={width}
        height={height}
        role="img"
        aria-label={`${title}. The numbers are in the table beneath.`}
      >
        {bars.map(({ label, cents }, index) => {
          const y = index * rowHeight + 4
          const long = Math.max(cents > 0 ? 2 : 0, (cents / most) * room)
          return (
            <>
              <text x={labelWidth - 12} y={y + 18} text-anchor="end">
                {shortened(label)}
              </text>
              <rect class="bar" x={labelWidth} y={y + 3} width={long} height={22} rx={3} />
              <text x={labelWidth + long + 8} y={y + 18}>
                {formatCents(cents)}
              </text>
            </>
          )
        })}
        <line class="axis" x1={labelWidth} x2={labelWidth} y1={0} y2={height} />
      </svg>
    </figure>
  )
}

/** Amounts side by side, such as of months; the numbers stand in a table beneath. */
export function ColumnChart({ title, bars }: { title: string; bars: readonly Bar[] }) {
  const most = mostOf(bars)
  const step = width / Math.max(bars.length, 1)
  const thick = Math.min(step * 0.66, 64)
  const top = 22
  const ground = columnsHeight - labelHeight
  const everyOther = Math.ceil((bars.length * 56) / width)
  return (
    <figure>
      <svg
        class="chart"
        viewBox={`0 0 ${width} ${columnsHeight}`}
        width={width}
        height={columnsHeight}
        role="img"
        aria-label={`${title}. The numbers are in the table beneath.`}
      >
        {bars.map(({ label, cents }, index) => {
          const middle = index * step + step / 2
          const high = Math.max(cents > 0 ? 2 : 0, (cents / most) * (ground - top))
          return (
            <>
              <rect
                class="bar"
                x={middle - thick / 2}
                y={ground - high}
                width={thick}
                height={high}
                rx={3}
              />
              {cents > 0 && bars.length <= 12 && (
                <text x={middle} y={ground - high - 6} text-anchor="middle">
                  {wholeDollars(cents)}
                </text>
              )}
              {index % everyOther === 0 && (
                <text x={middle} y={columnsHeight - 8} text-anchor="middle">
                  {label}
                </text>
              )}
            </>
          )
        })}
        <line class="axis" x1={0} x2={width} y1={ground} y2={ground} />
      </svg>
    </figure>
  )
}

function mostOf(bars: readonly Bar[]): number {
  return Math.max(1, ...bars.map(({ cents }) => cents))
}

function wholeDollars(cents: number): string {
  return formatCents(Math.round(cents / 100) * 100).replace(/\.00$/, '')
}

function shortened(label: string): string {
  return label.length <= mostLetters ? label : `${label.slice(0, mostLetters - 1).trimEnd()}…`
}
