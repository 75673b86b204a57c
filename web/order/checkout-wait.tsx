import { Page } from '../layout.tsx'

/** While Stripe makes the page on which an order is paid. */
export function CheckoutWait(props: { order: string; here: string; back: string }) {
  const { order, here, back } = props
  return (
    <Page title="To the payment page">
      <p class="eyebrow">Order {order}</p>
      <h1>The payment page is being made</h1>
      <p class="lead" role="status" data-look-again>
        This takes a moment. You pay at Stripe; we never see your card.
      </p>
      <div class="actions">
        <a href={here} class="button">
          Go on to the payment page
        </a>
        <a href={back}>Back to your order</a>
      </div>
    </Page>
  )
}
