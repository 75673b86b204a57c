import { type DunningAct, type DunningKind, dunningAct } from './dunning.ts'
import { isBefore } from './instant.ts'
import { isPaid, isPaidButForFees } from './ledger.ts'
import * as charge from './order-charge.ts'
import * as quote from './order-quote.ts'
import {
  isClosed,
  type OrderSnapshot,
  type OrderTimer,
  type PassNews,
  type PlacedOrder,
  passNews,
  type UnnamedSeatsChase,
  unnamedSeats,
} from './order-state.ts'
import type { Effect, Timer } from './process.ts'

export interface Remind extends Effect<'remindPayer'> {
  reminder: DunningKind
}
export interface HoldAccess extends Effect<'holdAccess'> {
  news: PassNews | null
}
export interface SuspendRecordings extends Effect<'suspendRecordings'> {
  news: PassNews | null
}
export interface RemindDesk extends Effect<'remindDesk'> {
  about: 'purchase-order' | 'hosting'
}
export interface ChaseNames extends Effect<'chaseNames'> {
  chase: UnnamedSeatsChase
}

/** What the clock alone brings about. */
export type ClockEffect =
  | Effect<'markOverdue'>
  | Remind
  | HoldAccess
  | Effect<'proposeWriteOff'>
  | SuspendRecordings
  | RemindDesk
  | ChaseNames

type ElapsedEffect =
  | ClockEffect
  | charge.ChargeAgain
  | NonNullable<ReturnType<typeof quote.remindOfQuote>>
  | NonNullable<ReturnType<typeof quote.expireQuote>>

/** What the clock does when one of its instants has come; null where there is nothing more to do. */
export function elapseOrder(
  { kind }: Timer<OrderTimer>,
  order: OrderSnapshot,
  at: string,
): ElapsedEffect | null {
  if (order.stage === 'unplaced' || isClosed(order)) return null
  switch (kind) {
    case 'live-date':
      return null
    case 'unnamed-seats-7':
    case 'unnamed-seats-3':
    case 'unnamed-seats-1':
      return unnamedSeats(order) > 0 ? { write: 'chaseNames', chase: kind } : null
    case 'quote-ends-14':
    case 'quote-ends-3':
      return quote.remindOfQuote(order, kind, at)
    case 'quote-expires':
      return quote.expireQuote(order)
    case 'overdue':
      return order.stage === 'on-hold' ? null : { write: 'markOverdue' }
    case 'purchase-order-waits-1':
    case 'purchase-order-waits-3':
      return { write: 'remindDesk', about: 'purchase-order' }
    case 'hosting-due':
      return { write: 'remindDesk', about: 'hosting' }
    case 'retry-charge':
      return charge.chargeAgain(order)
    case 'suspend-recordings':
      return isPaidButForFees(order.ledger)
        ? null
        : { write: 'suspendRecordings', news: passNews(order, false) }
    default:
      return isPaid(order.ledger) ? null : dun(kind, order, at)
  }
}

/** A step of the ladder; a reminder that a later one has overtaken is not sent, nor is access held twice, or for a fee. */
function dun(kind: DunningKind, order: PlacedOrder, at: string): ClockEffect | null {
  const isNotHeld = order.stage === 'on-hold' || isPaidButForFees(order.ledger)
  const acts: Record<DunningAct, () => ClockEffect | null> = {
    remind: () => (isOvertaken(kind, order, at) ? null : { write: 'remindPayer', reminder: kind }),
    'give-notice': () => (isNotHeld ? null : { write: 'remindPayer', reminder: kind }),
    hold: () => (isNotHeld ? null : { write: 'holdAccess', news: passNews(order, false) }),
    'propose-write-off': () => ({ write: 'proposeWriteOff' }),
  }
  return acts[dunningAct(kind)]()
}

/** Where nobody could send for a while, only the latest reminder that is due goes out. */
function isOvertaken(kind: DunningKind, { timers }: PlacedOrder, at: string): boolean {
  const due = timers.filter((timer) => isReminder(timer.kind) && !isBefore(at, timer.at))
  return due.at(-1)?.kind !== kind
}

function isReminder(kind: OrderTimer): boolean {
  return /^(due-in|overdue-)/.test(kind)
}
