import type { LedgerEntry } from './ledger.ts'
import { moneyStage } from './ledger.ts'
import type { OpenOrder, Wish } from './order-placing.ts'
import { isOfWebinar, type Offer, type Opens, type PlacedOrder } from './order-state.ts'
import type { Effect, Refusal } from './process.ts'

/** An invoice from before, with what was paid of it and what its people may enter already. */
export interface OpenInvoice
  extends Omit<Wish, 'paysBy' | 'checkExpectedOn' | 'agreedCents' | 'savesCard'> {
  totalCents: number
  receivedCents: number
  issuedOn: string
  dueOn: string
  opens: 'nothing' | 'live' | 'everything'
}

export interface CarryOverOrder
  extends Effect<'carryOverOrder'>,
    Omit<OpenOrder, 'write' | 'after' | 'opens'> {
  after: PlacedOrder['stage']
  entries: LedgerEntry[]
  opens: Opens[]
  issuedOn: string
  dueOn: string
}

/** Takes an open invoice over as an order in the state that it is in; its price is the one that was agreed. */
export function carryOverOrder(
  invoice: OpenInvoice,
  { offer, carriedOverAs }: { offer: Offer; carriedOverAs: string | null },
  at: string,
): CarryOverOrder | Refusal {
  if (carriedOverAs !== null) {
    return { refused: 'invoice-carried-over-before', order: carriedOverAs }
  }
  const { product, totalCents, receivedCents, issuedOn, dueOn, seats, access, people } = invoice
  if (isOfWebinar(product) && offer.list === null) return { refused: 'no-such-webinar' }
  if (!isOfWebinar(product) && offer.pass === null) return { refused: 'no-such-pass-product' }
  if (receivedCents >= totalCents) return { refused: 'nothing-open-to-carry' }
  const entries: LedgerEntry[] = [
    { kind: 'charge' as const, cents: totalCents, paymentId: null },
    { kind: 'payment' as const, cents: receivedCents, paymentId: null },
  ].filter(({ cents }) => cents > 0)
  const isDue = offer.on > dueOn
  const stage = moneyStage({ entries, overdueAt: isDue ? at : null, onHoldAt: null, at })
  return {
    write: 'carryOverOrder',
    after: stage === 'overdue' || stage === 'part-paid' ? stage : 'invoiced',
    entries,
    lines: [{ code: 'agreed-price', quantity: 1, unitCents: totalCents, totalCents }],
    seats,
    totalCents,
    list: offer.list,
    seatsReached: 0,
    places: access === 'roster' ? Math.max(seats ?? 0, people) : 1,
    opens: opened[invoice.opens],
    issuedOn,
    dueOn,
  }
}

const opened: Record<OpenInvoice['opens'], Opens[]> = {
  nothing: [],
  live: ['live'],
  everything: ['live', 'recording'],
}
