import { openFees } from './ledger.ts'
import { type Moved, paidWith } from './order-money.ts'
import { already, isClosed, type PlacedOrder } from './order-state.ts'
import type { Effect, Refusal } from './process.ts'

export interface WaiveFee extends Effect<'waiveFee'>, Moved {
  cents: number
  issues: boolean
  wasOnHold: boolean
}

/** Asks no longer for what is open of its fees, each as of the check that it was for. */
export function waiveFee(order: PlacedOrder, at: string): WaiveFee | Refusal {
  if (isClosed(order)) return already(order)
  const fees = openFees(order.ledger)
  if (fees.length === 0) return { refused: 'no-fee-open' }
  const entries = fees.map(({ cents, paymentId }) => ({
    kind: 'credit-note' as const,
    cents,
    paymentId,
  }))
  const cents = fees.reduce((sum, fee) => sum + fee.cents, 0)
  const { statement: _, ...moved } = paidWith(order, entries, at)
  return { write: 'waiveFee', cents, ...moved }
}
