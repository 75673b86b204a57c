import { addDays } from './date.ts'
import { stillOpen } from './ledger.ts'
import { already, type PlacedOrder } from './order-state.ts'
import type { Effect, Refusal } from './process.ts'

/** A saved card that was declined is tried again so many days after the first time. */
export const retryDaysAfterDecline = [3, 7, 14] as const

/** The saved card was declined; it is tried again on that date, or not any more. */
export interface NoteDecline extends Effect<'noteDecline'> {
  after: PlacedOrder['stage']
  retryOn: string | null
}

export interface ChargeAgain extends Effect<'chargeAgain'> {
  cents: number
  nth: number
}

/** Takes note that the card of a renewal was declined; the paid term of the pass is not touched by it. */
export function declineCharge(order: PlacedOrder): NoteDecline | Refusal {
  if (order.paysBy !== 'saved-card' || order.stage !== 'awaiting-card') return already(order)
  const retryOn = nextRetryOn(order.card.declinedOn)
  return {
    write: 'noteDecline',
    after: retryOn === null ? 'expired' : order.stage,
    retryOn,
  }
}

/** Tries the saved card again, unless the money is here or the holder has chosen another way. */
export function chargeAgain(order: PlacedOrder): ChargeAgain | null {
  const cents = stillOpen(order.ledger)
  const waits = order.paysBy === 'saved-card' && order.stage === 'awaiting-card'
  if (!waits || cents === 0 || order.card.isAsking) return null
  return { write: 'chargeAgain', cents, nth: order.card.asked + 1 }
}

/** The date of the next try, counted from the first decline; null when all were made. */
export function nextRetryOn(declinedOn: readonly string[]): string | null {
  const [first] = declinedOn
  const days = retryDaysAfterDecline[declinedOn.length - 1]
  return first === undefined || days === undefined ? null : addDays(first, days)
}
