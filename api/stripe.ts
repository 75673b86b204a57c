import { Hono } from 'hono'
import { type Disbelief, heardEvent } from '../payments/stripe-event.ts'
import { deliverUnawaited, orUnavailable } from './answer.ts'
import type { ApiDeps } from './deps.ts'
import { storeEvent } from './intake.ts'
import { ProblemError } from './problem.ts'

/** With more webhooks than these at the door, storing them comes first, and delivery is left to the sweep. */
const fewAtTheDoor = 4

/**
 * What Stripe tells, `POST /webhooks/stripe`: answered 200 only when the event is stored, or was before. Nothing is done
 * here; the order asks Stripe for the truth when the event is delivered to it.
 */
export function stripeRoutes(deps: ApiDeps): Hono {
  const app = new Hono()
  let atTheDoor = 0
  app.use('/webhooks/stripe', async (_, next) => {
    atTheDoor += 1
    try {
      await next()
    } finally {
      atTheDoor -= 1
    }
  })
  app.post('/webhooks/stripe', async (c) => {
    const bytes = new Uint8Array(await c.req.arrayBuffer())
    const signature = c.req.header('stripe-signature') ?? ''
    const at = deps.now()
    const heard = heardEvent({ bytes, signature, at }, deps.stripe)
    if ('disbelief' in heard) throw notBelieved(heard.disbelief)
    const waiting = await orUnavailable(deps, heard.type, () =>
      storeEvent(deps.sql, heard, at.toISOString()),
    )
    if (waiting !== null && atTheDoor <= fewAtTheDoor) deliverUnawaited(deps, waiting)
    return c.json({ stored: heard.id })
  })
  return app
}

function notBelieved(why: Disbelief): ProblemError {
  return new ProblemError({ status: 400, code: why, detail: sentences[why] })
}

const sentences: Record<Disbelief, string> = {
  unreadable: 'This is not an event of Stripe, so it could not be read.',
  'forged-or-stale': 'This was not signed by Stripe for us within the last five minutes.',
  'other-livemode':
    'This event is of Stripe’s other world: live here and test there, or the other way round.',
  'other-account': 'This event is of another account at Stripe.',
}
