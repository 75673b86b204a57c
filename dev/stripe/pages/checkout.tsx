import type { Child } from 'hono/jsx'
import type { Stripe } from 'stripe'
import type { CheckoutWish } from '../parameters.ts'
import { CardFields } from './card-fields.tsx'
import { Instant, Layout, money } from './layout.tsx'
import type { Filled, Mistakes } from './payment-form.ts'

export interface Shown {
  session: Stripe.Checkout.Session
  wish: CheckoutWish
  merchant: string
}

/** The hosted page, as Stripe shows it to a buyer. */
export function CheckoutPage(props: {
  shown: Shown
  filled: Filled
  mistakes?: Mistakes | undefined
  refusal?: string | undefined
}) {
  const { session, wish, merchant } = props.shown
  return (
    <Layout title={`Pay ${merchant}`}>
      <div class="halves">
        <section>
          <p class="payee">Pay {merchant}</p>
          <h1 class="total">{money(session.amount_total, session.currency)}</h1>
          <Lines session={session} wish={wish} />
          {wish.payment_intent_data?.description && (
            <p class="quiet">{wish.payment_intent_data.description}</p>
          )}
          <p class="quiet">
            This page can be paid until <Instant at={session.expires_at} />.
          </p>
          {session.cancel_url && (
            <a class="cancel" href={session.cancel_url}>
              ← Go back to {merchant} without paying
            </a>
          )}
        </section>
        <form class="card" method="post" action={`/c/pay/${session.id}`} novalidate>
          <h2>Pay with card</h2>
          {props.refusal && (
            <p class="refused" role="alert">
              {props.refusal}
            </p>
          )}
          {props.mistakes && <MistakeList mistakes={props.mistakes} />}
          <CardFields {...props} />
        </form>
      </div>
    </Layout>
  )
}

/** A page at which nobody can pay any more, and where to go from it. */
export function ClosedPage({ shown: { session, merchant } }: { shown: Shown }) {
  const isPaid = session.status === 'complete'
  const back = isPaid ? session.success_url : session.cancel_url
  return (
    <Layout title={isPaid ? 'Paid' : 'Expired'}>
      <div class="card narrow">
        <h1>{isPaid ? 'This is paid already' : 'This page has expired'}</h1>
        <p>
          {isPaid
            ? `${money(session.amount_total, session.currency)} went to ${merchant}. Nothing more will be charged.`
            : `Nothing was charged. ${merchant} can open a new page for the payment.`}
        </p>
        {back && (
          <a href={back.replace('{CHECKOUT_SESSION_ID}', session.id)}>Go back to {merchant}</a>
        )}
      </div>
    </Layout>
  )
}

/** What the buyer's bank would show. */
export function AuthenticationPage({ shown: { session, merchant } }: { shown: Shown }) {
  return (
    <Layout title="3-D Secure">
      <form class="card narrow" method="post" action={`/c/pay/${session.id}/authenticate`}>
        <h1>Is it you?</h1>
        <p>
          Here the bank of the card asks whether you want to pay{' '}
          {money(session.amount_total, session.currency)} to {merchant}. Choose what the bank
          decides.
        </p>
        <div class="actions">
          <button type="submit" class="main" name="decision" value="complete">
            Complete authentication
          </button>
          <button type="submit" name="decision" value="fail">
            Fail authentication
          </button>
        </div>
      </form>
    </Layout>
  )
}

/** The receipt that a charge's address leads to. */
export function ReceiptPage({ charge, merchant }: { charge: Stripe.Charge; merchant: string }) {
  const { card } = charge.payment_method_details ?? {}
  return (
    <Layout title="Receipt">
      <div class="card narrow">
        <h1>Receipt from {merchant}</h1>
        <ul class="lines">
          <Line name={charge.description ?? 'Payment'} note={<Instant at={charge.created} />}>
            {money(charge.amount, charge.currency)}
          </Line>
          {charge.amount_refunded > 0 && (
            <Line name="Refunded">−{money(charge.amount_refunded, charge.currency)}</Line>
          )}
        </ul>
        <p class="quiet">
          Paid by {card?.brand} that ends in {card?.last4}.
        </p>
      </div>
    </Layout>
  )
}

export function MissingPage() {
  return (
    <Layout title="Not found">
      <div class="card narrow">
        <h1>There is no such page</h1>
        <p>The stand-in may have been reset since its address was made.</p>
      </div>
    </Layout>
  )
}

function MistakeList({ mistakes }: { mistakes: Mistakes }) {
  return (
    <ul class="refused" role="alert">
      {Object.entries(mistakes).map(([field, mistake]) => (
        <li>
          <a href={`#${field}`}>{mistake}</a>
        </li>
      ))}
    </ul>
  )
}

function Lines({ session, wish }: Pick<Shown, 'session' | 'wish'>) {
  return (
    <ul class="lines">
      {wish.line_items.map(({ price_data, quantity }) => (
        <Line
          name={price_data?.product_data.name ?? ''}
          note={noteOf(price_data, quantity)}
          detail={price_data?.product_data.description}
        >
          {money((price_data?.unit_amount ?? 0) * quantity, session.currency)}
        </Line>
      ))}
      <li class="sum">
        <span>Total due</span>
        <span>{money(session.amount_total, session.currency)}</span>
      </li>
    </ul>
  )
}

function noteOf(price: CheckoutWish['line_items'][number]['price_data'], quantity: number): string {
  return quantity === 1
    ? ''
    : `${quantity} × ${money(price?.unit_amount ?? 0, price?.currency ?? '')}`
}

function Line(props: { name: string; note?: Child; detail?: string | undefined; children: Child }) {
  return (
    <li>
      <span>
        {props.name}
        {props.detail && <small>{props.detail}</small>}
        {props.note && <small>{props.note}</small>}
      </span>
      <span>{props.children}</span>
    </li>
  )
}
