import { Stripe } from 'stripe'
import type { HeardEvent } from '../domain/stripe-event.ts'

/** Whom a webhook may come from, and which of Stripe's two worlds it may speak of. */
export interface WebhookTrust {
  webhookSecret: string
  /** `sk_live_…` or `sk_test_…`: events of the other world are somebody else's. */
  secretKey: string
  /** `acct_…` where an event that names an account must name this one. */
  accountId: string | null
}

/** Why a webhook is not believed. */
export type Disbelief = 'unreadable' | 'forged-or-stale' | 'other-livemode' | 'other-account'

/** Stripe's own limit between signing and receiving, in seconds. */
const oldestSeconds = 300

/**
 * The event in the raw bytes of a webhook, where Stripe signed them at most five minutes before `at` with the secret
 * that it shares with us, and where it speaks of our world and our account.
 */
export function heardEvent(
  sent: { bytes: Uint8Array; signature: string; at: Date },
  trust: WebhookTrust,
): HeardEvent | { disbelief: Disbelief } {
  const event = signedEvent(sent, trust.webhookSecret)
  if (typeof event === 'string') return { disbelief: event }
  if (event.livemode !== isLive(trust)) return { disbelief: 'other-livemode' }
  if (event.account !== undefined && event.account !== trust.accountId) {
    return { disbelief: 'other-account' }
  }
  return translateEvent(event)
}

/** What an event of Stripe is about, from its webhook or from the list of events. */
export function translateEvent({ id, type, data }: Omit<StripeEvent, 'livemode'>): HeardEvent {
  const object: Record<string, unknown> = isObject(data.object) ? data.object : {}
  const { metadata } = object
  return {
    id,
    type,
    order: isObject(metadata) ? named(metadata.order, /^\d{1,18}$/) : null,
    intent: object.object === 'payment_intent' ? idOf(object) : idOf(object.payment_intent),
    session: object.object === 'checkout.session' ? idOf(object) : null,
  }
}

/** What is read of Stripe's own shape of an event, whatever it is about. */
interface StripeEvent {
  id: string
  type: string
  livemode: boolean
  account?: string | undefined
  data: { object: object }
}

function signedEvent(
  { bytes, signature, at }: { bytes: Uint8Array; signature: string; at: Date },
  secret: string,
): StripeEvent | Disbelief {
  try {
    const event: unknown = Stripe.webhooks.constructEvent(
      bytes,
      signature,
      secret,
      oldestSeconds,
      undefined,
      at.getTime(),
    )
    return isEvent(event) ? event : 'unreadable'
  } catch (error) {
    if (error instanceof Stripe.errors.StripeSignatureVerificationError) return 'forged-or-stale'
    return 'unreadable'
  }
}

function isLive({ secretKey }: WebhookTrust): boolean {
  return /^[rs]k_live_/.test(secretKey)
}

function isEvent(event: unknown): event is StripeEvent {
  return (
    isObject(event) &&
    named(event.id, /^evt_\w{1,250}$/) !== null &&
    named(event.type, /^[a-z\d_.]{1,100}$/) !== null &&
    typeof event.livemode === 'boolean' &&
    isObject(event.data) &&
    isObject(event.data.object)
  )
}

/** The id of something that stands there in full or by its id alone. */
function idOf(thing: unknown): string | null {
  return named(isObject(thing) ? thing.id : thing, /^\w{1,255}$/)
}

function named(text: unknown, form: RegExp): string | null {
  return typeof text === 'string' && form.test(text) ? text : null
}

function isObject(thing: unknown): thing is Record<string, unknown> {
  return typeof thing === 'object' && thing !== null && !Array.isArray(thing)
}
