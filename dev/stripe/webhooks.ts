import { setMaxListeners } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { Stripe } from 'stripe'
import type { Books, StripeEvent } from './books.ts'

/** Carries one webhook to its receiver and says what that answered; it throws where nobody is there. */
export type Deliver = (body: string, headers: Record<string, string>) => Promise<number>

/** How events travel, and what happens to them on the way. */
export interface Travel {
  /** How long it waits after each try that was not answered 2xx; given up after the last. */
  pausesMs: number[]
  /** So many of the next events never arrive. */
  toLose: number
  /** So often each event is sent, all at once. */
  copies: number
  /** Events that wait for `release`; null while none is held. */
  held: StripeEvent[] | null
  sent: number
  lost: number
}

export interface Webhooks {
  travel: Travel
  send: (event: StripeEvent) => void
  /** Sends what is held, in the order in which it happened or the other way round. */
  release: (order?: 'as-happened' | 'reversed') => void
  /** Until nothing is on its way any more. */
  quiet: () => Promise<void>
  stop: () => Promise<void>
}

const second = 1_000

const hour = 3_600 * second

/** Stripe tries for three days, ever more slowly. */
export const patientPausesMs = [
  ...[1, 5, 30, 120, 600].map((seconds) => seconds * second),
  ...[1, 6, 12, 24, 24].map((hours) => hours * hour),
]

export function openWebhooks(wish: {
  books: Books
  secret: string
  now: () => number
  deliver: Deliver
  pausesMs: number[]
  keep: () => void
}): Webhooks {
  const { books, keep } = wish
  const travel: Travel = {
    pausesMs: wish.pausesMs,
    toLose: 0,
    copies: 1,
    held: null,
    sent: 0,
    lost: 0,
  }
  const underWay = new Set<Promise<void>>()
  const ending = new AbortController()
  // Each event on its way waits for the same end.
  setMaxListeners(0, ending.signal)

  for (const id of books.undelivered.keys()) {
    const event = books.events.get(id)
    if (event) track(carry(event))
  }
  return {
    travel,
    send,
    release(order = 'as-happened') {
      const events = travel.held ?? []
      travel.held = null
      for (const event of order === 'reversed' ? events.toReversed() : events) send(event)
    },
    async quiet() {
      while (underWay.size > 0) await Promise.all(underWay)
    },
    async stop() {
      ending.abort()
      await Promise.all(underWay)
    },
  }

  function send(event: StripeEvent): void {
    if (travel.held) {
      travel.held.push(event)
    } else if (travel.toLose > 0) {
      travel.toLose -= 1
      travel.lost += 1
    } else {
      books.undelivered.set(event.id, 0)
      for (let copy = 0; copy < travel.copies; copy += 1) track(carry(event))
    }
  }

  function track(work: Promise<void>): void {
    const tracked = work.finally(() => underWay.delete(tracked))
    underWay.add(tracked)
  }

  async function carry(event: StripeEvent): Promise<void> {
    for (let tries = books.undelivered.get(event.id) ?? 0; ; tries += 1) {
      if (await isTaken(event)) break
      books.undelivered.set(event.id, tries + 1)
      keep()
      const pauseMs = travel.pausesMs[tries]
      if (pauseMs === undefined || !(await waited(pauseMs))) return
    }
    books.undelivered.delete(event.id)
    event.pending_webhooks = 0
    keep()
  }

  async function isTaken(event: StripeEvent): Promise<boolean> {
    const body = JSON.stringify(event, null, 2)
    travel.sent += 1
    try {
      const status = await wish.deliver(body, headersOf(body))
      return status >= 200 && status < 300
    } catch {
      return false
    }
  }

  function headersOf(body: string): Record<string, string> {
    const signature = Stripe.webhooks.generateTestHeaderString({
      payload: body,
      secret: wish.secret,
      timestamp: wish.now(),
    })
    return {
      'content-type': 'application/json; charset=utf-8',
      'stripe-signature': signature,
      'user-agent': 'Stripe/1.0 (stand-in)',
    }
  }

  /** False where all is over. */
  async function waited(pauseMs: number): Promise<boolean> {
    await pause(pauseMs, undefined, { signal: ending.signal, ref: false }).catch(() => undefined)
    return !ending.signal.aborted
  }
}

/** Carries webhooks to an address. */
export function deliverTo(url: string): Deliver {
  return async (body, headers) => {
    const signal = AbortSignal.timeout(10 * second)
    const { status } = await fetch(url, { method: 'POST', body, headers, signal })
    return status
  }
}
