import { balanceOf, type LedgerEntry } from './ledger.ts'
import { type CancelOrder, cancelOrder } from './order-money.ts'
import { type RefundOrder, refundable, refundOrder } from './order-refund.ts'
import { isClosed, isDisputed, isQuoted, type PlacedOrder } from './order-state.ts'
import { type Effect, isRefusal, type Refusal } from './process.ts'
import { turnIntoCredit } from './settlement.ts'
import type { Remedy } from './webinar-move.ts'

/** What the webinar of an order lets it know. */
export type WebinarNews = { kind: 'followWebinar' } | { kind: 'endWithWebinar'; remedy: Remedy }

/** What was paid for a webinar that does not take place is its holder's credit. */
export interface CreditForWebinar extends Effect<'creditForWebinar'> {
  entries: LedgerEntry[]
  creditCents: number
  credit: PlacedOrder['credit']
  payment: string | null
}

/** Somebody has to decide what becomes of the money. */
export interface HoldForWebinar extends Effect<'holdForWebinar'> {
  cents: number
}

export type OrderWebinarEffect = Effect<'followWebinar'> | CreditForWebinar | HoldForWebinar

/** What becomes of an order when its webinar has another date, or none. */
export function hearOfWebinar(
  order: PlacedOrder,
  news: WebinarNews,
  at: string,
): OrderWebinarEffect | CancelOrder | RefundOrder | Refusal {
  return news.kind === 'followWebinar'
    ? { write: 'followWebinar' }
    : endWithWebinar(order, news.remedy, at)
}

/** Nobody owes for it any more, and what was paid goes the way that was decided; what cannot is held. */
function endWithWebinar(
  order: PlacedOrder,
  remedy: Remedy,
  at: string,
): OrderWebinarEffect | CancelOrder | RefundOrder | Refusal {
  const { receivedCents } = balanceOf(order.ledger)
  if (isClosed(order)) return { write: 'followWebinar' }
  if (isQuoted(order) || receivedCents === 0) return cancelOrder(order)
  const freeCents = refundable(order)
  if (freeCents === 0) return { write: 'followWebinar' }
  const held: HoldForWebinar = { write: 'holdForWebinar', cents: freeCents }
  if (remedy === 'hold' || isDisputed(order)) return held
  if (remedy === 'credit') return freeCents < receivedCents ? held : credited(order, receivedCents)
  const refund = refundOrder(order, { what: 'whole', byCheck: false }, at)
  return isRefusal(refund) ? held : refund
}

function credited(order: PlacedOrder, creditCents: number): CreditForWebinar {
  return {
    write: 'creditForWebinar',
    entries: turnIntoCredit(order.ledger),
    creditCents,
    credit: order.credit,
    payment: order.card.payments.at(-1)?.payment ?? null,
  }
}
