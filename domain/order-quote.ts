import { isBefore } from './instant.ts'
import type { LedgerEntry } from './ledger.ts'
import { type KeepPayment, keepPayment, type ReceivePayment, takePayment } from './order-money.ts'
import { already, isQuoted, type PassNews, type PlacedOrder, type Quote } from './order-state.ts'
import { type OrderLine, priceAgreed } from './price.ts'
import type { Effect, Refusal } from './process.ts'
import { unreachable } from './unreachable.ts'

/** The prices of a quote are held for so many days after it was made. */
export const quoteHeldDays = 60

/** Its buyer is reminded so many days before the last one. */
export const quoteReminderDaysBefore = [14, 3] as const

export type QuoteReminder = `quote-ends-${(typeof quoteReminderDaysBefore)[number]}`

export type QuoteCommand =
  | { kind: 'acceptQuote'; withPurchaseOrder: boolean }
  | { kind: 'agreePrice'; agreedCents: number }

/** Somebody says yes to a quote: its price is owed from now on. */
export interface AcceptQuote extends Effect<'acceptQuote'> {
  after: 'po-submitted' | 'invoiced'
  entries: LedgerEntry[]
}

/** The quote is at another price, which is held anew. */
export interface AgreePrice extends Effect<'agreePrice'> {
  lines: OrderLine[]
  totalCents: number
}

export interface RemindOfQuote extends Effect<'remindOfQuote'> {
  reminder: QuoteReminder
}

export interface ExpireQuote extends Effect<'expireQuote'> {
  news: PassNews | null
}

export type QuoteEffect = AcceptQuote | AgreePrice | RemindOfQuote | ExpireQuote

/** What is said to a quote: that it is accepted, or that another price was agreed on. */
export function decideQuote(
  order: PlacedOrder,
  command: QuoteCommand,
  at: string,
): QuoteEffect | Refusal {
  const { quote } = order
  if (quote === null) return { refused: 'not-a-quote' }
  if (!isQuoted(order) || !isHeld(quote, at)) return settledQuote(order, quote)
  switch (command.kind) {
    case 'acceptQuote':
      return acceptQuote(order, quote, command)
    case 'agreePrice':
      return { write: 'agreePrice', ...priceAgreed(command.agreedCents) }
    default:
      return unreachable(command)
  }
}

/**
 * Why a command that is about a debt makes no sense for a quote, which nobody owes for; null for all others. An empty
 * ledger counts as paid, so these must not be asked of one.
 */
export function refuseBeforeAcceptance(command: { kind: string }): Refusal | null {
  return needAcceptance.has(command.kind) ? { refused: 'accept-quote-first' } : null
}

/**
 * A check in full stands in for the acceptance of its quote: libraries send it with the quote. Less than that, or
 * later than the quote was held, is nobody's yes, and is kept as credit.
 */
export function payQuote(
  order: PlacedOrder,
  payment: { check: string; cents: number },
  at: string,
): ReceivePayment | KeepPayment {
  const isHeldNow = order.quote !== null && isHeld(order.quote, at)
  if (!isHeldNow || payment.cents < order.totalCents) return keepPayment(order, payment)
  const charge = chargeOf(order)
  const accepted: PlacedOrder = {
    ...order,
    stage: 'invoiced',
    paysBy: 'invoice',
    ledger: [...order.ledger, ...charge],
  }
  const taken = takePayment(accepted, payment, at)
  return { ...taken, entries: [...charge, ...taken.entries], issues: true }
}

/** Reminds of a quote, unless the next step of its clock is due as well. */
export function remindOfQuote(
  order: PlacedOrder,
  reminder: QuoteReminder,
  at: string,
): RemindOfQuote | null {
  const due = order.timers.filter((timer) => isOfQuote(timer.kind) && !isBefore(at, timer.at))
  return isQuoted(order) && due.at(-1)?.kind === reminder
    ? { write: 'remindOfQuote', reminder }
    : null
}

/** Ends a quote that nobody accepted; a pass that waited for it is told. */
export function expireQuote(order: PlacedOrder): ExpireQuote | null {
  if (!isQuoted(order)) return null
  return { write: 'expireQuote', news: order.product === 'pass' ? 'termReversed' : null }
}

const needAcceptance = new Set([
  'acceptPurchaseOrder',
  'declinePurchaseOrder',
  'payByInvoice',
  'applyCredit',
  'releaseAccess',
  'extendDue',
  'writeOff',
  'hostingDone',
])

function acceptQuote(
  order: PlacedOrder,
  { hasPurchaseOrder }: Quote,
  { withPurchaseOrder }: { withPurchaseOrder: boolean },
): AcceptQuote {
  return {
    write: 'acceptQuote',
    after: withPurchaseOrder || hasPurchaseOrder ? 'po-submitted' : 'invoiced',
    entries: chargeOf(order),
  }
}

function settledQuote(order: PlacedOrder, quote: Quote): Refusal {
  const { acceptedBy, acceptedAt, heldUntil } = quote
  if (acceptedAt !== null) return { refused: 'quote-accepted', by: acceptedBy, at: acceptedAt }
  const isOver = isQuoted(order) || order.stage === 'quote-expired'
  return isOver ? { refused: 'quote-over', heldUntil } : already(order)
}

/** The prices of a quote are held until the midnight after its last date, also where nobody has ended it yet. */
function isHeld({ endsAt }: Quote, at: string): boolean {
  return isBefore(at, endsAt)
}

function chargeOf({ totalCents }: PlacedOrder): LedgerEntry[] {
  return [{ kind: 'charge', cents: totalCents, paymentId: null }]
}

function isOfQuote(kind: string): boolean {
  return kind.startsWith('quote-')
}
