import type { Stripe } from 'stripe'
import type { Account } from './account.ts'
import { testCard } from './cards.ts'
import { newRefund } from './objects/refund.ts'
import type { RefundWish } from './parameters.ts'
import { invalid, missing } from './refusal.ts'

/**
 * Gives money of a card payment back.
 * @throws RefusalError where all of it is on its way back, less is left, or the bank has taken it back
 */
export function createRefund(account: Account, wish: RefundWish): Stripe.Refund {
  const charge = chargeToRefund(account, wish)
  const left = charge.amount - charge.amount_refunded
  const amount = wish.amount ?? left
  requireRefundable(account, charge, { left, amount })
  const { aftermath } = testCard(account.books.cards.get(charge.payment_method ?? '') ?? '') ?? {}
  const refund = newRefund(account, charge, {
    amount,
    reason: wish.reason ?? null,
    metadata: wish.metadata ?? {},
    status: aftermath === 'refund-pends' ? 'pending' : 'succeeded',
  })
  account.books.refunds.set(refund.id, refund)
  charge.amount_refunded += amount
  charge.refunded = charge.amount_refunded === charge.amount
  account.publish('refund.created', refund)
  account.publish('charge.refunded', charge)
  if (aftermath === 'refund-fails') failRefund(account, refund.id)
  return refund
}

/** The bank could not give the money on: it is back at Stripe. */
export function failRefund(account: Account, id: string): Stripe.Refund {
  const refund = refundOf(account, id)
  if (refund.status === 'failed') return refund
  Object.assign(refund, {
    failure_balance_transaction: `${refund.id.replace('re_', 'txn_')}`,
    failure_reason: 'expired_or_canceled_card',
    status: 'failed',
  } satisfies Partial<Stripe.Refund>)
  const charge = account.books.charges.get(String(refund.charge))
  if (charge) {
    charge.amount_refunded -= refund.amount
    charge.refunded = false
  }
  account.publish('refund.failed', refund)
  account.publish('refund.updated', refund)
  return refund
}

/** A refund that took its time has arrived. */
export function settleRefund(account: Account, id: string): Stripe.Refund {
  const refund = refundOf(account, id)
  if (refund.status !== 'pending') return refund
  refund.status = 'succeeded'
  account.publish('refund.updated', refund)
  return refund
}

function refundOf({ books }: Account, id: string): Stripe.Refund {
  const refund = books.refunds.get(id)
  if (!refund) throw missing('refund', id)
  return refund
}

function chargeToRefund({ books }: Account, wish: RefundWish): Stripe.Charge {
  if (wish.charge !== undefined) {
    const charge = books.charges.get(wish.charge)
    if (!charge) throw missing('charge', wish.charge, 'charge')
    return charge
  }
  if (wish.payment_intent === undefined) {
    throw invalid(
      'One of the following params should be provided for this request: payment_intent or charge.',
    )
  }
  const intent = books.intents.get(wish.payment_intent)
  if (!intent) throw missing('payment_intent', wish.payment_intent, 'payment_intent')
  const charge = books.charges.get(String(intent.latest_charge))
  if (charge?.paid) return charge
  throw invalid('This PaymentIntent does not have a successful charge to refund.', {
    param: 'payment_intent',
  })
}

function requireRefundable(
  { books }: Account,
  charge: Stripe.Charge,
  { left, amount }: { left: number; amount: number },
): void {
  if (charge.refunded) {
    throw invalid(`Charge ${charge.id} has already been refunded.`, {
      code: 'charge_already_refunded',
    })
  }
  const disputes = [...books.disputes.values()].filter((one) => one.charge === charge.id)
  if (disputes.some(({ status }) => status !== 'won')) {
    throw invalid(`Charge ${charge.id} has been charged back; cannot issue a refund.`, {
      code: 'charge_disputed',
    })
  }
  if (amount > left) {
    throw invalid(
      `Refund amount (${money(amount)}) is greater than unrefunded amount on charge (${money(left)})`,
      { param: 'amount' },
    )
  }
}

function money(cents: number): string {
  return `$${(cents / 100).toFixed(2)}`
}
