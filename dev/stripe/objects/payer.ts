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

/** Somebody whom Stripe remembers, in its own shape. */
export function newCustomer(account: Account, payer: Payer): Stripe.Customer {
  return {
    id: newId('cus'),
    object: 'customer',
    address: addressOf(payer),
    balance: 0,
    created: account.now(),
    currency: null,
    customer_account: null,
    default_source: null,
    delinquent: false,
    description: null,
    discount: null,
    email: payer.email,
    invoice_settings: {
      custom_fields: null,
      default_payment_method: null,
      footer: null,
      rendering_options: null,
    },
    livemode: false,
    metadata: {},
    name: payer.name,
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
    business_name: null,
    email: payer.email,
    individual_name: null,
    name: payer.name,
    phone: null,
    tax_exempt: 'none',
    tax_ids: payer.taxId === '' ? [] : [{ type: 'us_ein', value: payer.taxId }],
  }
}

function addressOf({ country, postalCode }: Payer): Stripe.Address {
  return {
    city: null,
    country,
    line1: null,
    line2: null,
    postal_code: postalCode === '' ? null : postalCode,
    state: null,
  }
}
