import { checkouts } from './checkout.ts'
import { type StripeAccess, stripeClient } from './client.ts'
import { lists } from './lists.ts'
import { moves } from './moves.ts'
import { truths } from './truth.ts'

/** Everything that we ask of Stripe; what comes back is ids, cents, enums and instants, and failures are codes. */
export type Payments = ReturnType<typeof createPayments>

export function createPayments(access: StripeAccess) {
  const stripe = stripeClient(access)
  return { ...checkouts(stripe), ...moves(stripe), ...truths(stripe), ...lists(stripe) }
}
