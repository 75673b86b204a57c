import type { Stripe } from 'stripe'
import { type Account, newId } from '../account.ts'

export interface IntentWish {
  amount: number
  currency: string
  customer: string | null
  description: string | null
  metadata: Record<string, string>
  receiptEmail: string | null
  saves: 'off_session' | 'on_session' | null
}

/** A payment that nobody has tried yet, in Stripe's own shape. */
export function newIntent(account: Account, wish: IntentWish): Stripe.PaymentIntent {
  const id = newId('pi')
  return {
    ...unusedIntentFields,
    id,
    object: 'payment_intent',
    amount: wish.amount,
    client_secret: `${id}_secret_${id.slice(-8)}`,
    created: account.now(),
    currency: wish.currency,
    customer: wish.customer,
    description: wish.description,
    metadata: wish.metadata,
    receipt_email: wish.receiptEmail,
    setup_future_usage: wish.saves,
    status: 'requires_payment_method',
  }
}

const unusedIntentFields = {
  allowed_payment_method_types: null,
  amount_capturable: 0,
  amount_received: 0,
  application: null,
  application_fee_amount: null,
  automatic_payment_methods: null,
  canceled_at: null,
  cancellation_reason: null,
  capture_method: 'automatic_async',
  confirmation_method: 'automatic',
  customer_account: null,
  excluded_payment_method_types: null,
  last_payment_error: null,
  latest_charge: null,
  livemode: false,
  managed_payments: null,
  next_action: null,
  on_behalf_of: null,
  payment_method: null,
  payment_method_configuration_details: null,
  payment_method_options: {},
  payment_method_types: ['card'],
  payment_record: null,
  processing: null,
  review: null,
  shipping: null,
  source: null,
  statement_descriptor: null,
  statement_descriptor_suffix: null,
  transfer_data: null,
  transfer_group: null,
} satisfies Partial<Stripe.PaymentIntent>
