import { formatDate } from '../../domain/date.ts'
import { formatCents } from '../../domain/money.ts'
import type { StatementItem } from '../../readmodels/statement.ts'
import { Field } from '../field.tsx'
import { type Filled, Hidden } from '../form.tsx'

/** An order that something is open on, and whose it is. */
export type OpenOrder = Pick<
  StatementItem,
  'order' | 'invoice' | 'purchaseOrderNumber' | 'dueOn' | 'openCents'
>

const others = 2

/** How much of a check goes to which order: those that are open, and others by their number. */
export function Shares({ open, filled }: { open: readonly OpenOrder[]; filled: Filled }) {
  const error = filled.errors.find(({ field }) => field === 'allocations')
  return (
    <fieldset id="allocations" class={error ? 'wrong' : undefined}>
      <legend>What it pays</legend>
      <p class="hint">What you give to no order is kept as credit.</p>
      {error && <p class="error">{error.message}</p>}
      {open.map((order, index) => (
        <>
          <Hidden name={`allocations.${index}.order`} value={order.order} />
          <Field
            name={`allocations.${index}.cents`}
            label={`Order ${order.order}: ${formatCents(order.openCents)} open`}
            hint={hintOf(order)}
            inputmode="decimal"
            size="short"
            isOptional
            filled={filled}
          />
        </>
      ))}
      {Array.from({ length: others }, (_, index) => (
        <OtherOrder index={open.length + index} filled={filled} isFirst={open.length === 0} />
      ))}
    </fieldset>
  )
}

function OtherOrder(props: { index: number; filled: Filled; isFirst: boolean }) {
  const { index, filled, isFirst } = props
  return (
    <div class="inline">
      <Field
        name={`allocations.${index}.typed`}
        id={`allocations.${index}.order`}
        label={isFirst ? 'Order number' : 'Another order'}
        inputmode="numeric"
        isOptional
        filled={withOrderErrors(filled)}
      />
      <Field
        name={`allocations.${index}.cents`}
        label="Dollars for it"
        inputmode="decimal"
        isOptional
        filled={filled}
      />
    </div>
  )
}

/** The request calls it the order, the form what was typed. */
function withOrderErrors(filled: Filled): Filled {
  const errors = filled.errors.map(({ field, message }) => ({
    field: field.replace(/^(allocations\.\d+)\.order$/, '$1.typed'),
    message,
  }))
  return { ...filled, errors }
}

function hintOf({ invoice, purchaseOrderNumber, dueOn }: OpenOrder): string | undefined {
  const parts = [
    invoice && `Invoice ${invoice}`,
    purchaseOrderNumber && `purchase order ${purchaseOrderNumber}`,
    dueOn && `due ${formatDate(dueOn)}`,
  ]
  return parts.filter(Boolean).join(', ') || undefined
}
