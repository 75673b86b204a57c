import type { Stripe } from 'stripe'
import type { RefundPurpose } from '../domain/card.ts'
import { currency } from '../domain/reconciliation.ts'
import { asked, isFailure } from './failure.ts'

export interface RefundWanted {
  order: string
  request: string
  intent: string
  cents: number
  purpose: RefundPurpose
}

export interface ChargeWanted {
  order: string
  request: string
  customer: string
  paymentMethod: string
  cents: number
  description: string
}

/** Money that we have Stripe move: a refund, and a charge to a card that was saved with consent. */
export function moves(stripe: Stripe) {
  return { createRefund, findRefund, createCharge, findCharge, detachCard }

  /** @returns the refund's id @throws StripeFailure */
  async function createRefund(key: string, wanted: RefundWanted): Promise<string> {
    const { order, request, intent, cents, purpose } = wanted
    const refund = await asked(() =>
      stripe.refunds.create(
        { payment_intent: intent, amount: cents, metadata: { order, request, purpose } },
        { idempotencyKey: key },
      ),
    )
    return refund.id
  }

  /** The refund that a request of ours made; null when it made none. @throws StripeFailure */
  async function findRefund({ request, intent }: RefundWanted): Promise<string | null> {
    return asked(async () => {
      for await (const refund of stripe.refunds.list({ payment_intent: intent, limit: 100 })) {
        if (refund.metadata?.request === request) return refund.id
      }
      return null
    })
  }

  /** @returns the payment intent's id @throws StripeFailure, `declined` with the bank's code */
  async function createCharge(key: string, wanted: ChargeWanted): Promise<string> {
    const { order, request, customer, paymentMethod, cents, description } = wanted
    const intent = await asked(() =>
      stripe.paymentIntents.create(
        {
          amount: cents,
          currency,
          customer,
          payment_method: paymentMethod,
          automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
          confirm: true,
          off_session: true,
          description,
          metadata: { order, request },
        },
        { idempotencyKey: key },
      ),
    )
    return intent.id
  }

  /** The charge that a request of ours made; null when it made none that succeeded. @throws StripeFailure */
  async function findCharge({ request, customer }: ChargeWanted): Promise<string | null> {
    return asked(async () => {
      for await (const intent of stripe.paymentIntents.list({ customer, limit: 100 })) {
        if (intent.metadata.request === request && intent.status === 'succeeded') return intent.id
      }
      return null
    })
  }

  /** Stripe forgets a saved card; one that it does not know is forgotten. @throws StripeFailure */
  async function detachCard(key: string, paymentMethod: string): Promise<void> {
    try {
      await asked(() => stripe.paymentMethods.detach(paymentMethod, {}, { idempotencyKey: key }))
    } catch (error) {
      if (!isFailure(error, 'refused', 'not-there')) throw error
    }
  }
}
