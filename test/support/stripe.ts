import type { Hono } from 'hono'
import { type StripeStandIn, type StripeWish, startStripe } from '../../dev/services/stripe.ts'
import type { Deliver } from '../../dev/stripe/webhooks.ts'

/** A Stripe of this world's own, whose requests stripe-mock looks at where the run has one. */
export function openStripe(wish: Pick<StripeWish, 'clock' | 'deliver'>): Promise<StripeStandIn> {
  const pausesMs = [10, 50, 200]
  return startStripe({ ...wish, pausesMs, checkedBy: process.env.TEST_STRIPE_MOCK_URL })
}

/** How the product is told of it. */
export function stripeEnvironment(stripe: StripeStandIn): Record<string, string> {
  return {
    STRIPE_SECRET_KEY: stripe.secretKey,
    STRIPE_WEBHOOK_SECRET: stripe.webhookSecret,
    STRIPE_API_URL: stripe.url,
  }
}

/** Webhooks go straight into the app, which is there by the time of the first. */
export function takeWebhooks(app: () => Hono): Deliver {
  return async (body, headers) => {
    const path = '/webhooks/stripe'
    const { status } = await app().request(path, { method: 'POST', body, headers })
    return status
  }
}
