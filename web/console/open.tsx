import { AGES, type Age, type Ageing } from '../../domain/ageing.ts'
import { formatDate } from '../../domain/date.ts'
import { formatCents } from '../../domain/money.ts'
import { may } from '../../domain/permission.ts'
import type { AgeingReport, HolderAgeing } from '../../readmodels/ageing.ts'
import type { Statement, StatementItem } from '../../readmodels/statement.ts'
import { ButtonForm, type Filled } from '../form.tsx'
import { useSite } from '../site.ts'
import { type Column, Facts, Table } from '../table.tsx'
import { openPageOf } from './holder.ts'
import { Console } from './layout.tsx'
import { Saved } from './saved.tsx'

export const ageWords: Record<Age, string> = {
  'not-due': 'Not due',
  '0-30': '0–30 days',
  '31-60': '31–60 days',
  '61-90': '61–90 days',
  'over-90': 'Over 90 days',
}

/** What is still open, by who owes it and since when. */
export function OpenMoney({ report }: { report: AgeingReport }) {
  const { asOf, totals, holders } = report
  return (
    <Console title="What is open">
      <p class="eyebrow">
        <a href="/console/money">Money</a>
      </p>
      <h1>What is open</h1>
      <p class="lead">
        {formatCents(totals.openCents)} at the end of {formatDate(asOf)}, by how long it has been
        due.
      </p>
      <form method="get" action="/console/open" class="inline no-print">
        <div class="field">
          <label for="asOf">At the end of</label>
          <input type="date" id="asOf" name="asOf" value={asOf} />
        </div>
        <button type="submit" class="secondary">
          Show this day
        </button>
      </form>
      <AgeingFacts ageing={totals} />
      <Table
        caption="By organization or person, the most first"
        rows={holders}
        columns={[...holderColumns, ...AGES.map(ageColumn), openColumn]}
        empty="Nothing is open: everybody has paid."
      />
    </Console>
  )
}

const holderColumns: Column<HolderAgeing>[] = [
  {
    title: 'Who',
    cell: ({ holder, name }) => <a href={openPageOf(holder)}>{name}</a>,
    isHead: true,
  },
  { title: 'Orders', cell: ({ orders }) => orders, isNumber: true },
]

const openColumn: Column<HolderAgeing> = {
  title: 'Open',
  cell: ({ openCents }) => <strong>{formatCents(openCents)}</strong>,
  isNumber: true,
}

function ageColumn(age: Age): Column<HolderAgeing> {
  return {
    title: ageWords[age],
    cell: (row) => (row[age] === 0 ? '–' : formatCents(row[age])),
    isNumber: true,
  }
}

function AgeingFacts({ ageing }: { ageing: Ageing }) {
  return <Facts facts={AGES.map((age) => [ageWords[age], formatCents(ageing[age])])} />
}

/** What one organization or person owes, order by order. */
export function OpenOf(props: {
  statement: Statement
  formKey: string
  saved: string | null
  filled: Filled | null
}) {
  const { statement, formKey, saved, filled } = props
  const { holder, name, items, ageing, creditCents } = statement
  const { person } = useSite()
  const role = person?.role ?? null
  return (
    <Console title={`What ${name} owes`} hasErrors={filled !== null}>
      <p class="eyebrow">
        <a href="/console/open">What is open</a>
      </p>
      <h1>{name}</h1>
      <Saved what={saved} />
      {filled?.refusal && (
        <div class="error-summary" role="alert">
          <p>{filled.refusal}</p>
        </div>
      )}
      <p class="lead">Owes {formatCents(ageing.openCents)}.</p>
      {creditCents !== 0 && (
        <p>
          {creditCents > 0
            ? `We hold ${formatCents(creditCents)} of credit for them.`
            : `They owe ${formatCents(-creditCents)} because a check was taken back.`}
        </p>
      )}
      <div class="actions">
        {may(role, 'record payments') && (
          <a href={`/console/checks/new?holder=${encodeURIComponent(holder)}`} class="button">
            Record a check from them
          </a>
        )}
        {may(role, 'send statements') && items.length > 0 && (
          <ButtonForm
            action={`${openPageOf(holder)}/statements`}
            fieldKey={formKey}
            label="Mail them this statement"
            isSecondary
          />
        )}
      </div>
      <Table
        caption="Open orders"
        rows={items}
        columns={itemColumns}
        empty="They have paid everything."
      />
      <AgeingFacts ageing={ageing} />
    </Console>
  )
}

const itemColumns: Column<StatementItem>[] = [
  {
    title: 'Order',
    cell: ({ order }) => <a href={`/console/orders/${order}`}>{order}</a>,
    isHead: true,
  },
  { title: 'Invoice', cell: ({ invoice }) => invoice ?? '–' },
  { title: 'Purchase order', cell: (item) => item.purchaseOrderNumber ?? '–' },
  { title: 'Due', cell: ({ dueOn }) => (dueOn === null ? '–' : formatDate(dueOn)) },
  { title: 'Age', cell: ({ age }) => ageWords[age] },
  {
    title: 'Ordered',
    cell: ({ chargedCents, feesCents }) => formatCents(chargedCents + feesCents),
    isNumber: true,
  },
  { title: 'Received', cell: ({ receivedCents }) => formatCents(receivedCents), isNumber: true },
  { title: 'Open', cell: ({ openCents }) => formatCents(openCents), isNumber: true },
]
