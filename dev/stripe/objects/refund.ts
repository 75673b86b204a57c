import type { Stripe } from 'stripe'
import { type Account, newId } from '../account.ts'

/** Money on its way back to a card, in Stripe's own shape. */
export function newRefund(
  account: Account,
  charge: Stripe.Charge,
  wish: {
    amount: number
    reason: Stripe.Refund.Reason | null
    metadata: Record<string, string>
    status: 'pending' | 'succeeded'
  },
): Stripe.Refund {
  return {
    id: newId('re'),
    object: 'refund',
    amount: wish.amount,
    balance_transaction: newId('txn'),
    charge: charge.id,
    created: account.now(),
    currency: charge.currency,
    customer: charge.customer,
    customer_account: null,
    destination_details: {
      card: {
        reference_status: 'pending',
        reference_type: 'acquirer_reference_number',
        type: 'refund',
      },
      type: 'card',
    },
    metadata: wish.metadata,
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    reason: wish.reason,
    receipt_number: null,
    source_transfer_reversal: null,
    status: wish.status,
    transfer_reversal: null,
  }
}
