import type { Stripe } from 'stripe'
import type { Account } from './account.ts'
import { type Decline, goodCard, testCard, type Verdict } from './cards.ts'
import { openDispute } from './disputes.ts'
import { newCharge } from './objects/charge.ts'
import { newIntent } from './objects/intent.ts'
import type { PaymentWish } from './parameters.ts'
import { invalid, missing, RefusalError } from './refusal.ts'

/** A payment asked for by the API: of a saved card, while its holder is not there. */
export function createPayment(account: Account, wish: PaymentWish): Stripe.PaymentIntent {
  const method = wish.payment_method === undefined ? null : savedMethod(account, wish)
  if (wish.confirm && method === null) {
    throw invalid('You cannot confirm this PaymentIntent because it’s missing a payment method.', {
      code: 'payment_intent_unexpected_state',
    })
  }
  const intent = newIntent(account, {
    amount: wish.amount,
    currency: wish.currency,
    customer: wish.customer ?? null,
    description: wish.description ?? null,
    metadata: wish.metadata ?? {},
    receiptEmail: wish.receipt_email ?? null,
    saves: null,
  })
  account.books.intents.set(intent.id, intent)
  account.publish('payment_intent.created', intent)
  if (!wish.confirm || method === null) return intent
  const verdict = verdictOf(account, method, wish.off_session ? 'later' : 'present')
  if (verdict === 'authenticates') askForAuthentication(account, intent, method)
  else if (verdict === 'succeeds') succeed(account, intent, method)
  else throw declinedError(intent, method, decline(account, intent, method, verdict))
  return intent
}

/** What the bank behind the card would say. */
export function verdictOf(
  { books }: Account,
  method: Stripe.PaymentMethod,
  when: 'later' | 'present',
): Verdict {
  return testCard(books.cards.get(method.id) ?? goodCard)?.[when] ?? 'succeeds'
}

/** The money is taken. */
export function succeed(
  account: Account,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
): Stripe.Charge {
  const charge = newCharge(account, intent, method, null)
  account.books.charges.set(charge.id, charge)
  Object.assign(intent, {
    amount_received: intent.amount,
    last_payment_error: null,
    latest_charge: charge.id,
    next_action: null,
    payment_method: method.id,
    status: 'succeeded',
  } satisfies Partial<Stripe.PaymentIntent>)
  account.publish('charge.succeeded', charge)
  account.publish('payment_intent.succeeded', intent)
  const { aftermath } = testCard(account.books.cards.get(method.id) ?? '') ?? {}
  if (aftermath === 'disputed') openDispute(account, charge, { reason: 'fraudulent' })
  return charge
}

/** The bank says no; another card may be tried on the same payment. */
export function decline(
  account: Account,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  why: Decline,
): Stripe.Charge {
  const charge = newCharge(account, intent, method, why)
  account.books.charges.set(charge.id, charge)
  failWithout(intent, method, why)
  intent.latest_charge = charge.id
  account.publish('charge.failed', charge)
  account.publish('payment_intent.payment_failed', intent)
  return charge
}

/** The holder's bank wants to see the holder first. */
export function askForAuthentication(
  account: Account,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
): void {
  Object.assign(intent, {
    next_action: { type: 'use_stripe_sdk', use_stripe_sdk: {} },
    payment_method: method.id,
    status: 'requires_action',
  } satisfies Partial<Stripe.PaymentIntent>)
  account.publish('payment_intent.requires_action', intent)
}

/** The holder was not recognised: nothing was charged. */
export function failAuthentication(
  account: Account,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  why: Decline,
): void {
  failWithout(intent, method, why)
  account.publish('payment_intent.payment_failed', intent)
}

function failWithout(
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  why: Decline,
): void {
  Object.assign(intent, {
    last_payment_error: {
      code: why.code,
      ...(why.declineCode === undefined ? {} : { decline_code: why.declineCode }),
      message: why.message,
      payment_method: method,
      type: 'card_error',
    },
    next_action: null,
    payment_method: null,
    status: 'requires_payment_method',
  } satisfies Partial<Stripe.PaymentIntent>)
}

/** @throws RefusalError where the card is not that customer's to be charged */
function savedMethod(account: Account, wish: PaymentWish): Stripe.PaymentMethod {
  const { books } = account
  const id = wish.payment_method ?? ''
  if (wish.customer !== undefined && !books.customers.has(wish.customer)) {
    throw missing('customer', wish.customer, 'customer')
  }
  const method = books.methods.get(id)
  if (!method) throw missing('PaymentMethod', id, 'payment_method')
  if (method.customer !== null && method.customer === wish.customer) return method
  throw invalid(
    method.customer === null
      ? 'The provided PaymentMethod was previously used with a PaymentIntent without Customer attachment, ' +
          'or was detached from a Customer. It may not be used again.'
      : `The payment method ${id} does not belong to the Customer that was given.`,
    { param: 'payment_method' },
  )
}

function declinedError(
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  charge: Stripe.Charge,
): RefusalError {
  const { code, decline_code, message } = intent.last_payment_error ?? {}
  return new RefusalError(402, {
    type: 'card_error',
    message: message ?? 'Your card was declined.',
    ...(code === undefined ? {} : { code }),
    ...(decline_code === undefined ? {} : { decline_code }),
    charge: charge.id,
    payment_intent: intent,
    payment_method: method,
  })
}

/** Takes a saved card away from its customer, so that it can never be charged again. */
export function detachMethod(account: Account, id: string): Stripe.PaymentMethod {
  const method = account.books.methods.get(id)
  if (!method) throw missing('PaymentMethod', id)
  if (method.customer === null) {
    throw invalid(
      'The payment method you provided is not attached to a customer so detachment is impossible.',
      { param: 'payment_method' },
    )
  }
  method.customer = null
  account.publish('payment_method.detached', method)
  return method
}
