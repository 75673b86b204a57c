import { Stripe } from 'stripe'

/** How Stripe is reached. */
export interface StripeAccess {
  secretKey: string
  /** Another host that answers as Stripe does; null is Stripe itself. */
  apiUrl: string | null
}

/** The version that every request names, whatever the account's own is. */
export const apiVersion = '2026-10-28.endive'

const longestAnswerMs = 20_000

/** Stripe's client with what every request has in common; the workflow asks again, so the client does not. */
export function stripeClient({ secretKey, apiUrl }: StripeAccess): Stripe {
  return new Stripe(secretKey, {
    apiVersion,
    maxNetworkRetries: 0,
    timeout: longestAnswerMs,
    telemetry: false,
    ...(apiUrl === null ? {} : hostOf(new URL(apiUrl))),
  })
}

function hostOf({ protocol, hostname, port }: URL) {
  return {
    host: hostname,
    protocol: protocol === 'http:' ? 'http' : 'https',
    port: port || (protocol === 'http:' ? '80' : '443'),
  } as const
}
