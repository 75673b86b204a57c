import { createHash } from 'node:crypto'
import type { Stripe } from 'stripe'
import type {
  CardDispute,
  CardPayment,
  CardRefund,
  CardTruth,
  CheckoutState,
  DisputeState,
  RefundState,
} from '../domain/card.ts'
import { currency } from '../domain/reconciliation.ts'
import { asked, isFailure } from './failure.ts'
import { translateEvent } from './stripe-event.ts'

/** What we know of an order's money at Stripe before asking. */
export interface Asked {
  order: string
  sessions: string[]
  intents: string[]
  /** The event that made us ask; null where it was something else. */
  event: string | null
}

/** Reads from Stripe where the money of an order stands. */
export function truths(stripe: Stripe) {
  return { readTruth, readAccount }

  /** Null where Stripe does not know the event. @throws StripeFailure */
  async function readTruth(wanted: Asked): Promise<Omit<CardTruth, 'upTo'> | null> {
    return asked(async () => {
      const named = wanted.event === null ? [] : await intentsNamed(wanted.event)
      if (named === null) return null
      const sessions = await Promise.all(wanted.sessions.map((id) => readSession(id)))
      const ids = new Set([
        ...wanted.intents,
        ...sessions.flatMap(({ intent }) => (intent === null ? [] : [intent])),
        ...named,
      ])
      const intents = await Promise.all([...ids].map((id) => readIntent(id)))
      const ours = intents.filter((intent) => isOf(intent, wanted.order))
      const [refunds, disputes] = await Promise.all([
        Promise.all(ours.map((intent) => refundsOf(intent.id))),
        Promise.all(ours.map((intent) => disputesOf(intent.id))),
      ])
      return {
        checkouts: sessions.map(({ session, state }) => ({ session, state })),
        payments: ours.map(paymentIn),
        refunds: refunds.flat(),
        disputes: disputes.flat(),
      }
    })
  }

  /** The account that the secret key belongs to. @throws StripeFailure */
  async function readAccount(): Promise<string> {
    return (await asked(() => stripe.accounts.retrieveCurrent())).id
  }

  /** The payment that an event is about, in a list; null where Stripe does not know the event. */
  async function intentsNamed(event: string): Promise<string[] | null> {
    try {
      const { intent } = translateEvent(await asked(() => stripe.events.retrieve(event)))
      return intent === null ? [] : [intent]
    } catch (error) {
      if (isFailure(error, 'not-there')) return null
      throw error
    }
  }

  async function readSession(id: string) {
    const { status, payment_intent } = await stripe.checkout.sessions.retrieve(id)
    const intent = typeof payment_intent === 'string' ? payment_intent : payment_intent?.id
    return { session: id, state: stateOf(status), intent: intent ?? null }
  }

  function readIntent(id: string): Promise<Stripe.PaymentIntent> {
    return stripe.paymentIntents.retrieve(id, { expand: ['latest_charge'] })
  }

  async function refundsOf(intent: string): Promise<CardRefund[]> {
    const refunds = stripe.refunds.list({ payment_intent: intent, limit: 100 })
    const found: CardRefund[] = []
    for await (const { id, metadata, amount, status } of refunds) {
      found.push({
        refund: id,
        payment: paymentOf(intent),
        request: metadata?.request ?? null,
        cents: amount,
        purpose: metadata?.purpose === 'credit' ? 'credit' : 'bought',
        state: refundStateOf(status),
      })
    }
    return found
  }

  async function disputesOf(intent: string): Promise<CardDispute[]> {
    const disputes = stripe.disputes.list({ payment_intent: intent, limit: 100 })
    const found: CardDispute[] = []
    for await (const { id, amount, reason, status } of disputes) {
      const state = disputeStateOf(status)
      found.push({ dispute: id, payment: paymentOf(intent), cents: amount, reason, state })
    }
    return found
  }
}

/** Our id of a card payment: the same payment intent is always the same payment. A UUID of the eighth version. */
export function paymentOf(intent: string): string {
  const hex = createHash('sha256').update(intent).digest('hex')
  const third = `8${hex.slice(13, 16)}`
  const fourth = `a${hex.slice(17, 20)}`
  return [hex.slice(0, 8), hex.slice(8, 12), third, fourth, hex.slice(20, 32)].join('-')
}

/** A payment that was made for this order, in our currency; another one is for a person to look at. */
function isOf(intent: Stripe.PaymentIntent, order: string): boolean {
  const { status, metadata } = intent
  return status === 'succeeded' && intent.currency === currency && metadata.order === order
}

function paymentIn(intent: Stripe.PaymentIntent): CardPayment {
  const { id, latest_charge: charge, amount_received, customer, payment_method } = intent
  const receivedAt = typeof charge === 'object' && charge ? charge.created : intent.created
  const isKept = intent.setup_future_usage === 'off_session'
  return {
    payment: paymentOf(id),
    intent: id,
    charge: idOf(charge),
    cents: amount_received,
    currency: intent.currency,
    receivedAt: new Date(receivedAt * 1_000).toISOString(),
    savedCard: isKept ? savedCard(idOf(customer), idOf(payment_method)) : null,
  }
}

function savedCard(customer: string | null, paymentMethod: string | null) {
  return customer === null || paymentMethod === null ? null : { customer, paymentMethod }
}

function idOf(thing: string | { id: string } | null | undefined): string | null {
  return typeof thing === 'string' ? thing : (thing?.id ?? null)
}

function stateOf(status: Stripe.Checkout.Session.Status | null): CheckoutState {
  if (status === 'complete') return 'complete'
  return status === 'expired' ? 'expired' : 'open'
}

function refundStateOf(status: string | null): RefundState {
  if (status === 'succeeded') return 'succeeded'
  return status === 'failed' || status === 'canceled' ? 'failed' : 'pending'
}

function disputeStateOf(status: Stripe.Dispute.Status): DisputeState {
  if (status === 'won' || status === 'warning_closed') return 'won'
  return status === 'lost' ? 'lost' : 'open'
}
