import type { LedgerEntry } from './ledger.ts'
import { balanceOf } from './ledger.ts'
import { already, isClosed, type PlacedOrder } from './order-state.ts'
import type { Effect, Refusal } from './process.ts'
import { turnIntoCredit as creditEntries } from './settlement.ts'

/** The order is not needed: what was paid for it is its holder's credit. */
export interface TurnIntoCredit extends Effect<'turnIntoCredit'> {
  entries: LedgerEntry[]
  creditCents: number
  credit: PlacedOrder['credit']
  /** The card payment that can be given back with one click; null where it came by check. */
  payment: string | null
}

/** Ends an order that paid for nothing, such as the second payment of one renewal: its money is credit. */
export function turnIntoCredit(order: PlacedOrder): TurnIntoCredit | Refusal {
  if (isClosed(order)) return already(order)
  const { receivedCents } = balanceOf(order.ledger)
  return {
    write: 'turnIntoCredit',
    entries: creditEntries(order.ledger),
    creditCents: receivedCents,
    credit: order.credit,
    payment: order.card.payments.at(-1)?.payment ?? null,
  }
}
