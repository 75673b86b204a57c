import { FileField, Select, TextArea } from '../field.tsx'
import { type Filled, Form, Hidden } from '../form.tsx'
import { type Column, Table } from '../table.tsx'
import { Console } from './layout.tsx'

export interface CarryOverRow {
  line: number
  outcome: 'applied' | 'received' | 'refused' | 'wrong' | 'would-apply'
  detail?: string
  errors?: readonly { field: string; message: string }[]
}

export interface CarryOverResult {
  kind: string
  rows: readonly CarryOverRow[]
}

/** Each kind with its columns, as they stand in the heading of a file. */
export type CarryOverColumns = Record<string, readonly string[]>

const outcomes: Record<CarryOverRow['outcome'], { label: string; tone: string }> = {
  applied: { label: 'Brought over', tone: 'done' },
  received: { label: 'Under way', tone: 'waits' },
  refused: { label: 'Refused', tone: 'wrong' },
  wrong: { label: 'To correct', tone: 'wrong' },
  'would-apply': { label: 'Will be brought over', tone: '' },
}

/** Choosing a spreadsheet of what there was before. */
export function CarryOver({ columns, filled }: { columns: CarryOverColumns; filled: Filled }) {
  return (
    <Console title="Carry over" hasErrors={filled.errors.length > 0}>
      <h1>Carry over</h1>
      <p class="lead">
        Bring over what there was before, from a spreadsheet saved as CSV. You see what will become
        of each row before anything is kept, and nobody is mailed about it.
      </p>
      <Form action="/console/carry-over" filled={filled} submit="Look at the rows" hasFile>
        <Select
          name="kind"
          label="What it lists"
          choices={Object.keys(columns).map((kind) => ({ value: kind, label: kind }))}
          filled={filled}
        />
        <FileField
          name="file"
          label="CSV file"
          hint="At most 900,000 characters and 5,000 rows at once."
          accept=".csv,text/csv"
          isOptional
          filled={filled}
        />
        <TextArea
          name="csv"
          label="Or paste the rows, with their heading"
          rows={6}
          isOptional
          filled={filled}
        />
      </Form>
      <h2>Columns</h2>
      <p>The first line names the columns, in any order. What is not known can be left out.</p>
      <Table
        caption="The columns of each kind"
        isCaptionHidden
        rows={Object.entries(columns)}
        columns={[
          { title: 'What it lists', cell: ([kind]) => kind, isHead: true },
          { title: 'Columns', cell: ([, names]) => names.join(', ') },
        ]}
        empty="Nothing can be brought over."
      />
    </Console>
  )
}

/** What would become of each row, and the button that does it. */
export function CarryOverPreview(props: { result: CarryOverResult; csv: string; filled: Filled }) {
  const { result, csv, filled } = props
  const count = result.rows.filter(({ outcome }) => outcome === 'would-apply').length
  const others = result.rows.length - count
  return (
    <Console title="Carry over: the rows">
      <p class="eyebrow">
        <a href="/console/carry-over">Carry over</a>
      </p>
      <h1>
        {count} of {result.rows.length} {result.kind} will be brought over
      </h1>
      <p class="lead">
        Nothing is kept yet.{' '}
        {others > 0 && 'The others stay out; you can correct them and send the file again.'}
      </p>
      {count > 0 && (
        <Form
          action="/console/carry-over/rows"
          hasFile
          filled={filled}
          submit={`Bring over ${count === 1 ? 'this row' : `these ${count} rows`}`}
        >
          <Hidden name="kind" value={result.kind} />
          <Hidden name="csv" value={csv} />
        </Form>
      )}
      <Rows result={result} />
      <p>
        <a href="/console/carry-over">Choose another file</a>
      </p>
    </Console>
  )
}

/** What became of each row. */
export function CarryOverDone({ result }: { result: CarryOverResult }) {
  const count = result.rows.filter(({ outcome }) => outcome === 'applied').length
  const waits = result.rows.filter(({ outcome }) => outcome === 'received').length
  return (
    <Console title="Carried over">
      <p class="eyebrow">
        <a href="/console/carry-over">Carry over</a>
      </p>
      <h1>
        {count} of {result.rows.length} {result.kind} brought over
      </h1>
      <p class="lead">
        {waits > 0 && `${waits} more are under way and end by themselves. `}A row that is sent again
        is brought over only once.
      </p>
      <Rows result={result} />
      <p>
        <a href="/console/carry-over" class="button secondary">
          Carry over more
        </a>
      </p>
    </Console>
  )
}

function Rows({ result }: { result: CarryOverResult }) {
  return (
    <Table
      caption="Row by row"
      rows={result.rows}
      columns={columnsOfRows}
      empty="There are no rows."
    />
  )
}

const columnsOfRows: Column<CarryOverRow>[] = [
  { title: 'Line', cell: ({ line }) => line, isHead: true },
  {
    title: 'Result',
    cell: ({ outcome }) => (
      <span class={`badge ${outcomes[outcome].tone}`.trim()}>{outcomes[outcome].label}</span>
    ),
  },
  {
    title: 'What it says',
    cell: ({ detail, errors = [] }) =>
      detail ?? errors.map(({ field, message }) => `${field}: ${message}`).join(' '),
  },
]
