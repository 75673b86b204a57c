import { AGES } from '../../domain/ageing.ts'
import { formatDate } from '../../domain/date.ts'
import { formatCents } from '../../domain/money.ts'
import type { AgeingReport } from '../../readmodels/ageing.ts'
import type { PaymentKind, RenewalDue, Sales } from '../../readmodels/sales.ts'
import { BarChart, ColumnChart } from '../chart.tsx'
import { Table } from '../table.tsx'
import { Console } from './layout.tsx'
import { ageWords } from './open.tsx'

/** So many months can be looked at. */
export const spans = [3, 12, 24] as const

const inChart = 12

const kindWords: Record<PaymentKind, string> = {
  check: 'Check',
  card: 'Card',
  otherwise: 'Otherwise',
}

export interface SalesShown {
  months: number
  sales: Sales
  ageing: AgeingReport
  renewals: readonly RenewalDue[]
  renewalDays: number
}

/** What was sold and what came in, as charts with their numbers. */
export function SalesPage({ months, sales, ageing, renewals, renewalDays }: SalesShown) {
  return (
    <Console title="Sales">
      <p class="eyebrow">
        <a href="/console/money">Money</a>
      </p>
      <h1>Sales</h1>
      <p class="lead">What was ordered for money, less what was credited or refunded since.</p>
      <p class="actions no-print">
        {spans.map((span) => (
          <a
            href={`/console/sales?months=${span}`}
            class={span === months ? 'button' : 'button secondary'}
            aria-current={span === months ? 'page' : undefined}
          >
            {span} months
          </a>
        ))}
      </p>
      <ByMonth rows={sales.byMonth} />
      <ByWebinar rows={sales.byWebinar} />
      <ByKind rows={sales.byKind} />
      <Ageing report={ageing} />
      <Renewals rows={renewals} days={renewalDays} />
    </Console>
  )
}

function ByMonth({ rows }: { rows: Sales['byMonth'] }) {
  const bars = rows.map(({ month, soldCents }) => ({ label: monthShort(month), cents: soldCents }))
  return (
    <section aria-labelledby="by-month">
      <h2 id="by-month">By month</h2>
      <ColumnChart title="Sales by month" bars={bars} />
      <Table
        caption="Sales by month"
        rows={rows}
        columns={[
          { title: 'Month', cell: ({ month }) => monthLong(month), isHead: true },
          { title: 'Orders', cell: ({ orders }) => orders, isNumber: true },
          { title: 'Sold', cell: ({ soldCents }) => formatCents(soldCents), isNumber: true },
        ]}
        empty="Nothing was sold in this time."
      />
    </section>
  )
}

function ByWebinar({ rows }: { rows: Sales['byWebinar'] }) {
  const bars = rows
    .slice(0, inChart)
    .map(({ title, soldCents }) => ({ label: title, cents: soldCents }))
  return (
    <section aria-labelledby="by-webinar">
      <h2 id="by-webinar">By webinar</h2>
      {bars.length > 0 && <BarChart title="Sales by webinar, the most first" bars={bars} />}
      <Table
        caption="Sales by webinar and pass, the most first"
        rows={rows}
        columns={[
          {
            title: 'Webinar or pass',
            cell: ({ subject, title }) =>
              subject?.startsWith('webinar:') ? (
                <a href={`/console/webinars/${subject.slice('webinar:'.length)}`}>{title}</a>
              ) : (
                title
              ),
            isHead: true,
          },
          { title: 'Orders', cell: ({ orders }) => orders, isNumber: true },
          { title: 'Sold', cell: ({ soldCents }) => formatCents(soldCents), isNumber: true },
        ]}
        empty="Nothing was sold in this time."
      />
    </section>
  )
}

function ByKind({ rows }: { rows: Sales['byKind'] }) {
  const bars = rows.map(({ kind, receivedCents }) => ({
    label: kindWords[kind],
    cents: receivedCents,
  }))
  return (
    <section aria-labelledby="by-kind">
      <h2 id="by-kind">By kind of payment</h2>
      <p>What orders received, less checks and payments that were taken back.</p>
      <BarChart title="Received by kind of payment" bars={bars} />
      <Table
        caption="Received by kind of payment"
        rows={rows}
        columns={[
          { title: 'Kind', cell: ({ kind }) => kindWords[kind], isHead: true },
          { title: 'Payments', cell: ({ payments }) => payments, isNumber: true },
          {
            title: 'Received',
            cell: ({ receivedCents }) => formatCents(receivedCents),
            isNumber: true,
          },
        ]}
        empty="Nothing was received in this time."
      />
    </section>
  )
}

function Ageing({ report }: { report: AgeingReport }) {
  const rows = AGES.map((age) => ({ label: ageWords[age], cents: report.totals[age] }))
  return (
    <section aria-labelledby="ageing">
      <h2 id="ageing">Open invoices by age</h2>
      <p>
        {formatCents(report.totals.openCents)} is open today.{' '}
        <a href="/console/open">See who owes it</a>.
      </p>
      <BarChart title="Open by how long it has been due" bars={rows} />
      <Table
        caption="Open by how long it has been due"
        rows={rows}
        columns={[
          { title: 'Age', cell: ({ label }) => label, isHead: true },
          { title: 'Open', cell: ({ cents }) => formatCents(cents), isNumber: true },
        ]}
        empty="Nothing is open."
      />
    </section>
  )
}

function Renewals({ rows, days }: { rows: readonly RenewalDue[]; days: number }) {
  const months = [...new Set(rows.map(({ endsOn }) => endsOn.slice(0, 7)))]
  const bars = months.map((month) => ({
    label: monthShort(month),
    cents: rows
      .filter(({ endsOn }) => endsOn.startsWith(month))
      .reduce((sum, { priceCents }) => sum + priceCents, 0),
  }))
  return (
    <section aria-labelledby="renewals">
      <h2 id="renewals">Pass renewals due</h2>
      <p>Passes whose term ends within {days} days, at the price of today.</p>
      {bars.length > 0 && <ColumnChart title="Renewals due by month" bars={bars} />}
      <Table
        caption="Passes to be renewed, the earliest first"
        rows={rows}
        columns={[
          {
            title: 'Pass',
            cell: ({ number, title }) => (
              <a href={`/console/passes/${number}`}>
                {number}, {title}
              </a>
            ),
            isHead: true,
          },
          { title: 'Holder', cell: ({ holder }) => holder },
          { title: 'Ends on', cell: ({ endsOn }) => formatDate(endsOn) },
          { title: 'What is expected', cell: expected },
          { title: 'Price', cell: ({ priceCents }) => formatCents(priceCents), isNumber: true },
        ]}
        empty="No pass ends in this time."
      />
    </section>
  )
}

function expected({ cancelsAtEnd, hasCard }: RenewalDue): string {
  if (cancelsAtEnd) return 'It ends: the holder canceled it'
  return hasCard ? 'The card that is kept is charged' : 'The holder renews'
}

function monthShort(month: string): string {
  return monthLong(month).slice(0, 3)
}

function monthLong(month: string): string {
  const [name = '', , year = ''] = formatDate(`${month}-01`).split(' ')
  return `${name} ${year}`
}
