import type { Stripe } from 'stripe'
import type { StripeEvent } from './books.ts'
import { goodCard, type TestCard, testCard } from './cards.ts'
import type { Violation } from './check.ts'
import { closeDispute, openDispute } from './disputes.ts'
import type { FaultKind } from './faults.ts'
import type { Payer } from './objects/payer.ts'
import { createRefund, failRefund, settleRefund } from './refunds.ts'
import {
  type Attempt,
  authenticateSession,
  expireSession,
  expireWhatIsDue,
  paySession,
} from './sessions.ts'
import type { StandIn } from './stand-in.ts'

/** What a test, or the page of the stand-in, can turn; sessions are named by id or by the address of their page. */
export interface Knobs {
  /** How long each answer takes from now on. */
  latency: (ms: number) => void
  /** The next requests (all, or such as `POST /v1/refunds` only) go wrong in this way. */
  plan: (kind: FaultKind, how?: { times?: number; only?: string }) => void
  /** How often requests went wrong in each way. */
  happened: () => Record<FaultKind, number>
  /** So many of the next events never arrive; they can still be listed. */
  loseEvents: (times: number) => void
  /** Each event is sent so many times at once from now on. */
  sendEventsTimes: (copies: number) => void
  /** Events wait until they are released. */
  holdEvents: () => void
  releaseEvents: (order?: 'as-happened' | 'reversed') => void
  /** Sends an event again, as the button at Stripe does. */
  resend: (event: string) => void
  /** Somebody pays at the hosted page; an expired one is paid only when that is asked for. */
  pay: (session: string, card?: string, how?: PayHow) => Attempt
  expire: (session: string) => Stripe.Checkout.Session
  /** Refunds at Stripe itself, by a payment's id; all that is left unless it says how many cents. */
  refund: (intent: string, cents?: number) => Stripe.Refund
  failRefund: (refund: string) => Stripe.Refund
  settleRefund: (refund: string) => Stripe.Refund
  dispute: (intent: string, reason?: string) => Stripe.Dispute
  closeDispute: (dispute: string, status: 'lost' | 'won') => Stripe.Dispute
  /** From now on a saved card behaves like this test card. */
  changeCard: (method: string, number: string) => void
  /** How often an endpoint such as `POST /v1/refunds` was asked; all of them without a name. */
  requests: (endpoint?: string) => number
  /** Money that was taken. */
  charges: () => Stripe.Charge[]
  sessions: () => Stripe.Checkout.Session[]
  intents: () => Stripe.PaymentIntent[]
  refunds: () => Stripe.Refund[]
  disputes: () => Stripe.Dispute[]
  events: (type?: string) => StripeEvent[]
  /** Webhooks sent, with tries and copies, and those lost on the way. */
  travelled: () => { sent: number; lost: number }
  /** What stripe-mock did not allow of all that was asked. */
  violations: () => Promise<Violation[]>
  /** Closes what is due by the clock, and waits until no event is on its way. */
  quiet: () => Promise<void>
}

export interface PayHow {
  payer?: Partial<Payer>
  /** Whether the bank recognises the payer, where the card asks for that. */
  isRecognised?: boolean
  evenIfExpired?: boolean
}

const somebody: Payer = {
  email: 'payer@library.example',
  name: 'Pat Payer',
  country: 'US',
  postalCode: '62701',
  line1: '1 Main Street',
  city: 'Springfield',
  state: 'IL',
  businessName: '',
  taxId: '',
  expiry: { month: 12, year: 2_034 },
}

export function knobsOf(standIn: StandIn): Knobs {
  return { ...requestKnobs(standIn), ...eventKnobs(standIn), ...moneyKnobs(standIn) }
}

function requestKnobs({ faults, api, checker }: StandIn) {
  return {
    latency(ms: number) {
      faults.latencyMs = ms
    },
    plan(kind: FaultKind, { times = 1, only }: { times?: number; only?: string } = {}) {
      faults.planned.push({ kind, times, only })
    },
    happened: () => ({ ...faults.happened }),
    requests: (endpoint?: string) =>
      endpoint === undefined
        ? [...api.asked.values()].reduce((sum, times) => sum + times, 0)
        : (api.asked.get(endpoint) ?? 0),
    violations: checker.violations,
  } satisfies Partial<Knobs>
}

function eventKnobs({ account, webhooks }: StandIn) {
  const { travel } = webhooks
  return {
    loseEvents(times: number) {
      travel.toLose = times
    },
    sendEventsTimes(copies: number) {
      travel.copies = copies
    },
    holdEvents() {
      travel.held ??= []
    },
    releaseEvents: webhooks.release,
    resend: (event: string) => webhooks.send(known(account.books.events, event)),
    events: (type?: string) =>
      [...account.books.events.values()].filter((one) => type === undefined || one.type === type),
    travelled: () => ({ sent: travel.sent, lost: travel.lost }),
    async quiet() {
      expireWhatIsDue(account)
      await webhooks.quiet()
    },
  } satisfies Partial<Knobs>
}

function moneyKnobs({ account, keep }: StandIn) {
  const { books } = account
  const sessionOf = (name: string) => known(books.sessions, /cs_\w+/.exec(name)?.[0] ?? name)
  const done = <T>(result: T): T => {
    keep()
    return result
  }
  return {
    pay(name: string, number = goodCard, how: PayHow = {}) {
      expireWhatIsDue(account)
      const session = sessionOf(name)
      if (session.status === 'expired' && !how.evenIfExpired) {
        throw new Error(`The page ${session.id} has expired`)
      }
      const payer = { ...somebody, ...how.payer }
      const attempt = paySession(account, session, { card: cardOf(number), payer })
      if (attempt.outcome !== 'authenticates' || how.isRecognised === undefined) {
        return done(attempt)
      }
      return done(authenticateSession(account, session, how.isRecognised))
    },
    expire: (name: string) => done(expireSession(account, sessionOf(name))),
    refund: (intent: string, cents?: number) =>
      done(createRefund(account, { payment_intent: intent, amount: cents, expand: [] })),
    failRefund: (refund: string) => done(failRefund(account, refund)),
    settleRefund: (refund: string) => done(settleRefund(account, refund)),
    dispute(intent: string, reason = 'fraudulent') {
      const { latest_charge } = known(books.intents, intent)
      return done(openDispute(account, known(books.charges, String(latest_charge)), { reason }))
    },
    closeDispute: (dispute: string, status: 'lost' | 'won') =>
      done(closeDispute(account, dispute, status)),
    changeCard(method: string, number: string) {
      books.cards.set(known(books.methods, method).id, cardOf(number).number)
    },
    charges: () => [...books.charges.values()].filter(({ paid }) => paid),
    sessions: () => [...books.sessions.values()],
    intents: () => [...books.intents.values()],
    refunds: () => [...books.refunds.values()],
    disputes: () => [...books.disputes.values()],
  } satisfies Partial<Knobs>
}

function cardOf(number: string): TestCard {
  const card = testCard(number)
  if (!card) throw new Error(`There is no test card ${number}`)
  return card
}

function known<T>(all: Map<string, T>, id: string): T {
  const thing = all.get(id)
  if (thing === undefined) throw new Error(`The stand-in knows no ${id}`)
  return thing
}
