import { randomUUID } from 'node:crypto'
import { Stripe } from 'stripe'
import type { Sql } from '../../database/connect.ts'
import type { World } from './world.ts'

/** What has to be known of a door to knock there as Stripe. */
export type Door = Pick<World, 'app' | 'now'> & { stripe: Pick<World['stripe'], 'webhookSecret'> }

export interface Event {
  id: string
  type: string
  [field: string]: unknown
}

/** An event as Stripe writes it, about an object of its own. */
export function event(type: string, object: object, more: object = {}): Event {
  return {
    id: `evt_${plainId()}`,
    object: 'event',
    type,
    livemode: false,
    created: 1_790_000_000,
    data: { object },
    ...more,
  }
}

/** A payment that succeeded, with the metadata that we set. */
export function paymentIntent(order: string | null, more: object = {}): Record<string, unknown> {
  return {
    id: `pi_${plainId()}`,
    object: 'payment_intent',
    status: 'succeeded',
    amount: 9900,
    currency: 'usd',
    metadata: order === null ? {} : { order },
    ...more,
  }
}

export const paid = (order: string | null): Event =>
  event('payment_intent.succeeded', paymentIntent(order))

/** A header as Stripe makes it; `ageSeconds` before now by the product's clock. */
export function signature(
  { now, stripe }: Omit<Door, 'app'>,
  payload: string,
  { ageSeconds = 0, secret = stripe.webhookSecret } = {},
): string {
  const timestamp = Math.floor(now().getTime() / 1_000) - ageSeconds
  return Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp })
}

/** Brings an event to the door as Stripe does. */
export async function tell(door: Door, told: Event): Promise<Response> {
  const payload = JSON.stringify(told)
  return knock(door, payload, { 'stripe-signature': signature(door, payload) })
}

/** Posts bytes to the door, whatever they are. */
export async function knock(
  { app }: Pick<Door, 'app'>,
  body: string | Uint8Array | ReadableStream,
  headers: Record<string, string>,
): Promise<Response> {
  const init = { method: 'POST', body, headers, duplex: 'half' }
  return app.request('/webhooks/stripe', init as RequestInit)
}

export interface StoredEvent {
  id: string
  kind: string
  subject: string
  actor: string
  facts: Record<string, unknown>
  body: Record<string, unknown>
  outcome: string | null
  answer: Record<string, unknown> | null
}

/** The rows that an event has become. */
export async function storedOf(sql: Sql, { id }: Pick<Event, 'id'>): Promise<StoredEvent[]> {
  return sql<StoredEvent[]>`
    select id, kind, subject, actor, facts, body, outcome, answer from submissions where token = ${id}
  `
}

export const plainId = (): string => randomUUID().replaceAll('-', '')
