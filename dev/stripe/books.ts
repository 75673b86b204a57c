import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Stripe } from 'stripe'
import type { CheckoutWish } from './parameters.ts'

/** Everything that stands at Stripe for one account, oldest first, by id. */
export interface Books {
  sessions: Map<string, Stripe.Checkout.Session>
  /** What each session was asked to be, by the session's id. */
  wishes: Map<string, CheckoutWish>
  intents: Map<string, Stripe.PaymentIntent>
  charges: Map<string, Stripe.Charge>
  refunds: Map<string, Stripe.Refund>
  disputes: Map<string, Stripe.Dispute>
  customers: Map<string, Stripe.Customer>
  methods: Map<string, Stripe.PaymentMethod>
  /** The number of the test card behind a payment method. */
  cards: Map<string, string>
  events: Map<string, StripeEvent>
  /** Events that the webhook's receiver has not taken yet, with the tries so far. */
  undelivered: Map<string, number>
  /** First answers, by idempotency key. */
  answers: Map<string, KeptAnswer>
}

/** An event, whatever it is about: Stripe's own type knows each kind by its name, this one need not. */
export interface StripeEvent {
  id: string
  object: 'event'
  api_version: string
  created: number
  data: { object: object }
  livemode: boolean
  pending_webhooks: number
  request: { id: string | null; idempotency_key: string | null }
  type: string
}

export interface KeptAnswer {
  /** What was asked, so that the same key is not used for something else. */
  asked: string
  status: number
  body: string
  /** Seconds since 1970. */
  keptAt: number
}

export interface KeptBooks {
  books: Books
  /** Writes them down soon, once for all that happens in a moment. */
  keep: () => void
  /** Writes them down now. */
  close: () => void
}

const writtenAfterMs = 50

/** The books in a file, or only in memory without one. */
export function openBooks(file: string | undefined): KeptBooks {
  const books = file !== undefined && existsSync(file) ? readBooks(file) : noBooks()
  let timer: NodeJS.Timeout | undefined
  const close = () => {
    clearTimeout(timer)
    timer = undefined
    if (file !== undefined) writeBooks(books, file)
  }
  const keep = () => {
    if (file !== undefined) timer ??= setTimeout(close, writtenAfterMs)
  }
  return { books, keep, close }
}

function noBooks(): Books {
  return {
    sessions: new Map(),
    wishes: new Map(),
    intents: new Map(),
    charges: new Map(),
    refunds: new Map(),
    disputes: new Map(),
    customers: new Map(),
    methods: new Map(),
    cards: new Map(),
    events: new Map(),
    undelivered: new Map(),
    answers: new Map(),
  }
}

/** Trusted to be what `writeBooks` wrote: nobody else writes there. */
function readBooks(file: string): Books {
  const kept = JSON.parse(readFileSync(file, 'utf8')) as Record<string, [string, unknown][]>
  const maps = Object.keys(noBooks()).map((name) => [name, new Map(kept[name] ?? [])])
  return Object.fromEntries(maps) as Books
}

function writeBooks(books: Books, file: string): void {
  const maps = Object.entries(books).map(([name, map]) => [name, [...map]])
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(`${file}.new`, JSON.stringify(Object.fromEntries(maps)))
  renameSync(`${file}.new`, file)
}
