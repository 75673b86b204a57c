import type {
  CardBooks,
  CardDispute,
  CardPayment,
  CardRefund,
  CardTruth,
} from '../../domain/card.ts'
import type { LedgerEntry } from '../../domain/ledger.ts'
import { decideOrder, type OrderCommand, type OrderEffect } from '../../domain/order.ts'
import type { RefundWish } from '../../domain/order-refund.ts'
import type { PlacedOrder } from '../../domain/order-state.ts'
import { isRefusal } from '../../domain/process.ts'
import { type CreditEntry, creditBalance } from '../../domain/settlement.ts'
import { at, order } from './order-standings.ts'

/** An order with what moved on its holder's credit, as the statements would have written it. */
export interface Standing {
  order: PlacedOrder
  credit: CreditEntry[]
}

export const charge: LedgerEntry = { kind: 'charge', cents: 9_900, paymentId: null }

/** An individual's order of $99.00 that waits for a card. */
export function waiting(more: Partial<PlacedOrder> = {}): Standing {
  const waits = order({
    stage: 'awaiting-card',
    paysBy: 'card',
    product: 'individual',
    seats: 1,
    named: 1,
    lines: [{ code: 'individual-log-in', quantity: 1, unitCents: 9_900, totalCents: 9_900 }],
    totalCents: 9_900,
    ledger: [charge],
    isInvoiced: false,
    acceptedAt: null,
    dueOn: null,
    overdueAt: null,
    credit: { holder: 'person:1', cents: 0, version: 0 },
    ...more,
  })
  return { order: waits, credit: [] }
}

export const payment = (nth: number, cents = 9_900): CardPayment => ({
  payment: `00000000-0000-0000-0000-00000000000${nth}`,
  intent: `pi_${nth}`,
  charge: `ch_${nth}`,
  cents,
  currency: 'usd',
  receivedAt: at,
  savedCard: null,
})

export const refund = (
  nth: number,
  { cents = 9_900, ...more }: Partial<CardRefund> = {},
): CardRefund => ({
  refund: `re_${nth}`,
  payment: payment(nth).payment,
  request: null,
  cents,
  purpose: 'bought',
  state: 'succeeded',
  ...more,
})

export const dispute = (nth: number, state: CardDispute['state'], cents = 9_900): CardDispute => ({
  dispute: `dp_${nth}`,
  payment: payment(nth).payment,
  cents,
  reason: 'fraudulent',
  state,
})

export const refunding = (wish: Partial<RefundWish> = {}): OrderCommand => ({
  kind: 'refund',
  wish: { what: 'whole', byCheck: false, ...wish } as RefundWish,
})

const nothing: CardTruth = { checkouts: [], payments: [], refunds: [], disputes: [], upTo: 0 }

/** Books what Stripe says to its end, as the order does that asks again while there is more. */
export function hears(standing: Standing, said: Partial<CardTruth>): Standing {
  const truth = { ...nothing, ...said }
  const effect = decideOrder(standing.order, { kind: 'stripeFact', truth }, at)
  if (isRefusal(effect)) return standing
  const after = booked(standing, effect)
  return effect.write === 'noteCheckouts' ? after : hears(after, said)
}

/** Tells the order something; it stays as it is where that is refused. */
export function told(standing: Standing, command: OrderCommand): Standing {
  const effect = decideOrder(standing.order, command, at)
  return isRefusal(effect) ? standing : booked(standing, effect)
}

/** The code of a refusal, or `done`. */
export function outcomeOf({ order }: Standing, command: OrderCommand): string {
  const effect = decideOrder(order, command, at)
  return isRefusal(effect) ? effect.refused : 'done'
}

function booked({ order, credit }: Standing, effect: OrderEffect): Standing {
  const moved = [...credit, ...movesOf(effect)]
  const entries = 'entries' in effect ? effect.entries : []
  const after = effect.write === 'turnIntoCredit' ? 'cancelled' : stageAfter(effect, order.stage)
  return {
    credit: moved,
    order: {
      ...order,
      stage: after,
      ledger: [...order.ledger, ...entries],
      card: cardAfter(order.card, effect),
      credit: { ...order.credit, cents: creditBalance(moved) },
    },
  }
}

function stageAfter(effect: OrderEffect, stage: PlacedOrder['stage']): PlacedOrder['stage'] {
  if (effect.write === 'writeOff') return 'written-off'
  return 'after' in effect ? effect.after : stage
}

function movesOf(effect: OrderEffect): CreditEntry[] {
  switch (effect.write) {
    case 'takeCardPayment':
    case 'keepCardPayment':
    case 'turnIntoCredit':
      return [{ kind: 'from-order', cents: effect.creditCents }]
    case 'refundCredit':
      return [{ kind: 'paid-out', cents: effect.cents }]
    case 'noteRefundRefused':
      return [{ kind: 'from-order', cents: effect.returnsCreditCents }]
    case 'bookRefund':
      return effect.creditMove ? [effect.creditMove] : []
    case 'loseDispute':
      return [{ kind: 'taken-back', cents: effect.takenBackCents }]
    default:
      return []
  }
}

function cardAfter(card: CardBooks, effect: OrderEffect): CardBooks {
  switch (effect.write) {
    case 'takeCardPayment':
    case 'keepCardPayment':
      return { ...card, payments: [...card.payments, effect.payment] }
    case 'refundOrder':
      return asking(card, effect.byCard, 'bought')
    case 'refundCredit':
      return asking(card, [effect], 'credit')
    case 'noteRefundRefused':
      return {
        ...card,
        refundsRefused: card.refundsRefused.filter(({ request }) => request !== effect.request),
      }
    case 'bookRefund': {
      const { refund } = effect
      const others = card.refunds.filter((one) => one.refund !== refund.refund)
      const isAsked = ({ request }: { request: string }) => request !== refund.request
      return {
        ...card,
        refunds: [...others, refund],
        refundsAsked: card.refundsAsked.filter(isAsked),
        refundsRefused: card.refundsRefused.filter(isAsked),
      }
    }
    case 'openDispute':
    case 'winDispute':
    case 'loseDispute': {
      const { dispute } = effect
      const others = card.disputes.filter((one) => one.dispute !== dispute.dispute)
      return { ...card, disputes: [...others, dispute] }
    }
    default:
      return card
  }
}

function asking(
  card: CardBooks,
  parts: { payment: string; cents: number }[],
  purpose: CardRefund['purpose'],
): CardBooks {
  const { refunds, refundsAsked, refundsRefused } = card
  const before = refunds.length + refundsAsked.length + refundsRefused.length
  const asked = parts.map(({ payment, cents }, index) => ({
    request: `request-${before + index + 1}`,
    payment,
    cents,
    purpose,
  }))
  return { ...card, refundsAsked: [...refundsAsked, ...asked] }
}

/** Stripe refuses what it was asked for last. */
export function refusing({ order, credit }: Standing): Standing {
  const { refundsAsked, refundsRefused } = order.card
  const card = {
    ...order.card,
    refundsAsked: refundsAsked.slice(0, -1),
    refundsRefused: [...refundsRefused, ...refundsAsked.slice(-1)],
  }
  return { credit, order: { ...order, card } }
}
