import { createHash } from 'node:crypto'
import type { Stripe } from 'stripe'
import { type Account, newId } from '../account.ts'
import type { TestCard } from '../cards.ts'

/** What the payer fills in beside the card. */
export interface Payer {
  email: string
  name: string
  country: string
  postalCode: string
  /** Street, city and state stay empty where the page does not ask for them. */
  line1: string
  city: string
  state: string
  /** Of a buyer who pays as a business. */
  businessName: string
  taxId: string
  expiry: { month: number; year: number }
}

/** The card that somebody pays with, in Stripe's own shape; it belongs to no customer yet. */
export function newMethod(account: Account, card: TestCard, payer: Payer): Stripe.PaymentMethod {
  return {
    id: newId('pm'),
    object: 'payment_method',
    allow_redisplay: 'limited',
    billing_details: {
      address: addressOf(payer),
      email: payer.email,
      name: payer.name,
      phone: null,
      tax_id: null,
    },
    card: {
      brand: card.brand,
      checks: {
        address_line1_check: null,
        address_postal_code_check: payer.postalCode === '' ? null : 'pass',
        cvc_check: 'pass',
      },
      country: 'US',
      display_brand: card.brand,
      exp_month: payer.expiry.month,
      exp_year: payer.expiry.year,
      fingerprint: createHash('sha256').update(card.number).digest('hex').slice(0, 16),
      funding: 'credit',
      generated_from: null,
      last4: card.number.slice(-4),
      networks: { available: [card.brand], preferred: null },
      regulated_status: 'unregulated',
      three_d_secure_usage: { supported: true },
      wallet: null,
    },
    created: account.now(),
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: {},
    type: 'card',
  }
}

/** Somebody whom Stripe remembers by what was filled in beside a card, in its own shape. */
export function newCustomer(
  account: Account,
  { billing_details }: Stripe.PaymentMethod,
): Stripe.Customer {
  return {
    id: newId('cus'),
    object: 'customer',
    address: billing_details.address,
    balance: 0,
    created: account.now(),
    currency: null,
    customer_account: null,
    default_source: null,
    delinquent: false,
    description: null,
    discount: null,
    email: billing_details.email,
    invoice_settings: {
      custom_fields: null,
      default_payment_method: null,
      footer: null,
      rendering_options: null,
    },
    livemode: false,
    metadata: {},
    name: billing_details.name,
    phone: null,
    preferred_locales: ['en-US'],
    shipping: null,
    tax_exempt: 'none',
    test_clock: null,
  }
}

/** What the finished session says of who paid. */
export function customerDetails(payer: Payer): Stripe.Checkout.Session.CustomerDetails {
  return {
    address: addressOf(payer),
    business_name: orNull(payer.businessName),
    email: payer.email,
    individual_name: null,
    name: payer.businessName || payer.name,
    phone: null,
    tax_exempt: 'none',
    tax_ids: payer.taxId === '' ? [] : [{ type: 'us_ein', value: payer.taxId }],
  }
}

function addressOf({ line1, city, state, country, postalCode }: Payer): Stripe.Address {
  return {
    city: orNull(city),
    country,
    line1: orNull(line1),
    line2: null,
    postal_code: orNull(postalCode),
    state: orNull(state),
  }
}

function orNull(text: string): string | null {
  return text === '' ? null : text
}
