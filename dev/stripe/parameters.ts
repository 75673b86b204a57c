import { z } from 'zod'

/** What each endpoint takes; anything else is refused, as Stripe does. */

const text = z.string().min(1).max(5_000)
const emptyable = z.string().max(5_000)
const integer = z
  .string()
  .regex(/^-?\d{1,15}$/)
  .transform(Number)
const positive = integer.refine((value) => value > 0, {
  message: 'This value must be greater than or equal to 1.',
  params: { code: 'parameter_invalid_integer' },
})
const amount = integer.refine((value) => value >= 0, {
  message: 'This value must be greater than or equal to 0.',
  params: { code: 'parameter_invalid_integer' },
})
const flag = z.enum(['true', 'false']).transform((value) => value === 'true')
const emptyMeansNone = z.literal('').transform(() => ({}))
const metadata = z
  .record(z.string().max(40), z.string().max(500))
  .refine((pairs) => Object.keys(pairs).length <= 50, { message: 'At most 50 metadata keys.' })
  .or(emptyMeansNone)
const email = z.string().refine((value) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value), {
  message: 'Invalid email address',
  params: { code: 'email_invalid' },
})
const address = z.string().refine((value) => URL.canParse(value), {
  message: 'Not a valid URL',
  params: { code: 'url_invalid' },
})
const currencies = new Set(Intl.supportedValuesOf('currency').map((code) => code.toLowerCase()))
const currency = z
  .string()
  .toLowerCase()
  .refine((code) => currencies.has(code), {
    error: ({ input }) => `Invalid currency: ${input}. Stripe does not support this currency.`,
  })
const expand = z.array(text).default([])

export const single = z.strictObject({ expand })

const page = {
  limit: integer
    .refine((value) => value >= 1 && value <= 100, {
      message: 'This value must be between 1 and 100.',
      params: { code: 'parameter_invalid_integer' },
    })
    .default(10),
  starting_after: text.optional(),
  ending_before: text.optional(),
  created: z
    .strictObject({
      gt: integer.optional(),
      gte: integer.optional(),
      lt: integer.optional(),
      lte: integer.optional(),
    })
    .or(integer)
    .optional(),
  expand,
}

const productData = z.strictObject({
  name: text.max(250),
  description: text.optional(),
  images: z.array(address).max(8).optional(),
  metadata: metadata.optional(),
  tax_code: text.optional(),
  unit_label: text.optional(),
})

const lineItem = z.strictObject({
  price: text.optional(),
  price_data: z
    .strictObject({
      currency,
      unit_amount: amount,
      product_data: productData,
      tax_behavior: z.enum(['exclusive', 'inclusive', 'unspecified']).optional(),
    })
    .optional(),
  quantity: positive.default(1),
})

const paymentIntentData = z.strictObject({
  description: text.max(1_000).optional(),
  metadata: metadata.optional(),
  receipt_email: email.optional(),
  setup_future_usage: z.enum(['off_session', 'on_session']).optional(),
  statement_descriptor: text.max(22).optional(),
  statement_descriptor_suffix: text.max(22).optional(),
  capture_method: z.enum(['automatic', 'automatic_async']).optional(),
})

const message = z.strictObject({ message: text.max(1_200) }).or(emptyMeansNone)

const askedName = z.strictObject({ enabled: flag, optional: flag.optional() })

const cardOptions = z.strictObject({
  card: z
    .strictObject({
      request_three_d_secure: z.enum(['any', 'automatic', 'challenge']).optional(),
      setup_future_usage: z.enum(['off_session', 'on_session']).optional(),
    })
    .optional(),
})

export const checkoutSession = z.strictObject({
  mode: z.enum(['payment']),
  line_items: z.array(lineItem).min(1).max(100),
  success_url: address,
  cancel_url: address.optional(),
  client_reference_id: text.max(200).optional(),
  customer: text.optional(),
  customer_email: email.optional(),
  customer_creation: z.enum(['always', 'if_required']).optional(),
  customer_update: z
    .strictObject({
      address: z.enum(['auto', 'never']).optional(),
      name: z.enum(['auto', 'never']).optional(),
    })
    .optional(),
  expires_at: integer.optional(),
  metadata: metadata.optional(),
  payment_intent_data: paymentIntentData.optional(),
  payment_method_types: z.array(z.enum(['card'])).optional(),
  billing_address_collection: z.enum(['auto', 'required']).optional(),
  tax_id_collection: z
    .strictObject({ enabled: flag, required: z.enum(['if_supported', 'never']).optional() })
    .optional(),
  automatic_tax: z.strictObject({ enabled: flag }).optional(),
  phone_number_collection: z.strictObject({ enabled: flag }).optional(),
  invoice_creation: z.strictObject({ enabled: flag }).optional(),
  adaptive_pricing: z.strictObject({ enabled: flag }).optional(),
  allow_promotion_codes: flag.optional(),
  consent_collection: z
    .strictObject({
      terms_of_service: z.enum(['none', 'required']).optional(),
      promotions: z.enum(['auto', 'none']).optional(),
      payment_method_reuse_agreement: z
        .strictObject({ position: z.enum(['auto', 'hidden']) })
        .optional(),
    })
    .optional(),
  custom_text: z
    .strictObject({
      after_submit: message.optional(),
      submit: message.optional(),
      terms_of_service_acceptance: message.optional(),
    })
    .optional(),
  name_collection: z
    .strictObject({ business: askedName.optional(), individual: askedName.optional() })
    .optional(),
  payment_method_options: cardOptions.optional(),
  saved_payment_method_options: z
    .strictObject({ payment_method_save: z.enum(['disabled', 'enabled']).optional() })
    .optional(),
  locale: text.optional(),
  submit_type: z.enum(['auto', 'book', 'donate', 'pay', 'subscribe']).optional(),
  ui_mode: z.enum(['hosted', 'hosted_page']).optional(),
  expand,
})

export type CheckoutWish = z.output<typeof checkoutSession>

export const paymentIntent = z.strictObject({
  amount: positive,
  currency,
  customer: text.optional(),
  payment_method: text.optional(),
  payment_method_types: z.array(z.enum(['card'])).optional(),
  confirm: flag.default(false),
  off_session: flag.default(false),
  description: text.max(1_000).optional(),
  metadata: metadata.optional(),
  receipt_email: email.optional(),
  statement_descriptor_suffix: text.max(22).optional(),
  automatic_payment_methods: z
    .strictObject({ enabled: flag, allow_redirects: z.enum(['always', 'never']).optional() })
    .optional(),
  error_on_requires_action: flag.optional(),
  payment_method_options: cardOptions.optional(),
  expand,
})

export type PaymentWish = z.output<typeof paymentIntent>

export const paymentIntents = z.strictObject({ ...page, customer: text.optional() })

export const refund = z.strictObject({
  payment_intent: text.optional(),
  charge: text.optional(),
  amount: positive.optional(),
  reason: z.enum(['duplicate', 'fraudulent', 'requested_by_customer']).optional(),
  metadata: metadata.optional(),
  expand,
})

export type RefundWish = z.output<typeof refund>

export const ofPayment = z.strictObject({
  ...page,
  payment_intent: text.optional(),
  charge: text.optional(),
})

export const events = z.strictObject({
  ...page,
  type: emptyable.optional(),
  types: z.array(text).max(20).optional(),
  delivery_success: flag.optional(),
})

export const sessions = z.strictObject({
  ...page,
  payment_intent: text.optional(),
  customer: text.optional(),
  status: z.enum(['complete', 'expired', 'open']).optional(),
})
