import type { LedgerKind } from '../../domain/ledger.ts'
import { formatCents } from '../../domain/money.ts'
import type { Order } from '../../readmodels/order.ts'
import type { MoneyFact } from '../../readmodels/order-money.ts'
import { Table } from '../table.tsx'
import { Stamp } from '../when.tsx'
import { lineWords } from './words.ts'

export interface MoneyShown {
  order: Order
  money: readonly MoneyFact[]
  /** What is being given back and has not arrived, in cents. */
  refundingCents: number
}

/** What it costs, what is here, and what is open. */
export function Money({ order, money, refundingCents }: MoneyShown) {
  const { lines, totalCents, receivedCents, openCents } = order
  return (
    <section aria-labelledby="price">
      <h2 id="price">Price and payments</h2>
      <Table
        caption="What was ordered"
        isCaptionHidden
        columns={[
          { title: 'What', isHead: true, cell: ({ code }) => lineWords[code] },
          { title: 'Quantity', isNumber: true, cell: ({ quantity }) => quantity },
          { title: 'Each', isNumber: true, cell: ({ unitCents }) => formatCents(unitCents) },
          { title: 'Amount', isNumber: true, cell: (line) => formatCents(line.totalCents) },
        ]}
        rows={lines}
        empty="Nothing is charged."
      />
      {money.length > 0 && (
        <Table
          caption="Payments and changes"
          columns={[
            { title: 'What', isHead: true, cell: words },
            { title: 'When', cell: ({ at }) => <Stamp at={at} /> },
            { title: 'Amount', isNumber: true, cell: ({ cents }) => formatCents(cents) },
          ]}
          rows={money}
          empty=""
        />
      )}
      {refundingCents > 0 && (
        <p class="notice">
          {formatCents(refundingCents)} goes back onto the card. The bank takes up to ten days.
        </p>
      )}
      <dl class="facts">
        <Sum name="Total" cents={totalCents} />
        <Sum name="Received" cents={receivedCents} />
        <Sum name={openCents < 0 ? 'Too much' : 'Open'} cents={Math.abs(openCents)} />
      </dl>
    </section>
  )
}

function Sum({ name, cents }: { name: string; cents: number }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd class="amount">{formatCents(cents)}</dd>
    </div>
  )
}

function words({ kind, byCard, checkNumber }: MoneyFact): string {
  const way = byCard ? ' by card' : checkNumber === null ? '' : ` by check ${checkNumber}`
  return `${kinds[kind]}${kind === 'credit-note' ? '' : way}`
}

const kinds: Record<LedgerKind, string> = {
  charge: 'Ordered',
  fee: 'Fee for a returned payment',
  'credit-note': 'Taken off the price',
  payment: 'Paid',
  reversal: 'Payment taken back',
  'credit-in': 'Paid by credit',
  'credit-out': 'Kept as credit',
  refund: 'Refunded',
  'refund-returned': 'Refund came back',
  'write-off': 'Not asked for any more',
  reinstatement: 'Asked for again',
}
