import assert from 'node:assert/strict'
import { Stripe } from 'stripe'
import { type StripeStandIn, type StripeWish, startStripe } from '../../dev/services/stripe.ts'

/** A stand-in with Stripe's own client, as the product uses it, and everything that its webhooks bring. */
export interface StripeAccount {
  standIn: StripeStandIn
  stripe: Stripe
  /** Types of the events that arrived, each with a signature that is good, in the order of arrival. */
  heard: string[]
  /** Lets its clock go on. */
  skip: (seconds: number) => Promise<void>
  close: () => Promise<void>
}

/** Accounts of one test file, which end together. */
export function accounts(): { open: typeof openAccount; closeAll: () => Promise<void> } {
  const opened: StripeAccount[] = []
  return {
    async open(wish) {
      const one = await openAccount(wish)
      opened.push(one)
      return one
    },
    async closeAll() {
      await Promise.all(opened.map((one) => one.close()))
    },
  }
}

export async function openAccount(wish: StripeWish = {}): Promise<StripeAccount> {
  let ahead = 0
  const heard: string[] = []
  const clock = () => new Date(Date.now() + ahead)
  const standIn = await startStripe({
    clock,
    pausesMs: [5, 20],
    async deliver(body, headers) {
      heard.push(signedType(body, headers, standIn.webhookSecret, clock()))
      return 200
    },
    ...wish,
  })
  return {
    standIn,
    stripe: clientOf(standIn),
    heard,
    async skip(seconds) {
      ahead += seconds * 1_000
      await standIn.quiet()
    },
    close: standIn.stop,
  }
}

/** Stripe's own client, which tries once only. */
export function clientOf({ url, secretKey }: { url: string; secretKey: string }): Stripe {
  const { hostname: host, port } = new URL(url)
  return new Stripe(secretKey, { host, port, protocol: 'http', maxNetworkRetries: 0 })
}

/** Four seats for $300, by a buyer whose card may be charged again. */
export const fourSeats: Stripe.Checkout.SessionCreateParams = {
  mode: 'payment',
  success_url: 'http://webinars.example/orders/2041?session={CHECKOUT_SESSION_ID}',
  cancel_url: 'http://webinars.example/orders/2041',
  customer_email: 'ada@springfield.example',
  customer_creation: 'always',
  metadata: { order: '2041' },
  payment_intent_data: {
    description: 'Order 2041',
    metadata: { order: '2041' },
    setup_future_usage: 'off_session',
  },
  line_items: [
    {
      quantity: 4,
      price_data: { currency: 'usd', unit_amount: 7_500, product_data: { name: 'Log-in' } },
    },
  ],
}

/** What a buyer writes into the hosted page. */
export function filledIn(number: string, more: Record<string, string> = {}): URLSearchParams {
  return new URLSearchParams({
    email: 'ada@springfield.example',
    number,
    expiry: '12 / 34',
    cvc: '123',
    name: 'Ada Archer',
    country: 'US',
    postalCode: '62701',
    ...more,
  })
}

/** Presses the button of a hosted page, and follows no redirect. */
export function press(url: string, form: URLSearchParams): Promise<Response> {
  return fetch(url, { method: 'POST', body: form, redirect: 'manual' })
}

/** Somebody has paid at the hosted page; the payment's id. */
export async function paid(stripe: Stripe, standIn: StripeStandIn, card?: string): Promise<string> {
  const { id } = await stripe.checkout.sessions.create(fourSeats)
  assert.deepEqual(standIn.pay(id, card), { outcome: 'paid' })
  return String((await stripe.checkout.sessions.retrieve(id)).payment_intent)
}

/** A card that was saved at the hosted page. */
export async function savedCard(stripe: Stripe, standIn: StripeStandIn, card?: string) {
  const intent = await stripe.paymentIntents.retrieve(await paid(stripe, standIn, card))
  return { customer: String(intent.customer), method: String(intent.payment_method) }
}

/** Charges a saved card while its holder is away. */
export function charged(
  stripe: Stripe,
  { customer, method }: { customer: string; method: string },
) {
  return stripe.paymentIntents.create({
    amount: 49_900,
    currency: 'usd',
    customer,
    payment_method: method,
    off_session: true,
    confirm: true,
  })
}

/** As Stripe counts time: whole seconds since 1970. */
export function secondsFromNow(fromNow: number): number {
  return Math.floor(Date.now() / 1_000) + fromNow
}

/** @throws Stripe's own error where the signature is not good */
function signedType(
  body: string,
  headers: Record<string, string>,
  secret: string,
  at: Date,
): string {
  const signature = headers['stripe-signature'] ?? ''
  const { webhooks } = Stripe
  return webhooks.constructEvent(body, signature, secret, 300, undefined, at.getTime()).type
}
