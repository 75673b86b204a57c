import type { Stripe } from 'stripe'
import type { Account } from './account.ts'
import { authenticationFailed, type TestCard } from './cards.ts'
import { newIntent } from './objects/intent.ts'
import { customerDetails, newCustomer, newMethod, type Payer } from './objects/payer.ts'
import { newSession } from './objects/session.ts'
import type { CheckoutWish } from './parameters.ts'
import {
  askForAuthentication,
  decline,
  failAuthentication,
  succeed,
  verdictOf,
} from './payments.ts'
import { invalid, missing } from './refusal.ts'

type Session = Stripe.Checkout.Session

/** How a try to pay at the hosted page went: declined says why, in Stripe's own sentence. */
export type Attempt =
  | { outcome: 'paid' | 'authenticates' | 'closed' }
  | { outcome: 'declined'; message: string }

const shortestSeconds = 30 * 60
const longestSeconds = 24 * 3_600
const leastCents = 50

/** @throws RefusalError in Stripe's words where it would not open such a page */
export function openSession(account: Account, wish: CheckoutWish): Session {
  requireLife(account, wish)
  requirePrices(wish)
  if (wish.customer !== undefined) requireCustomer(account, wish, wish.customer)
  const session = newSession(account, wish)
  account.books.sessions.set(session.id, session)
  account.books.wishes.set(session.id, wish)
  return session
}

/** Closes a page so that nobody can pay at it any more. */
export function expireSession(account: Account, session: Session): Session {
  if (session.status !== 'open') {
    throw invalid(
      `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of ${session.status}.`,
    )
  }
  Object.assign(session, { status: 'expired', url: null } satisfies Partial<Session>)
  account.publish('checkout.session.expired', session)
  return session
}

/** Closes every page whose time is over. */
export function expireWhatIsDue(account: Account): void {
  for (const session of account.books.sessions.values()) {
    const isDue = session.status === 'open' && session.expires_at <= account.now()
    if (isDue) expireSession(account, session)
  }
}

/** A payer presses the button of the hosted page. */
export function paySession(
  account: Account,
  session: Session,
  { card, payer }: { card: TestCard; payer: Payer },
): Attempt {
  if (session.status === 'complete') return { outcome: 'closed' }
  const intent = intentOf(account, session)
  const method = newMethod(account, card, payer)
  account.books.methods.set(method.id, method)
  account.books.cards.set(method.id, card.number)
  session.customer_details = customerDetails(payer)
  const verdict = verdictOf(account, method, 'present')
  if (verdict === 'succeeds') {
    complete(account, session, intent, method)
    return { outcome: 'paid' }
  }
  if (verdict === 'authenticates') {
    askForAuthentication(account, intent, method)
    return { outcome: 'authenticates' }
  }
  decline(account, intent, method, verdict)
  return { outcome: 'declined', message: verdict.message }
}

/** The payer comes back from the bank's page, recognised or not. */
export function authenticateSession(
  account: Account,
  session: Session,
  isRecognised: boolean,
): Attempt {
  const intent = account.books.intents.get(String(session.payment_intent))
  const method = account.books.methods.get(String(intent?.payment_method))
  if (session.status === 'complete' || intent?.status !== 'requires_action' || !method) {
    return { outcome: 'closed' }
  }
  if (isRecognised) {
    complete(account, session, intent, method)
    return { outcome: 'paid' }
  }
  failAuthentication(account, intent, method, authenticationFailed)
  return { outcome: 'declined', message: authenticationFailed.message }
}

/** Stripe makes the payment of a page at the first try, and keeps it for those that follow. */
function intentOf(account: Account, session: Session): Stripe.PaymentIntent {
  const made = account.books.intents.get(String(session.payment_intent))
  if (made) return made
  const wished = account.books.wishes.get(session.id)?.payment_intent_data
  const intent = newIntent(account, {
    amount: session.amount_total ?? 0,
    currency: session.currency ?? 'usd',
    customer: typeof session.customer === 'string' ? session.customer : null,
    description: wished?.description ?? null,
    metadata: wished?.metadata ?? {},
    receiptEmail: wished?.receipt_email ?? null,
    saves: wished?.setup_future_usage ?? null,
  })
  account.books.intents.set(intent.id, intent)
  session.payment_intent = intent.id
  account.publish('payment_intent.created', intent)
  return intent
}

function complete(
  account: Account,
  session: Session,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
): void {
  attachCustomer(account, session, intent, method)
  succeed(account, intent, method)
  Object.assign(session, {
    payment_status: 'paid',
    status: 'complete',
    url: null,
  } satisfies Partial<Session>)
  account.publish('checkout.session.completed', session)
}

/** A card stays with a customer only where the page was to save it, and there is a customer. */
function attachCustomer(
  account: Account,
  session: Session,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
): void {
  if (session.customer === null && session.customer_creation === 'always') {
    const customer = newCustomer(account, method)
    account.books.customers.set(customer.id, customer)
    session.customer = customer.id
    account.publish('customer.created', customer)
  }
  const customer = typeof session.customer === 'string' ? session.customer : null
  intent.customer = customer
  if (customer === null || intent.setup_future_usage === null) return
  method.customer = customer
  account.publish('payment_method.attached', method)
}

function requireLife(account: Account, { expires_at }: CheckoutWish): void {
  if (expires_at === undefined) return
  const seconds = expires_at - account.now()
  const param = 'expires_at'
  if (seconds < shortestSeconds) {
    throw invalid(
      'The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.',
      { param },
    )
  }
  if (seconds > longestSeconds) {
    throw invalid(
      'The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.',
      { param },
    )
  }
}

/** What may not be said of a page together with a customer that exists. */
function requireCustomer({ books }: Account, wish: CheckoutWish, customer: string): void {
  if (!books.customers.has(customer)) throw missing('customer', customer, 'customer')
  if (wish.customer_email !== undefined) {
    throw invalid('You may only specify one of these parameters: customer, customer_email.')
  }
  if (wish.customer_creation !== undefined) {
    throw invalid('You may only specify one of these parameters: customer, customer_creation.')
  }
  if (wish.tax_id_collection?.enabled && wish.customer_update?.name !== 'auto') {
    throw invalid(
      'Tax ID collection requires updating business name on the customer. To enable tax ID collection ' +
        'for an existing customer, please set `customer_update[name]` to `auto`.',
    )
  }
}

function requirePrices({ line_items }: CheckoutWish): void {
  const currency = line_items[0]?.price_data?.currency
  let total = 0
  for (const [index, { price, price_data, quantity }] of line_items.entries()) {
    const param = `line_items[${index}]`
    if (price !== undefined) throw missing('price', price, `${param}[price]`)
    if (price_data === undefined) {
      const message = 'You must specify either `price` or `price_data` for each line item.'
      throw invalid(message, { code: 'parameter_missing', param: `${param}[price_data]` })
    }
    if (price_data.currency !== currency) {
      throw invalid('All line items must have the same currency.', {
        param: `${param}[price_data]`,
      })
    }
    total += price_data.unit_amount * quantity
  }
  if (total > 0 && total < leastCents) {
    throw invalid("The Checkout Session's total amount due must add up to at least $0.50 usd", {
      code: 'amount_too_small',
    })
  }
}
