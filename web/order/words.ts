import { formatDate } from '../../domain/date.ts'
import { formatCents } from '../../domain/money.ts'
import type { OrderLine } from '../../domain/price.ts'
import type { Order } from '../../readmodels/order.ts'

/** Where an order stands, for its buyer. */
export interface Standing {
  label: string
  tone: 'waits' | 'wrong' | 'done' | ''
  sentence: string
  /** Whose turn it is, and what is waited for. */
  waitsFor: string
}

const nobody = 'Nobody: all is done.'
const buyer = (what: string) => `You: ${what}`
const us = (what: string) => `Us: ${what}`

/** What each state of an order is called, wherever its buyer reads of it. */
export const stageNames: Record<Order['stage'], string> = {
  quoted: 'Quote',
  'quote-expired': 'Quote expired',
  'awaiting-card': 'Waits for the card payment',
  expired: 'Not paid in time',
  'po-submitted': 'Purchase order is being checked',
  'po-declined': 'Purchase order declined',
  invoiced: 'Invoiced',
  'part-paid': 'Paid in part',
  overdue: 'Overdue',
  'on-hold': 'On hold',
  paid: 'Paid',
  'part-refunded': 'Refunded in part',
  refunded: 'Refunded',
  disputed: 'Payment disputed',
  'written-off': 'Closed unpaid',
  cancelled: 'Canceled',
}

/** The state of an order in words. */
export function standingOf(order: Order): Standing {
  const open = formatCents(order.openCents)
  const due = order.dueOn === null ? '' : ` by ${formatDate(order.dueOn)}`
  const label = stageNames[order.stage]
  switch (order.stage) {
    case 'quoted':
      return {
        label,
        tone: '',
        sentence: `These prices are held until ${formatDate(order.quote?.heldUntil ?? order.dueOn ?? '')}. Nothing is owed until you accept.`,
        waitsFor: buyer('accept the quote, with a purchase order number or without.'),
      }
    case 'quote-expired':
      return {
        label,
        tone: 'wrong',
        sentence: 'The prices of this quote are not held any more.',
        waitsFor: buyer('order anew, or write to us.'),
      }
    case 'awaiting-card':
      return {
        label,
        tone: 'waits',
        sentence: `${open} is still to be paid by card; access opens at once when it is.`,
        waitsFor: buyer('pay by card, or choose an invoice instead.'),
      }
    case 'expired':
      return {
        label,
        tone: 'wrong',
        sentence: 'The page for paying by card was closed before anything was paid.',
        waitsFor: buyer('pay by card now, or choose an invoice instead.'),
      }
    case 'po-submitted':
      return {
        label,
        tone: 'waits',
        sentence: `We check purchase order ${order.purchaseOrderNumber ?? ''} by hand, within one working day.`,
        waitsFor: us('accept the purchase order; then the invoice goes out.'),
      }
    case 'po-declined':
      return {
        label,
        tone: 'wrong',
        sentence: order.declinedReason ?? 'We could not accept this purchase order.',
        waitsFor: buyer('pay by card, or by invoice instead.'),
      }
    case 'invoiced':
      return {
        label,
        tone: 'waits',
        sentence: `${open} is due${due}.`,
        waitsFor: buyer(`send a check for ${open}${due}, or pay by card.`),
      }
    case 'part-paid':
      return {
        label,
        tone: 'waits',
        sentence: `${formatCents(order.receivedCents)} is here; ${open} is still open.`,
        waitsFor: buyer(`send ${open}${due}, or pay it by card.`),
      }
    case 'overdue':
      return {
        label,
        tone: 'wrong',
        sentence: `${open} was due${due}.`,
        waitsFor: buyer('pay, or tell us when to expect it.'),
      }
    case 'on-hold':
      return {
        label,
        tone: 'wrong',
        sentence: `${open} was due${due}. Recordings are closed until it is paid.`,
        waitsFor: buyer('pay, or write to us: access comes back at once.'),
      }
    case 'paid':
      return {
        label,
        tone: 'done',
        sentence: 'Everything is paid. Thank you.',
        waitsFor: nobody,
      }
    case 'part-refunded':
      return {
        label,
        tone: 'done',
        sentence: 'A part was given back; the rest stays as it is.',
        waitsFor: nobody,
      }
    case 'refunded':
      return {
        label,
        tone: '',
        sentence: 'The money was given back, and access has ended.',
        waitsFor: nobody,
      }
    case 'disputed':
      return {
        label,
        tone: 'wrong',
        sentence:
          'The bank asks back what was paid by card. Access is closed until that is decided.',
        waitsFor: 'The bank.',
      }
    case 'written-off':
      return {
        label,
        tone: 'wrong',
        sentence: 'We do not ask for this money any more, and access has ended.',
        waitsFor: nobody,
      }
    case 'cancelled':
      return {
        label,
        tone: '',
        sentence: order.cancelledReason ?? 'This order was canceled; nothing is owed.',
        waitsFor: nobody,
      }
  }
}

/** What can be done about an order now, as far as its stage tells; the process has the last word. */
export function possible(order: Order) {
  const { stage, receivedCents, openCents, access, paysBy, product } = order
  const owes = ['invoiced', 'part-paid', 'overdue', 'on-hold'].includes(stage)
  const undecided = ['awaiting-card', 'expired', 'po-declined'].includes(stage)
  const isBefore = undecided || stage === 'po-submitted'
  const isQuote = stage === 'quoted'
  const isOfPeople = access === 'roster' && product !== 'pass' && paysBy !== 'free'
  const unpaid = receivedCents === 0 && (owes || isBefore || isQuote)
  return {
    payByCard: openCents > 0 && (owes || isBefore),
    payByInvoice: undecided,
    acceptQuote: isQuote,
    cancel: unpaid,
    changeInvoice: owes || stage === 'po-submitted',
    sendFile: owes || isBefore || isQuote || stage === 'paid',
    nameSeats:
      isOfPeople &&
      stage !== 'on-hold' &&
      (owes || isBefore || isQuote || ['paid', 'part-refunded'].includes(stage)),
    reduceSeats: unpaid && isOfPeople && (order.seats ?? 1) > 1,
  }
}

/** What was ordered, in a few words. */
export function whatOf(order: Order): string {
  const what = productWords[order.product](order.seats)
  return order.webinar ? `${what}: ${order.webinar.title}` : (order.pass?.title ?? what)
}

const productWords: Record<Order['product'], (seats: number | null) => string> = {
  individual: () => '1 log-in',
  team: (seats) => `${seats} log-ins`,
  'group-showing': () => 'Group showing',
  institution: () => 'Institutional access',
  pass: () => 'Pass',
}

export const lineWords: Record<OrderLine['code'], string> = {
  'individual-log-in': 'Log-in',
  'team-log-in': 'Log-in, team price',
  'pass-holder-log-in': 'Log-in, free with a pass',
  'group-showing': 'Group showing',
  institution: 'Institutional access',
  pass: 'Pass',
  'agreed-price': 'Agreed price for the whole',
}
