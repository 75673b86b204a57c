import { formatCents } from '../../domain/money.ts'
import type { HolderAgeing } from '../../readmodels/ageing.ts'
import type { Statement } from '../../readmodels/statement.ts'
import { Field, TextArea } from '../field.tsx'
import { type Filled, Form, Hidden } from '../form.tsx'
import { Console } from './layout.tsx'
import { Shares } from './shares.tsx'

export interface NewCheckShown {
  /** Who owes something, to choose from. */
  holders: readonly HolderAgeing[]
  /** Whose open orders are shown. */
  statement: Statement | null
  filled: Filled
}

/** A check that came, and what it pays. */
export function NewCheck({ holders, statement, filled }: NewCheckShown) {
  return (
    <Console title="Record a check" hasErrors={filled.errors.length > 0 || filled.refusal !== null}>
      <p class="eyebrow">
        <a href="/console/money">Money</a>
      </p>
      <h1>Record a check</h1>
      <ChooseHolder holders={holders} chosen={statement?.holder ?? null} />
      {statement && (
        <p>
          {statement.name} owes <strong>{formatCents(statement.ageing.openCents)}</strong>
          {statement.creditCents > 0 &&
            `, and we hold ${formatCents(statement.creditCents)} of credit for them`}
          .
        </p>
      )}
      <Form action="/console/checks/new" filled={filled} submit="Record the check">
        {statement && <Hidden name="holder" value={statement.holder} />}
        <Field name="payer" label="From whom, as it stands on the check" filled={filled} />
        <Field name="number" label="Number of the check" size="short" filled={filled} />
        <Field
          name="cents"
          label="Amount in dollars"
          inputmode="decimal"
          size="short"
          filled={filled}
        />
        <Field name="receivedOn" label="Received on" type="date" size="short" filled={filled} />
        <TextArea name="memo" label="Memo line" rows={2} isOptional filled={filled} />
        <Shares open={statement?.items ?? []} filled={filled} />
      </Form>
      <p>
        Several checks on one slip? <a href="/console/deposits/new">Record a deposit</a>.
      </p>
    </Console>
  )
}

function ChooseHolder({
  holders,
  chosen,
}: {
  holders: readonly HolderAgeing[]
  chosen: string | null
}) {
  if (holders.length === 0) return <p>Nobody owes anything; what a check leaves is credit.</p>
  return (
    <form method="get" action="/console/checks/new" class="inline no-print">
      <div class="field">
        <label for="holder">Show what is open of</label>
        <select id="holder" name="holder">
          <option value="">Please choose</option>
          {holders.map(({ holder, name, openCents }) => (
            <option value={holder} selected={holder === chosen}>
              {name}: {formatCents(openCents)}
            </option>
          ))}
        </select>
      </div>
      <button type="submit" class="secondary">
        Show its open orders
      </button>
    </form>
  )
}
