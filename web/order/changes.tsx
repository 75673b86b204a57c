import type { Order } from '../../readmodels/order.ts'
import { Field, TextArea } from '../field.tsx'
import { Form } from '../form.tsx'
import { actionOf, type FormsShown, filledOf } from './forms.ts'
import { possible } from './words.ts'

/** What a buyer can change by themselves. */
export function Changes({ order, forms }: { order: Order; forms: FormsShown }) {
  const can = possible(order)
  if (!can.changeInvoice && !can.cancel && !can.reduceSeats) return null
  return (
    <section aria-labelledby="changes" class="no-print">
      <h2 id="changes">Change something</h2>
      {can.changeInvoice && <PurchaseOrderNumber order={order} forms={forms} />}
      {can.changeInvoice && <BillTo order={order} forms={forms} />}
      {can.reduceSeats && <FewerSeats order={order} forms={forms} />}
      {can.cancel && <Cancellation forms={forms} />}
    </section>
  )
}

function PurchaseOrderNumber({ order, forms }: { order: Order; forms: FormsShown }) {
  const name = 'purchase-order-number-changes'
  const known = { purchaseOrderNumber: order.purchaseOrderNumber ?? '' }
  const filled = filledOf(forms, name, known)
  return (
    <details open={forms.open?.name === name}>
      <summary>PO number</summary>
      <Form
        action={actionOf(forms, name)}
        filled={filled}
        submit="Change the PO number"
        isSecondary
        hasNoSummary
      >
        <Field
          name="purchaseOrderNumber"
          label="PO number"
          hint="An invoice that is out already is replaced by a new one with a number of its own."
          filled={filled}
        />
      </Form>
    </details>
  )
}

function BillTo({ order, forms }: { order: Order; forms: FormsShown }) {
  const name = 'bill-to-changes'
  const { billTo } = order
  const filled = filledOf(forms, name, {
    name: billTo.name ?? '',
    organisation: billTo.organisation ?? '',
    address: billTo.address ?? '',
    email: billTo.email,
  })
  return (
    <details open={forms.open?.name === name}>
      <summary>Whom the invoice is for</summary>
      <Form
        action={actionOf(forms, name)}
        filled={filled}
        submit="Change the invoice"
        isSecondary
        hasNoSummary
      >
        <Field name="name" id="bill-name" label="Name" filled={filled} isOptional />
        <Field name="organisation" label="Organization that pays" filled={filled} isOptional />
        <TextArea name="address" label="Postal address" filled={filled} rows={3} isOptional />
        <Field
          name="email"
          id="bill-email"
          label="Email address for the invoice"
          type="email"
          filled={filled}
        />
      </Form>
    </details>
  )
}

function FewerSeats({ order, forms }: { order: Order; forms: FormsShown }) {
  const name = 'seat-reductions'
  const filled = filledOf(forms, name)
  return (
    <details open={forms.open?.name === name}>
      <summary>Fewer seats</summary>
      <Form
        action={actionOf(forms, name)}
        filled={filled}
        submit="Order fewer seats"
        isSecondary
        hasNoSummary
      >
        <Field
          name="seats"
          label="How many seats are enough?"
          hint={`Now ${order.seats}. The price is that of so many seats; an invoice that is out is replaced.`}
          inputmode="numeric"
          size="short"
          filled={filled}
        />
      </Form>
    </details>
  )
}

function Cancellation({ forms }: { forms: FormsShown }) {
  const name = 'cancellations'
  const filled = filledOf(forms, name)
  return (
    <details open={forms.open?.name === name}>
      <summary>Cancel this order</summary>
      <Form
        action={actionOf(forms, name)}
        filled={filled}
        submit="Yes, cancel this order"
        isSecondary
        hasNoSummary
      >
        <p>Nothing is owed then, and the people of the order are told. It cannot be undone here.</p>
        <TextArea name="reason" label="Why?" filled={filled} rows={2} isOptional />
      </Form>
    </details>
  )
}
