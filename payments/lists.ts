import type { Stripe } from 'stripe'
import type { IntentSeen } from '../domain/reconciliation.ts'
import { type HeardEvent, typesActedOn } from '../domain/stripe-event.ts'
import { asked } from './failure.ts'
import { translateEvent } from './stripe-event.ts'

/** What Stripe lists since an ISO instant, the latest first, page by page as it is read. */
export function lists(stripe: Stripe) {
  return { listEvents, listPaymentIntents }

  /** Events of the types that we act on. @throws StripeFailure */
  async function* listEvents(since: string): AsyncGenerator<HeardEvent> {
    const events = stripe.events.list({ ...from(since), types: [...typesActedOn] })
    for await (const event of inOurWords(events)) yield translateEvent(event)
  }

  /** @throws StripeFailure */
  async function* listPaymentIntents(since: string): AsyncGenerator<IntentSeen> {
    for await (const intent of inOurWords(stripe.paymentIntents.list(from(since)))) {
      yield {
        intent: intent.id,
        order: intent.metadata.order ?? null,
        hasSucceeded: intent.status === 'succeeded',
        cents: intent.amount_received,
        currency: intent.currency,
      }
    }
  }
}

function from(since: string) {
  return { created: { gte: Math.floor(Date.parse(since) / 1_000) }, limit: 100 }
}

/** A list whose failures are ours, wherever in it they happen. */
async function* inOurWords<T>(list: AsyncIterable<T>): AsyncGenerator<T> {
  const items = list[Symbol.asyncIterator]()
  for (;;) {
    const next = await asked(() => items.next())
    if (next.done) return
    yield next.value
  }
}
