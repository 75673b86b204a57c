import { formatCents } from '../../domain/money.ts'
import type { Order } from '../../readmodels/order.ts'
import { Table } from '../table.tsx'
import { lineWords } from './words.ts'

/** What it costs, what is here, and what is open. */
export function Money({ order }: { order: Order }) {
  const { lines, totalCents, receivedCents, openCents } = order
  return (
    <>
      <h2>Price</h2>
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
      <dl class="facts sums">
        <Sum name="Total" cents={totalCents} />
        <Sum name="Received" cents={receivedCents} />
        <Sum name="Open" cents={openCents} />
      </dl>
    </>
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
