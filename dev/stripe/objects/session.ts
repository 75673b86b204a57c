import type { Stripe } from 'stripe'
import { type Account, newId } from '../account.ts'
import type { CheckoutWish } from '../parameters.ts'

const longestSeconds = 24 * 3_600

/** A hosted page as it stands before anybody has paid, in Stripe's own shape. */
export function newSession(account: Account, wish: CheckoutWish): Stripe.Checkout.Session {
  const id = newId('cs_test')
  const created = account.now()
  const total = totalOf(wish)
  return {
    ...unusedSessionFields,
    id,
    object: 'checkout.session',
    amount_subtotal: total,
    amount_total: total,
    billing_address_collection: wish.billing_address_collection ?? null,
    cancel_url: wish.cancel_url ?? null,
    client_reference_id: wish.client_reference_id ?? null,
    created,
    currency: wish.line_items[0]?.price_data?.currency ?? null,
    custom_text: {
      after_submit: textOf(wish.custom_text?.after_submit),
      shipping_address: null,
      submit: textOf(wish.custom_text?.submit),
      terms_of_service_acceptance: textOf(wish.custom_text?.terms_of_service_acceptance),
    },
    customer: wish.customer ?? null,
    customer_creation: wish.customer ? null : (wish.customer_creation ?? 'if_required'),
    customer_email: wish.customer_email ?? null,
    expires_at: wish.expires_at ?? created + longestSeconds,
    locale: wish.locale ?? null,
    metadata: wish.metadata ?? {},
    mode: 'payment',
    payment_status: total === 0 ? 'no_payment_required' : 'unpaid',
    status: 'open',
    submit_type: wish.submit_type ?? null,
    success_url: wish.success_url,
    tax_id_collection: {
      enabled: wish.tax_id_collection?.enabled ?? false,
      required: wish.tax_id_collection?.required ?? 'never',
    },
    url: `${account.url}/c/pay/${id}`,
  }
}

/** What the session is for, line by line; Stripe gives it only where it is asked to expand it. */
export function lineItemsOf(
  session: Stripe.Checkout.Session,
  wish: CheckoutWish,
): Stripe.LineItem[] {
  return wish.line_items.map(({ price_data, quantity }, index) => {
    const total = (price_data?.unit_amount ?? 0) * quantity
    return {
      id: `li_${session.id.slice('cs_test_'.length)}${index}`,
      object: 'item',
      adjustable_quantity: null,
      amount_discount: 0,
      amount_subtotal: total,
      amount_tax: 0,
      amount_total: total,
      currency: price_data?.currency ?? 'usd',
      description: price_data?.product_data.name ?? null,
      metadata: {},
      price: null,
      quantity,
    }
  })
}

function totalOf({ line_items }: CheckoutWish): number {
  return line_items.reduce(
    (sum, { price_data, quantity }) => sum + (price_data?.unit_amount ?? 0) * quantity,
    0,
  )
}

function textOf(said: { message?: string } | undefined): { message: string } | null {
  return said?.message === undefined ? null : { message: said.message }
}

const unusedSessionFields = {
  adaptive_pricing: { enabled: false },
  after_expiration: null,
  allow_promotion_codes: null,
  allowed_payment_method_types: null,
  automatic_tax: { enabled: false, liability: null, provider: null, status: null },
  client_secret: null,
  collected_information: null,
  consent: null,
  consent_collection: null,
  currency_conversion: null,
  custom_fields: [],
  customer_account: null,
  customer_details: null,
  discounts: null,
  integration_identifier: null,
  invoice: null,
  invoice_creation: null,
  livemode: false,
  managed_payments: null,
  optional_items: null,
  origin_context: null,
  payment_intent: null,
  payment_link: null,
  payment_method_collection: 'if_required',
  payment_method_configuration_details: null,
  payment_method_options: {},
  payment_method_types: ['card'],
  permissions: null,
  phone_number_collection: { enabled: false },
  recovered_from: null,
  saved_payment_method_options: null,
  setup_intent: null,
  shipping_address_collection: null,
  shipping_cost: null,
  shipping_options: [],
  subscription: null,
  total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
  ui_mode: 'hosted_page',
  wallet_options: null,
} satisfies Partial<Stripe.Checkout.Session>
