import type { Stripe } from 'stripe'
import type { Account } from './account.ts'
import { newDispute } from './objects/dispute.ts'
import { invalid, missing } from './refusal.ts'

/** The payer's bank takes the money back until it is decided who is right. */
export function openDispute(
  account: Account,
  charge: Stripe.Charge,
  { reason }: { reason: string },
): Stripe.Dispute {
  if (charge.disputed) throw invalid(`Charge ${charge.id} is disputed already.`)
  const amount = charge.amount - charge.amount_refunded
  const dispute = newDispute(account, charge, { reason, amount })
  account.books.disputes.set(dispute.id, dispute)
  charge.disputed = true
  account.publish('charge.dispute.created', dispute)
  account.publish('charge.dispute.funds_withdrawn', dispute)
  return dispute
}

/** The bank decides; the money comes back only where the dispute is won. */
export function closeDispute(account: Account, id: string, status: 'lost' | 'won'): Stripe.Dispute {
  const dispute = account.books.disputes.get(id)
  if (!dispute) throw missing('dispute', id)
  if (dispute.status === 'won' || dispute.status === 'lost') {
    throw invalid(`Dispute ${id} is ${dispute.status} already.`)
  }
  dispute.status = status
  account.publish('charge.dispute.closed', dispute)
  if (status === 'won') account.publish('charge.dispute.funds_reinstated', dispute)
  return dispute
}
