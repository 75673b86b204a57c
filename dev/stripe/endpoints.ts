import type { z } from 'zod'
import type { Account } from './account.ts'
import { expanded } from './expand.ts'
import type { Form } from './form.ts'
import { type Page, pageOf } from './listing.ts'
import * as parameters from './parameters.ts'
import { createPayment, detachMethod } from './payments.ts'
import { readParameters } from './read-parameters.ts'
import { createRefund } from './refunds.ts'
import { missing } from './refusal.ts'
import { expireSession, openSession } from './sessions.ts'

/** One of the endpoints of Stripe that this product calls. */
export interface Endpoint {
  method: 'GET' | 'POST'
  /** As in `/v1/refunds/:id`. */
  path: string
  /** Reads the parameters first, and only then, when it is called again, does what was asked. */
  prepare: (account: Account, asked: { id: string; form: Form }) => () => object
}

const eventsKeptSeconds = 30 * 86_400

export const endpoints: Endpoint[] = [
  endpoint('POST', '/v1/checkout/sessions', parameters.checkoutSession, openSession),
  endpoint('GET', '/v1/checkout/sessions', parameters.sessions, (account, wish) =>
    pageOf(
      [...account.books.sessions.values()].filter(
        matching(wish, ['payment_intent', 'customer', 'status']),
      ),
      wish,
      '/v1/checkout/sessions',
    ),
  ),
  endpoint('GET', '/v1/checkout/sessions/:id', parameters.single, ({ books }, _, id) =>
    found(books.sessions, 'checkout.session', id),
  ),
  endpoint('POST', '/v1/checkout/sessions/:id/expire', parameters.single, (account, _, id) =>
    expireSession(account, found(account.books.sessions, 'checkout.session', id)),
  ),
  endpoint('POST', '/v1/payment_intents', parameters.paymentIntent, createPayment),
  endpoint('GET', '/v1/payment_intents', parameters.paymentIntents, ({ books }, wish) =>
    pageOf(
      [...books.intents.values()].filter(matching(wish, ['customer'])),
      wish,
      '/v1/payment_intents',
    ),
  ),
  endpoint('GET', '/v1/payment_intents/:id', parameters.single, ({ books }, _, id) =>
    found(books.intents, 'payment_intent', id),
  ),
  endpoint('POST', '/v1/payment_methods/:id/detach', parameters.single, (account, _, id) =>
    detachMethod(account, id),
  ),
  endpoint('POST', '/v1/refunds', parameters.refund, createRefund),
  endpoint('GET', '/v1/refunds', parameters.ofPayment, ({ books }, wish) =>
    ofPayment(books.refunds, wish, '/v1/refunds'),
  ),
  endpoint('GET', '/v1/refunds/:id', parameters.single, ({ books }, _, id) =>
    found(books.refunds, 'refund', id),
  ),
  endpoint('GET', '/v1/disputes', parameters.ofPayment, ({ books }, wish) =>
    ofPayment(books.disputes, wish, '/v1/disputes'),
  ),
  endpoint('GET', '/v1/disputes/:id', parameters.single, ({ books }, _, id) =>
    found(books.disputes, 'dispute', id),
  ),
  endpoint('GET', '/v1/events', parameters.events, listEvents),
  endpoint('GET', '/v1/events/:id', parameters.single, (account, _, id) => {
    const event = found(account.books.events, 'event', id)
    if (event.created < account.now() - eventsKeptSeconds) throw missing('event', id)
    return event
  }),
  endpoint('GET', '/v1/account', parameters.single, ({ now }) => ({
    id: 'acct_standin',
    object: 'account',
    charges_enabled: true,
    country: 'US',
    created: now(),
    default_currency: 'usd',
    details_submitted: true,
    email: null,
    payouts_enabled: true,
    type: 'standard',
  })),
]

/** The endpoint that a request is for, and the id in its path. */
export function endpointFor(
  method: string,
  path: string,
): { endpoint: Endpoint; id: string } | undefined {
  for (const one of endpoints) {
    const pattern = new RegExp(`^${one.path.replace(':id', '(\\w+)')}$`)
    const [isSame, id = ''] = one.method === method ? (pattern.exec(path) ?? []) : []
    if (isSame !== undefined) return { endpoint: one, id }
  }
  return undefined
}

function endpoint<T extends { expand: string[] }>(
  method: Endpoint['method'],
  path: string,
  schema: z.ZodType<T>,
  answer: (account: Account, wish: T, id: string) => object,
): Endpoint {
  return {
    method,
    path,
    prepare: (account, { id, form }) => {
      const wish = readParameters(schema, form)
      return () => expanded(account, answer(account, wish, id), wish.expand)
    },
  }
}

function listEvents({ books, now }: Account, wish: z.output<typeof parameters.events>): object {
  const types = wish.types ?? (wish.type ? [wish.type] : undefined)
  const kept = [...books.events.values()].filter(
    ({ type, created, id }) =>
      created >= now() - eventsKeptSeconds &&
      (types === undefined || types.includes(type)) &&
      (wish.delivery_success === undefined || wish.delivery_success !== books.undelivered.has(id)),
  )
  return pageOf(kept, wish, '/v1/events')
}

function ofPayment<T extends { id: string; created: number }>(
  all: Map<string, T>,
  wish: Page & { payment_intent?: string | undefined; charge?: string | undefined },
  url: string,
): object {
  const own = [...all.values()].filter(matching(wish, ['payment_intent', 'charge']))
  return pageOf(own, wish, url)
}

/** Whether a thing has what was asked for, in each of these fields that was asked for at all. */
function matching<T>(wish: T, fields: (keyof T & string)[]): (thing: object) => boolean {
  return (thing) =>
    fields.every((field) => wish[field] === undefined || Reflect.get(thing, field) === wish[field])
}

function found<T>(all: Map<string, T>, what: string, id: string): T {
  const thing = all.get(id)
  if (thing === undefined) throw missing(what, id)
  return thing
}
