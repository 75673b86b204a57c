import { formatDate } from '../../domain/date.ts'
import { formatCents } from '../../domain/money.ts'
import type { DepositInFull } from '../../readmodels/deposit.ts'
import { Field } from '../field.tsx'
import { type Filled, Form, Hidden } from '../form.tsx'
import { Facts, Table } from '../table.tsx'
import { When } from '../when.tsx'
import { checkStages } from './check-words.ts'
import { Console } from './layout.tsx'

/** Checks that go to the bank on one slip. */
export function NewDeposit({ filled, rows }: { filled: Filled; rows: number }) {
  return (
    <Console
      title="Record a deposit"
      hasErrors={filled.errors.length > 0 || filled.refusal !== null}
    >
      <p class="eyebrow">
        <a href="/console/money">Money</a>
      </p>
      <h1>Record a deposit</h1>
      <p class="lead">
        The checks of one slip, all of them or none. What you leave empty is left out.
      </p>
      <Form action="/console/deposits/new" filled={filled} submit="Record the deposit">
        <Hidden name="rows" value={String(rows)} />
        <div class="rows">
          <div class="inline">
            <Field name="bankedOn" label="Day of the slip" type="date" filled={filled} />
            <Field name="receivedOn" label="Checks received on" type="date" filled={filled} />
            <Field
              name="totalCents"
              label="Total of the slip in dollars"
              inputmode="decimal"
              filled={filled}
            />
          </div>
          {Array.from({ length: rows }, (_, index) => (
            <Row index={index} filled={filled} />
          ))}
        </div>
        <p>
          <button type="submit" name="more" value="yes" class="secondary">
            Add ten rows
          </button>
        </p>
      </Form>
    </Console>
  )
}

function Row({ index, filled }: { index: number; filled: Filled }) {
  const start = `checks.${index}`
  return (
    <fieldset>
      <legend>Check {index + 1}</legend>
      <div class="inline">
        <Field name={`${start}.payer`} label="From whom" filled={filled} isOptional={index > 0} />
        <Field name={`${start}.number`} label="Number" filled={filled} isOptional={index > 0} />
        <Field
          name={`${start}.cents`}
          label="Dollars"
          inputmode="decimal"
          filled={filled}
          isOptional={index > 0}
        />
        <Field
          name={`${start}.order`}
          label="Pays order"
          inputmode="numeric"
          filled={filled}
          isOptional
        />
      </div>
    </fieldset>
  )
}

/** A slip to print, with what became of each of its checks. */
export function DepositPage({ deposit }: { deposit: DepositInFull }) {
  const { number, bankedOn, totalCents, standingCents, count, checks, recordedAt } = deposit
  return (
    <Console title={`Deposit ${number}`}>
      <p class="eyebrow">
        <a href="/console/money">Money</a>
      </p>
      <h1>Deposit {number}</h1>
      <p class="lead">
        {formatCents(totalCents)} on {formatDate(bankedOn)}
      </p>
      <Table
        caption="Checks on the slip"
        rows={checks}
        columns={[
          { title: 'Row', cell: ({ row }) => row },
          {
            title: 'From whom',
            cell: ({ id, payer }) => <a href={`/console/checks/${id}`}>{payer}</a>,
            isHead: true,
          },
          { title: 'Number', cell: (check) => check.number },
          {
            title: 'State',
            cell: ({ state }) => (
              <span class={`badge ${checkStages[state].tone}`.trim()}>
                {checkStages[state].label}
              </span>
            ),
          },
          { title: 'Amount', cell: ({ cents }) => formatCents(cents), isNumber: true },
        ]}
        empty="No check is recorded yet. Load the page again in a moment."
      />
      <Facts
        facts={[
          ['Total of the slip', formatCents(totalCents)],
          ['Checks that stand', `${count}, ${formatCents(standingCents)}`],
          ['Recorded', <When at={recordedAt} />],
        ]}
      />
      <p class="actions">
        <a href="/console/deposits/new" class="button secondary">
          Record another deposit
        </a>
      </p>
    </Console>
  )
}
