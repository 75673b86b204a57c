import type { CardDispute, CardTruth } from './card.ts'
import { leftAtStripe, sharesOfTaken } from './card-shares.ts'
import { isPaid, type LedgerEntry, stillOpen, sumOfKind } from './ledger.ts'
import { isBeforeInvoice, isClosed, isQuoted, type PlacedOrder, stageWith } from './order-state.ts'
import type { Effect } from './process.ts'
import { writeOff } from './settlement.ts'

type Stage = PlacedOrder['stage']

/** A cardholder's bank asks for the money back; access is kept until that is decided. */
export interface OpenDispute extends Effect<'openDispute'> {
  after: Stage
  dispute: CardDispute
}

/** The bank has decided for us. */
export interface WinDispute extends Effect<'winDispute'> {
  after: Stage
  dispute: CardDispute
}

/** The bank has taken the money: a reversal, like a check that bounces. */
export interface LoseDispute extends Effect<'loseDispute'> {
  after: Stage
  dispute: CardDispute
  entries: LedgerEntry[]
  reversedCents: number
  openCents: number
  /** What had become credit, taken back from the holder. */
  takenBackCents: number
  credit: PlacedOrder['credit']
  givesNotice: boolean
}

export type OrderDisputeEffect = OpenDispute | WinDispute | LoseDispute

/** The first dispute of which Stripe says something new; one that is decided is never open again. */
export function newsOfDispute(
  order: PlacedOrder,
  { disputes }: CardTruth,
  at: string,
): OrderDisputeEffect | null {
  const dispute = disputes.find((one) => isNews(order, one))
  if (dispute === undefined) return null
  const after = stageAfter(order, dispute, at)
  if (dispute.state === 'open') return { write: 'openDispute', after, dispute }
  return dispute.state === 'won'
    ? { write: 'winDispute', after, dispute }
    : lose(order, dispute, at)
}

function lose(order: PlacedOrder, dispute: CardDispute, at: string): LoseDispute {
  const entries = reversed(order, dispute)
  const ledger = [...order.ledger, ...entries]
  const takenBackCents = sumOfKind(entries, 'credit-in')
  const reversedCents = sumOfKind(entries, 'reversal') - takenBackCents
  return {
    write: 'loseDispute',
    after: stageAfter(order, dispute, at, entries),
    dispute,
    entries,
    reversedCents,
    openCents: isClosed(order) || reversedCents === 0 ? 0 : stillOpen(ledger),
    takenBackCents,
    credit: order.credit,
    givesNotice: isPaid(order.ledger) && !isPaid(ledger) && !isClosed(order),
  }
}

/** What is left of the payment, as far as it is disputed; nothing more is expected of an order that is written off. */
function reversed(order: PlacedOrder, dispute: CardDispute): LedgerEntry[] {
  const { payment } = dispute
  const cents = Math.min(dispute.cents, leftAtStripe(order, payment))
  const { creditCents } = sharesOfTaken(order, payment, cents)
  const all: LedgerEntry[] = [
    { kind: 'reversal', cents, paymentId: payment },
    { kind: 'credit-in', cents: creditCents, paymentId: payment },
  ]
  const entries = all.filter((entry) => entry.cents > 0)
  const isGivenUp = order.stage === 'written-off'
  return isGivenUp ? [...entries, ...writeOff([...order.ledger, ...entries])] : entries
}

/** The stage with this dispute as it stands now; a closed order stays closed. */
function stageAfter(
  order: PlacedOrder,
  dispute: CardDispute,
  at: string,
  entries: LedgerEntry[] = [],
): Stage {
  if (isClosed(order) || isQuoted(order) || isBeforeInvoice(order)) return order.stage
  const others = order.card.disputes.filter((one) => one.dispute !== dispute.dispute)
  const card = { ...order.card, disputes: [...others, dispute] }
  return stageWith({ ...order, card }, entries, at)
}

function isNews({ card }: PlacedOrder, { dispute, payment, state }: CardDispute): boolean {
  if (!card.payments.some((one) => one.payment === payment)) return false
  const booked = card.disputes.find((one) => one.dispute === dispute)
  return booked === undefined || (booked.state === 'open' && state !== 'open')
}
