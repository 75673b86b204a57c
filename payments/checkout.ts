import type { Stripe } from 'stripe'
import { currency } from '../domain/reconciliation.ts'
import { asked, isFailure } from './failure.ts'

/** What is to be paid on one page; text is in the buyer's words, cents are whole. */
export interface CheckoutWanted {
  order: string
  request: string
  lines: { name: string; quantity: number; unitCents: number }[]
  email: string
  description: string
  /** A note under the button, such as that the organisation is exempt from tax. */
  note: string | null
  /** ISO instant, from 30 minutes to 24 hours ahead. */
  expiresAt: string
  /** The buyer agreed that the card is kept for the renewal. */
  savesCard: boolean
  successUrl: string
  cancelUrl: string
}

export interface CheckoutMade {
  session: string
  url: string
  /** ISO instant. */
  expiresAt: string
}

/** Stripe's hosted page: the card is typed there and never reaches us. */
export function checkouts(stripe: Stripe) {
  return { createCheckout, expireCheckout }

  /** The same key gives the same page. @throws StripeFailure */
  async function createCheckout(key: string, wanted: CheckoutWanted): Promise<CheckoutMade> {
    const { order, request, savesCard } = wanted
    const made = await asked(() =>
      stripe.checkout.sessions.create(
        {
          mode: 'payment',
          client_reference_id: order,
          customer_email: wanted.email,
          customer_creation: savesCard ? 'always' : 'if_required',
          line_items: wanted.lines.map(({ name, quantity, unitCents }) => ({
            quantity,
            price_data: { currency, unit_amount: unitCents, product_data: { name } },
          })),
          metadata: { order, request },
          payment_intent_data: {
            description: wanted.description,
            metadata: { order, request },
            ...(savesCard ? { setup_future_usage: 'off_session' } : {}),
          },
          billing_address_collection: 'required',
          tax_id_collection: { enabled: true },
          ...(wanted.note === null ? {} : { custom_text: { submit: { message: wanted.note } } }),
          expires_at: Math.floor(Date.parse(wanted.expiresAt) / 1_000),
          success_url: wanted.successUrl,
          cancel_url: wanted.cancelUrl,
        },
        { idempotencyKey: key },
      ),
    )
    if (made.url === null) throw new Error(`Stripe gave no address for ${made.id}`)
    return {
      session: made.id,
      url: made.url,
      expiresAt: new Date(made.expires_at * 1_000).toISOString(),
    }
  }

  /** Closes a page; one that is paid or closed already stays as it is. @throws StripeFailure */
  async function expireCheckout(key: string, session: string): Promise<void> {
    try {
      await asked(() => stripe.checkout.sessions.expire(session, {}, { idempotencyKey: key }))
    } catch (error) {
      if (!isFailure(error, 'refused', 'not-there')) throw error
    }
  }
}
