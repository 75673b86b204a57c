import type { Client } from '@temporalio/client'
import type { OrganisationConfig } from '../config.ts'
import type { Sql } from '../database/connect.ts'
import type { PayloadKey } from '../encryption/codec.ts'
import type { WebhookTrust } from '../payments/stripe-event.ts'
import type { Watch } from './watch.ts'

/** What the API is made with; the clock is given, so that a test can skip time. */
export interface ApiDeps {
  sql: Sql
  client: Client
  now: () => Date
  publicUrl: string
  secretKey: string
  bootstrapToken: string | null
  /** Whom a webhook is believed, and where Checkout is. */
  stripe: WebhookTrust & { apiUrl: string | null }
  organisation: Pick<
    OrganisationConfig,
    'name' | 'address' | 'supportEmail' | 'senderAddress' | 'zone' | 'holidays' | 'w9File'
  >
  /** Encrypt what stands in histories; null leaves it readable. */
  payloadKeys: PayloadKey[] | null
  /** Temporal's own UI; null leaves the links to it out. */
  temporalUiUrl: string | null
  /** Posts that one network address may send a minute. */
  postsAMinute: number
  /** Proxies of our own that every request comes through. */
  proxies: number
  /** Says what went wrong and could not be told to the person. */
  report: (error: unknown, request: { method: string; path: string }) => void
  /** Hears of everything; without it nothing is counted, logged or traced. */
  watch?: Watch
}
