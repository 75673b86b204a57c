import { formatCents } from '../../domain/money.ts'
import { Field } from '../field.tsx'
import { ButtonForm, Form } from '../form.tsx'
import { actionOf, filledOf } from './forms.ts'
import type { OrderShown } from './order.tsx'
import { possible } from './words.ts'

/** The ways to pay, or to accept, that are open now. */
export function Pay({ order, checkout, forms }: OrderShown) {
  const can = possible(order)
  if (can.acceptQuote) return <AcceptQuote forms={forms} />
  if (!can.payByCard) return null
  const amount = formatCents(order.openCents)
  const isInstead = order.stage === 'po-submitted'
  return (
    <section aria-labelledby="pay" class="no-print">
      <h2 id="pay">{isInstead ? 'Pay by card instead' : `Pay ${amount}`}</h2>
      <div class="actions">
        {checkout?.state === 'open' && checkout.url ? (
          <a href={checkout.url} class="button">
            Pay {amount} by card
          </a>
        ) : (
          <ButtonForm
            action={actionOf(forms, 'card-payments')}
            fieldKey={filledOf(forms, 'card-payments').key}
            label={`Pay ${amount} by card`}
            isSecondary={isInstead}
          />
        )}
        {can.payByInvoice && (
          <ButtonForm
            action={actionOf(forms, 'invoice-requests')}
            fieldKey={filledOf(forms, 'invoice-requests').key}
            label="Pay by invoice instead"
            isSecondary
          />
        )}
      </div>
      {checkout?.state === 'being-made' && (
        <p class="notice waits" role="status" data-look-again>
          The page for paying by card is being made. Please look again in a moment.
        </p>
      )}
      {!isInstead && !can.payByInvoice && (
        <p>
          By check: the invoice below says to whom and where to. Please write its number on the
          check.
        </p>
      )}
    </section>
  )
}

function AcceptQuote({ forms }: Pick<OrderShown, 'forms'>) {
  return (
    <section aria-labelledby="accept" class="no-print">
      <h2 id="accept">Accept this quote</h2>
      <Form
        action={actionOf(forms, 'quote-acceptances')}
        filled={filledOf(forms, 'quote-acceptances')}
        submit="Accept the quote"
        hasNoSummary
      >
        <Field
          name="purchaseOrderNumber"
          label="PO number"
          hint="With one we check your purchase order first. Without one the invoice goes out at once."
          filled={filledOf(forms, 'quote-acceptances')}
          isOptional
        />
      </Form>
    </section>
  )
}
