import type { CardTruth } from '../domain/card.ts'
import type { OrderCommand } from '../domain/order.ts'
import type { Wish } from '../domain/order-placing.ts'
import type { RefundWish } from '../domain/order-refund.ts'
import { remedies } from '../domain/webinar-move.ts'
import { isDate, isId, isWhole, type Messages } from './message.ts'

/** Everything that an order can be told, as people, other processes and operators say it. */
export const orderMessages: Messages<OrderCommand> = {
  place: {
    description:
      'Places the order. Sent when somebody orders; there is no need to send it by hand.',
    readsAnew: true,
    read: (input) => {
      const wish = readWish(input)
      const { checkExpectedOn = null, agreedCents = null } = input
      const paysBy = waysToPay.find((way) => way === input.paysBy)
      if (wish === null || !paysBy || !isDateOrNull(checkExpectedOn)) return null
      if (agreedCents !== null && !isWhole(agreedCents, 1)) return null
      const savesCard = input.savesCard === true
      return { kind: 'place', ...wish, paysBy, checkExpectedOn, agreedCents, savesCard }
    },
  },
  carryOver: {
    description: 'Brings over an open invoice; no mail. Sent by carrying over.',
    readsAnew: true,
    read: (input) => {
      const wish = readWish(input)
      const { totalCents, receivedCents = 0, issuedOn, dueOn, opens = 'nothing' } = input
      const isKnown = opens === 'nothing' || opens === 'live' || opens === 'everything'
      const isMoney = isWhole(totalCents, 1) && isWhole(receivedCents)
      if (wish === null || !isKnown || !isMoney || !isDate(issuedOn) || !isDate(dueOn)) return null
      return { kind: 'carryOver', ...wish, totalCents, receivedCents, issuedOn, dueOn, opens }
    },
  },
  acceptQuote: {
    description:
      'Accepts the quote: by purchase order where there is a number, else invoiced at once. Fields: purchaseOrderNumber (optional).',
    read: ({ withPurchaseOrder = false, purchaseOrderNumber }) =>
      typeof withPurchaseOrder === 'boolean'
        ? {
            kind: 'acceptQuote',
            withPurchaseOrder: withPurchaseOrder || isText(purchaseOrderNumber),
          }
        : null,
  },
  agreePrice: {
    description:
      'Quotes another price for the whole, held for 60 days from now. Fields: agreedCents.',
    read: ({ agreedCents }) =>
      isWhole(agreedCents, 1) ? { kind: 'agreePrice', agreedCents } : null,
  },
  acceptPurchaseOrder: {
    description: 'Accepts the purchase order: people may attend, the invoice goes out. No fields.',
    read: () => ({ kind: 'acceptPurchaseOrder' }),
  },
  declinePurchaseOrder: {
    description: 'Declines the purchase order; the buyer is told. Fields: reason.',
    needs: ['reason'],
    read: () => ({ kind: 'declinePurchaseOrder' }),
  },
  payByInvoice: {
    description: 'After a declined purchase order: pays by invoice instead. No fields.',
    read: () => ({ kind: 'payByInvoice' }),
  },
  paymentReceived: {
    description:
      'A check’s share has come. Sent by the check; record a check instead. Fields: check, cents.',
    readsAnew: true,
    read: ({ check, cents }) =>
      isId(check) && isWhole(cents, 1) ? { kind: 'paymentReceived', check, cents } : null,
  },
  paymentReversed: {
    description:
      'A check no longer counts. Sent by the check. Fields: check, reason (bounced, typed-wrongly), feeCents (optional).',
    readsAnew: true,
    read: ({ check, reason, feeCents = 0 }) =>
      isId(check) && (reason === 'bounced' || reason === 'typed-wrongly') && isWhole(feeCents)
        ? { kind: 'paymentReversed', check, reason, feeCents }
        : null,
  },
  waiveFee: {
    description: 'Asks no longer for what is open of a bounced check’s fee. Fields: reason.',
    needs: ['reason'],
    readsAnew: true,
    read: () => ({ kind: 'waiveFee' }),
  },
  applyCredit: {
    description: 'Pays with the credit of the organization or the buyer. Fields: cents.',
    readsAnew: true,
    read: ({ cents }) => (isWhole(cents, 1) ? { kind: 'applyCredit', cents } : null),
  },
  payOutCredit: {
    description: 'Gives credit back; a person sends the money. Fields: cents, how.',
    needs: ['how'],
    readsAnew: true,
    read: ({ cents }) => (isWhole(cents, 1) ? { kind: 'payOutCredit', cents } : null),
  },
  releaseAccess: {
    description: 'Opens everything before the money is here, until a hold. Fields: reason.',
    needs: ['reason'],
    read: () => ({ kind: 'releaseAccess' }),
  },
  changeBillTo: {
    description:
      'Addresses the invoice anew, under a new number. Fields: billTo {name, address, email}.',
    read: ({ billTo, submission }) =>
      submission !== undefined || isBillTo(billTo) ? { kind: 'changeBillTo' } : null,
  },
  changePurchaseOrderNumber: {
    description: 'Puts another PO number on a new invoice. Fields: purchaseOrderNumber.',
    needs: ['purchaseOrderNumber'],
    read: () => ({ kind: 'changePurchaseOrderNumber' }),
  },
  extendDue: {
    description: 'Moves the due date to a later one; ends a hold. Fields: dueOn (YYYY-MM-DD).',
    readsAnew: true,
    read: ({ dueOn }) => (isDate(dueOn) ? { kind: 'extendDue', dueOn } : null),
  },
  switchToCard: {
    description: 'Pays by card instead: Stripe is asked for a page. No fields.',
    readsAnew: true,
    read: () => ({ kind: 'switchToCard' }),
  },
  stripeFact: {
    description:
      'Asks Stripe where the money of this order stands, and books what is new. No fields.',
    readsAnew: true,
    consults: true,
    read: ({ truth }) => (isTruth(truth) ? { kind: 'stripeFact', truth } : null),
  },
  turnIntoCredit: {
    description:
      'The order is not needed: it ends, and what was paid is credit. Left by a pass that was paid twice. No fields.',
    readsAnew: true,
    read: () => ({ kind: 'turnIntoCredit' }),
  },
  refund: {
    description:
      'Gives money back the way it came. Fields: what (whole, amount, line), cents, line, quantity, leaving (seats), byCheck, reason.',
    needs: ['reason'],
    readsAnew: true,
    read: (input) => {
      const wish = readRefund(input)
      return wish && { kind: 'refund', wish }
    },
  },
  refundCredit: {
    description: 'Gives credit back onto the card that it came from. Fields: payment, cents.',
    readsAnew: true,
    read: ({ payment, cents }) =>
      isId(payment) && isWhole(cents, 1) ? { kind: 'refundCredit', payment, cents } : null,
  },
  refundSent: {
    description: 'Says that the check of a refund was sent. Fields: how.',
    needs: ['how'],
    readsAnew: true,
    read: () => ({ kind: 'refundSent' }),
  },
  refundRefused: {
    description: 'Stripe refused a refund. Left by the request to Stripe. Fields: request.',
    readsAnew: true,
    read: ({ request }) => (isId(request) ? { kind: 'refundRefused', request } : null),
  },
  chargeDeclined: {
    description:
      'The saved card of a renewal was declined. Left by the request to Stripe. No fields.',
    readsAnew: true,
    read: () => ({ kind: 'chargeDeclined' }),
  },
  cancel: {
    description: 'Cancels what is not paid. Fields: reason (optional).',
    read: () => ({ kind: 'cancel' }),
  },
  writeOff: {
    description: 'Gives up what is open; access ends. Fields: reason.',
    needs: ['reason'],
    read: () => ({ kind: 'writeOff' }),
  },
  reinstate: {
    description: 'Takes up again what was canceled or written off. No fields.',
    read: () => ({ kind: 'reinstate' }),
  },
  assignSeats: {
    description: 'Names the people of seats without a name. Fields: people (list of addresses).',
    readsAnew: true,
    read: ({ people, submission }) =>
      submission !== undefined || isPeople(people) ? { kind: 'assignSeats' } : null,
  },
  reassignSeat: {
    description: 'Gives a seat to somebody else. Fields: seat, email.',
    needs: ['email'],
    readsAnew: true,
    read: ({ seat, isAdministrator = true }) =>
      isId(seat) && typeof isAdministrator === 'boolean'
        ? { kind: 'reassignSeat', seat, isAdministrator }
        : null,
  },
  resendSeat: {
    description: 'Sends the mail of a seat once more. Fields: seat.',
    readsAnew: true,
    read: ({ seat }) => (isId(seat) ? { kind: 'resendSeat', seat } : null),
  },
  reduceSeats: {
    description:
      'Orders fewer seats before payment, priced anew. Fields: seats, leaving (list of seats).',
    readsAnew: true,
    read: ({ seats, leaving = [] }) =>
      isWhole(seats, 1) && Array.isArray(leaving) && leaving.every(isId)
        ? { kind: 'reduceSeats', seats, leaving }
        : null,
  },
  hostingDone: {
    description: 'It is in the institution’s own account now. Fields: instructions (optional).',
    read: () => ({ kind: 'hostingDone' }),
  },
  followWebinar: {
    description: 'The webinar has another date, or none yet. Left by the webinar. No fields.',
    readsAnew: true,
    read: () => ({ kind: 'followWebinar' }),
  },
  endWithWebinar: {
    description:
      'The webinar does not take place. Left by it. Fields: remedy (refund, credit, hold).',
    readsAnew: true,
    read: ({ remedy }) => {
      const known = remedies.find((name) => name === remedy)
      return known === undefined ? null : { kind: 'endWithWebinar', remedy: known }
    },
  },
}

const waysToPay = ['purchase-order', 'invoice', 'free', 'card', 'saved-card', 'quote'] as const
const products = ['individual', 'team', 'group-showing', 'institution', 'pass'] as const
const accessWays = ['roster', 'shared-login', 'niche-academy'] as const

function readWish(
  input: Record<string, unknown>,
): Omit<Wish, 'paysBy' | 'checkExpectedOn' | 'agreedCents' | 'savesCard'> | null {
  const { webinar = null, passNumber = null, seats = null } = input
  const product = products.find((name) => name === input.product)
  const access = accessWays.find((name) => name === input.access)
  const people = Array.isArray(input.people) ? input.people.length : (input.guests ?? 0)
  if (product === undefined || access === undefined || !isWhole(people)) return null
  if (!isIdOrNull(webinar) || !isIdOrNull(passNumber)) return null
  if (seats !== null && !isWhole(seats, 1)) return null
  return { product, access, people, webinar, passNumber, seats }
}

function readRefund(input: Record<string, unknown>): RefundWish | null {
  const { what, cents, line, quantity, leaving = [], byCheck = false } = input
  if (typeof byCheck !== 'boolean') return null
  if (what === 'whole') return { what, byCheck }
  if (what === 'amount') return isWhole(cents, 1) ? { what, cents, byCheck } : null
  const isLine = what === 'line' && isWhole(line) && isWhole(quantity, 1)
  return isLine && Array.isArray(leaving) && leaving.every(isId)
    ? { what, line, quantity, leaving, byCheck }
    : null
}

/** It comes from our own activity, never from whoever sent the command. */
function isTruth(input: unknown): input is CardTruth | null {
  return input === null || (typeof input === 'object' && 'payments' in input)
}

function isIdOrNull(input: unknown): input is string | null {
  return input === null || (typeof input === 'string' && /^[\w-]{1,100}$/.test(input))
}

function isDateOrNull(input: unknown): input is string | null {
  return input === null || isDate(input)
}

function isBillTo(input: unknown): boolean {
  return typeof input === 'object' && input !== null && 'email' in input && isText(input.email)
}

function isPeople(input: unknown): boolean {
  return Array.isArray(input) && input.length > 0 && input.every(isText)
}

function isText(input: unknown): boolean {
  return typeof input === 'string' && input.trim() !== ''
}
