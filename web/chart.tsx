import { formatCents } from '../domain/money.ts'

export interface Bar {
  label: string
  cents: number
}

// Everything across is a share of the width, so that a chart fits a telephone and its words stay as large as they are.
const rowHeight = 52
const columnsHeight = 220
const mostLabels = 12

/** Amounts as bars one under the other; the numbers stand in a table beneath. */
export function BarChart({ title, bars }: { title: string; bars: readonly Bar[] }) {
  const most = mostOf(bars)
  return (
    <Chart title={title} height={bars.length * rowHeight}>
      {bars.map(({ label, cents }, index) => {
        const top = index * rowHeight
        return (
          <>
            <text x={0} y={top + 16}>
              {label}
            </text>
            <text x="100%" y={top + 16} text-anchor="end">
              {formatCents(cents)}
            </text>
            <rect class="ground" x={0} y={top + 24} width="100%" height={14} rx={3} />
            <rect class="bar" x={0} y={top + 24} width={share(cents, most)} height={14} rx={3} />
          </>
        )
      })}
    </Chart>
  )
}

/** Amounts side by side, such as of months, the most one written; the numbers stand in a table beneath. */
export function ColumnChart({ title, bars }: { title: string; bars: readonly Bar[] }) {
  const most = mostOf(bars)
  const first = 24
  const ground = columnsHeight - 26
  const step = 100 / Math.max(bars.length, 1)
  const labelled = Math.ceil(bars.length / mostLabels)
  const highest = bars.findIndex(({ cents }) => cents === most)
  return (
    <Chart title={title} height={columnsHeight}>
      {bars.map(({ label, cents }, index) => {
        const middle = (index + 0.5) * step
        const high = (Math.max(cents, 0) / most) * (ground - first)
        return (
          <>
            <rect
              class="bar"
              x={`${middle - step * 0.33}%`}
              y={ground - high}
              width={`${step * 0.66}%`}
              height={high}
              rx={3}
            />
            {index === highest && (
              <text x={`${middle}%`} y={ground - high - 7} text-anchor={anchorAt(middle)}>
                {formatCents(cents)}
              </text>
            )}
            {index % labelled === 0 && (
              <text x={`${middle}%`} y={columnsHeight - 6} text-anchor="middle">
                {label}
              </text>
            )}
          </>
        )
      })}
      <line class="axis" x1={0} x2="100%" y1={ground} y2={ground} />
    </Chart>
  )
}

function Chart(props: { title: string; height: number; children: unknown }) {
  return (
    <figure>
      <svg
        class="chart"
        width="100%"
        height={props.height}
        role="img"
        aria-label={`${props.title}. The numbers are in the table beneath.`}
      >
        {props.children}
      </svg>
    </figure>
  )
}

/** Words at an edge stay inside. */
function anchorAt(percent: number): 'start' | 'middle' | 'end' {
  if (percent < 15) return 'start'
  return percent > 85 ? 'end' : 'middle'
}

function mostOf(bars: readonly Bar[]): number {
  return Math.max(1, ...bars.map(({ cents }) => cents))
}

function share(cents: number, most: number): string {
  return `${Math.max(0, (cents / most) * 100).toFixed(2)}%`
}
