import type { CardTruth } from './card.ts'
import * as card from './order-card.ts'
import { type CarryOverOrder, carryOverOrder, type OpenInvoice } from './order-carry-over.ts'
import * as charge from './order-charge.ts'
import type { ClockEffect } from './order-clock.ts'
import { type TurnIntoCredit, turnIntoCredit } from './order-credit.ts'
import { type WaiveFee, waiveFee } from './order-fee.ts'
import * as money from './order-money.ts'
import { type OpenOrder, placeOrder, type Wish } from './order-placing.ts'
import * as quote from './order-quote.ts'
import * as refunds from './order-refund.ts'
import * as seats from './order-seats.ts'
import {
  isClosed,
  isPaidStage,
  isQuoted,
  type OrderSnapshot,
  type PlacedOrder,
} from './order-state.ts'
import * as terms from './order-terms.ts'
import { hearOfWebinar, type OrderWebinarEffect, type WebinarNews } from './order-webinar.ts'
import type { Refusal } from './process.ts'
import { unreachable } from './unreachable.ts'

/** A command for an order; names, addresses, reasons and numbers of purchase orders stay in the rows. */
export type OrderCommand =
  | ({ kind: 'place' } & Wish)
  | ({ kind: 'carryOver' } & OpenInvoice)
  | quote.QuoteCommand
  | { kind: 'acceptPurchaseOrder' }
  | { kind: 'declinePurchaseOrder' }
  | { kind: 'payByInvoice' }
  | { kind: 'paymentReceived'; check: string; cents: number }
  | {
      kind: 'paymentReversed'
      check: string
      reason: 'bounced' | 'typed-wrongly'
      feeCents?: number
    }
  | { kind: 'waiveFee' }
  | { kind: 'applyCredit'; cents: number }
  | { kind: 'payOutCredit'; cents: number }
  | { kind: 'releaseAccess' }
  | { kind: 'changeBillTo' }
  | { kind: 'changePurchaseOrderNumber' }
  | { kind: 'extendDue'; dueOn: string }
  | { kind: 'switchToCard' }
  | { kind: 'turnIntoCredit' }
  | { kind: 'chargeDeclined' }
  | { kind: 'refund'; wish: refunds.RefundWish }
  | { kind: 'refundCredit'; payment: string; cents: number }
  | { kind: 'refundSent' }
  | { kind: 'refundRefused'; request: string }
  | { kind: 'stripeFact'; truth: CardTruth | null }
  | { kind: 'cancel' }
  | { kind: 'writeOff' }
  | { kind: 'reinstate' }
  | { kind: 'assignSeats' }
  | { kind: 'reassignSeat'; seat: string; isAdministrator: boolean }
  | { kind: 'resendSeat'; seat: string }
  | { kind: 'reduceSeats'; seats: number; leaving: string[] }
  | { kind: 'hostingDone' }
  | WebinarNews

export type OrderEffect =
  | OpenOrder
  | CarryOverOrder
  | quote.QuoteEffect
  | terms.AcceptPurchaseOrder
  | terms.DeclinePurchaseOrder
  | terms.PayByInvoice
  | terms.Readdress
  | terms.ExtendDue
  | terms.ReleaseAccess
  | money.ReceivePayment
  | money.KeepPayment
  | money.ReversePayment
  | money.ApplyCredit
  | WaiveFee
  | money.PayOutCredit
  | money.CancelOrder
  | money.WriteOff
  | money.ReinstateOrder
  | card.OrderCardEffect
  | TurnIntoCredit
  | charge.NoteDecline
  | charge.ChargeAgain
  | seats.AssignSeats
  | seats.ReassignSeat
  | seats.ResendSeat
  | seats.ReduceSeats
  | seats.RecordHosting
  | OrderWebinarEffect
  | ClockEffect

/** What a command does to an order in this state, or why it may not. */
export function decideOrder(
  order: OrderSnapshot | null,
  command: OrderCommand,
  at: string,
): OrderEffect | Refusal {
  if (order === null || order.stage === 'unplaced') {
    const { offer = null, carriedOverAs = null } = order?.asked ?? {}
    if (offer === null) return { refused: 'not-placed' }
    if (command.kind === 'carryOver') return carryOverOrder(command, { offer, carriedOverAs }, at)
    if (command.kind !== 'place') return { refused: 'not-placed' }
    return placeOrder(command, offer)
  }
  const refusal = isQuoted(order) ? quote.refuseBeforeAcceptance(command) : null
  if (refusal !== null) return refusal
  switch (command.kind) {
    case 'place':
    case 'carryOver':
      return { refused: 'placed-already', stage: order.stage }
    case 'acceptQuote':
    case 'agreePrice':
      return quote.decideQuote(order, command, at)
    case 'acceptPurchaseOrder':
      return terms.acceptPurchaseOrder(order, at)
    case 'declinePurchaseOrder':
      return terms.declinePurchaseOrder(order)
    case 'payByInvoice':
      return terms.payByInvoice(order, at)
    case 'changeBillTo':
    case 'changePurchaseOrderNumber':
      return terms.readdress(order, command.kind)
    case 'extendDue':
      return terms.extendDue(order, command.dueOn, at)
    case 'waiveFee':
      return waiveFee(order, at)
    case 'releaseAccess':
      return terms.releaseAccess(order)
    case 'switchToCard':
      return card.switchToCard(order)
    case 'turnIntoCredit':
      return turnIntoCredit(order)
    case 'refund':
      return refunds.refundOrder(order, command.wish, at)
    case 'refundCredit':
      return refunds.refundCredit(order, command)
    case 'refundSent':
      return refunds.refundSent(order)
    case 'refundRefused':
      return refunds.noteRefundRefused(order, command)
    case 'followWebinar':
    case 'endWithWebinar':
      return hearOfWebinar(order, command, at)
    case 'chargeDeclined':
      return charge.declineCharge(order)
    case 'stripeFact':
      return card.hearStripe(order, command.truth, at)
    case 'paymentReceived':
    case 'paymentReversed':
    case 'applyCredit':
    case 'payOutCredit':
    case 'cancel':
    case 'writeOff':
    case 'reinstate':
      return decideMoney(order, command, at)
    case 'assignSeats':
    case 'reassignSeat':
    case 'resendSeat':
    case 'reduceSeats':
    case 'hostingDone':
      return decideSeats(order, command, at)
    default:
      return unreachable(command)
  }
}

/** An order waits for nothing when its money is settled, nothing is left for the clock, and nothing is to be hosted. */
export function isOrderDone(order: OrderSnapshot | null): boolean {
  if (order === null || order.stage === 'unplaced') return true
  const isSettled = isPaidStage(order.stage) || isClosed(order)
  return isSettled && order.timers.length === 0 && !order.isHostingOpen
}

type MoneyCommand = Extract<
  OrderCommand,
  {
    kind:
      | 'paymentReceived'
      | 'paymentReversed'
      | 'applyCredit'
      | 'payOutCredit'
      | 'cancel'
      | 'writeOff'
      | 'reinstate'
  }
>

function decideMoney(order: PlacedOrder, command: MoneyCommand, at: string): OrderEffect | Refusal {
  switch (command.kind) {
    case 'paymentReceived':
      return isQuoted(order)
        ? quote.payQuote(order, command, at)
        : money.receivePayment(order, command, at)
    case 'paymentReversed':
      return money.reversePayment(order, command, at)
    case 'applyCredit':
      return money.applyCredit(order, command.cents, at)
    case 'payOutCredit':
      return money.payOutCredit(order, command.cents)
    case 'cancel':
      return money.cancelOrder(order)
    case 'writeOff':
      return money.writeOff(order)
    case 'reinstate':
      return money.reinstateOrder(order, at)
    default:
      return unreachable(command)
  }
}

type SeatCommand = Extract<
  OrderCommand,
  { kind: 'assignSeats' | 'reassignSeat' | 'resendSeat' | 'reduceSeats' | 'hostingDone' }
>

function decideSeats(order: PlacedOrder, command: SeatCommand, at: string): OrderEffect | Refusal {
  switch (command.kind) {
    case 'assignSeats':
      return seats.assignSeats(order)
    case 'reassignSeat':
      return seats.reassignSeat(order, command, at)
    case 'resendSeat':
      return seats.resendSeat(order, command.seat)
    case 'reduceSeats':
      return seats.reduceSeats(order, command)
    case 'hostingDone':
      return seats.recordHosting(order)
    default:
      return unreachable(command)
  }
}
