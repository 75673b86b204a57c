import { formatCents } from '../../domain/money.ts'
import type { OrderLine } from '../../domain/price.ts'
import { ErrorSummary, type Filled, Form, Hidden } from '../form.tsx'
import { Page } from '../layout.tsx'
import { Facts, Table } from '../table.tsx'
import { lineWords } from './words.ts'

export interface Reviewed {
  title: string
  lines: readonly OrderLine[]
  totalCents: number
  /** The addresses as they were read, each with its line. */
  people: readonly string[]
  /** More log-ins than people, who can be named later. */
  unnamed: number
  /** Addresses that were given more than once. */
  repeated: number
  /** What would cost less, in sentences. */
  cheaper: readonly string[]
}

/** Everything once more, with the price; only this button orders. */
export function Review({ reviewed, filled }: { reviewed: Reviewed; filled: Filled }) {
  const { title, lines, totalCents, people, unnamed, repeated, cheaper } = reviewed
  const said = filled.values
  return (
    <Page title="Review your order" hasErrors={filled.refusal !== null}>
      <p class="eyebrow">Step 2 of 2</p>
      <h1>Review your order</h1>
      <ErrorSummary filled={filled} />
      <Table
        caption={title}
        columns={[
          { title: 'What', isHead: true, cell: ({ code }) => lineWords[code] },
          { title: 'Quantity', isNumber: true, cell: ({ quantity }) => quantity },
          { title: 'Each', isNumber: true, cell: ({ unitCents }) => formatCents(unitCents) },
          { title: 'Amount', isNumber: true, cell: (line) => formatCents(line.totalCents) },
        ]}
        rows={lines}
        empty=""
      />
      <p class="lead">
        In all <strong class="amount">{formatCents(totalCents)}</strong>
      </p>
      {cheaper.length > 0 && (
        <aside class="notice" aria-labelledby="cheaper">
          <h2 id="cheaper">You could pay less</h2>
          <ul>
            {cheaper.map((sentence) => (
              <li>{sentence}</li>
            ))}
          </ul>
        </aside>
      )}
      <Facts
        facts={[
          ['Ordered by', `${said['buyer.name'] ?? ''}, ${said['buyer.email'] ?? ''}`],
          ['Organization', said.organisation],
          ['Payment', payments[said.paysBy ?? '']],
          ['PO number', said.purchaseOrderNumber],
          ['All mail to', said.sharedAddress],
          ['Invoice to', invoiceTo(said)],
        ]}
      />
      <People people={people} unnamed={unnamed} repeated={repeated} />
      <Form
        action="/orders"
        filled={filled}
        submit={buttons[said.paysBy ?? ''] ?? 'Order'}
        hasNoSummary
      >
        <Carried values={said} />
      </Form>
      <form method="post" action="/orders/change">
        <Carried values={said} />
        <button type="submit" class="secondary">
          Change something
        </button>
      </form>
    </Page>
  )
}

/** What was typed goes along, so that nothing is lost on the way. */
function Carried({ values }: { values: Record<string, string> }) {
  return (
    <>
      {Object.entries(values).map(([name, value]) => (
        <Hidden name={name} value={value} />
      ))}
    </>
  )
}

function People({ people, unnamed, repeated }: Pick<Reviewed, 'people' | 'unnamed' | 'repeated'>) {
  if (people.length === 0 && unnamed === 0) return null
  return (
    <section aria-labelledby="people">
      <h2 id="people">People</h2>
      {people.length > 0 && (
        <ol>
          {people.slice(0, mostListed).map((email) => (
            <li>{email}</li>
          ))}
        </ol>
      )}
      {people.length > mostListed && <p>and {people.length - mostListed} more.</p>}
      {repeated > 0 && (
        <p>
          {repeated === 1 ? 'One address was' : `${repeated} addresses were`} there more than once;
          each counts once.
        </p>
      )}
      {unnamed > 0 && (
        <p>
          {unnamed === 1 ? 'One seat has' : `${unnamed} seats have`} no name yet. You can name them
          on the page of your order, at any time.
        </p>
      )}
    </section>
  )
}

function invoiceTo(said: Record<string, string>): string | null {
  const parts = ['organisation', 'name', 'address', 'email'].map((part) => said[`billTo.${part}`])
  return parts.filter(Boolean).join(', ') || null
}

/** People who are listed; the others are counted. */
const mostListed = 200

const payments: Record<string, string> = {
  free: 'Free, with your pass',
  card: 'By card',
  'purchase-order': 'By purchase order, then invoice and check',
  invoice: 'By invoice',
  quote: 'A quote only: nothing is owed',
}

const buttons: Record<string, string> = {
  free: 'Register free',
  card: 'Order and pay by card',
  'purchase-order': 'Order by purchase order',
  invoice: 'Order and send me the invoice',
  quote: 'Send me the quote',
}
