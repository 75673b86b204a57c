import { noCardBooks } from '../../domain/card.ts'
import type { LedgerEntry } from '../../domain/ledger.ts'
import type { OrderCommand } from '../../domain/order.ts'
import type { Asked, PlacedOrder } from '../../domain/order-state.ts'
import { noErrands } from '../../domain/process.ts'

/** The instant at which everything here is decided. */
export const at = '2026-11-23T15:00:00.000Z'
export const check = '0b5f7c1e-0d2a-4a4e-9a57-2f6f8f1f0c11'
const charge: LedgerEntry = { kind: 'charge', cents: 32_500, paymentId: null }
const payment = (cents: number): LedgerEntry => ({ kind: 'payment', cents, paymentId: check })
export const asked: Asked = {
  on: '2026-11-23',
  offer: null,
  seat: null,
  newPeople: 1,
  carriedOverAs: null,
  leaving: 0,
}

/** An order of five log-ins of which four have a name, as it stands in a stage. */
export function order(more: Partial<PlacedOrder> = {}): PlacedOrder {
  return {
    stage: 'invoiced',
    product: 'team',
    paysBy: 'purchase-order',
    access: 'roster',
    webinar: 'calm-desks',
    passNumber: null,
    startsAt: '2026-12-14T19:00:00.000Z',
    hasEnded: false,
    seats: 5,
    named: 4,
    lines: [{ code: 'team-log-in', quantity: 5, unitCents: 6_500, totalCents: 32_500 }],
    totalCents: 32_500,
    list: {
      slug: '2022',
      individualCents: 9_900,
      teamTiers: [
        { minimumSeats: 3, seatCents: 7_500 },
        { minimumSeats: 5, seatCents: 6_500 },
      ],
      groupShowingCents: 29_900,
      institutionCents: 49_900,
      includes: ['recording'],
    },
    seatsReached: 0,
    ledger: [charge],
    card: noCardBooks,
    savesCard: false,
    quote: null,
    isInvoiced: true,
    dueOn: '2026-12-20',
    overdueAt: '2026-12-21T05:00:00.000Z',
    onHoldAt: null,
    acceptedAt: '2026-11-20T15:00:00.000Z',
    releasedAt: null,
    cancelledAt: null,
    suspendsAt: null,
    areRecordingsSuspended: false,
    passTerm: null,
    checksToSendCents: 0,
    isHostingOpen: false,
    isHosted: false,
    credit: { holder: 'organisation:1', cents: 10_000, version: 1 },
    decidedBy: 'administrator:1',
    decidedAt: '2026-11-20T15:00:00.000Z',
    asked,
    awaiting: 'buyer',
    awaitingSince: '2026-11-20T15:00:00.000Z',
    dueAt: null,
    timers: [],
    ...noErrands,
    ...more,
  }
}

const before = { isInvoiced: false, dueOn: null, overdueAt: null, acceptedAt: null } as const
const cancelled: LedgerEntry = { kind: 'credit-note', cents: 32_500, paymentId: null }
const writtenOff: LedgerEntry = { kind: 'write-off', cents: 32_500, paymentId: null }
/** An order of $325.00 in each of its stages. */
export const standings = {
  submitted: order({ stage: 'po-submitted', ...before }),
  declined: order({ stage: 'po-declined', ...before }),
  invoiced: order(),
  partPaid: order({ stage: 'part-paid', ledger: [charge, payment(10_000)] }),
  onHold: order({ stage: 'on-hold', onHoldAt: '2026-11-22T15:00:00.000Z' }),
  paid: order({ stage: 'paid', ledger: [charge, payment(32_500)] }),
  cancelled: order({ stage: 'cancelled', ledger: [charge, cancelled], isInvoiced: false }),
  writtenOff: order({ stage: 'written-off', ledger: [charge, writtenOff] }),
}
/** A command of each kind that names no seat and no wish. */
export const commands = {
  accept: { kind: 'acceptPurchaseOrder' },
  decline: { kind: 'declinePurchaseOrder' },
  payByInvoice: { kind: 'payByInvoice' },
  pay: { kind: 'paymentReceived', check, cents: 32_500 },
  reverse: { kind: 'paymentReversed', check, reason: 'bounced' },
  applyCredit: { kind: 'applyCredit', cents: 5_000 },
  payOutCredit: { kind: 'payOutCredit', cents: 5_000 },
  release: { kind: 'releaseAccess' },
  billTo: { kind: 'changeBillTo' },
  poNumber: { kind: 'changePurchaseOrderNumber' },
  extend: { kind: 'extendDue', dueOn: '2027-02-01' },
  cancel: { kind: 'cancel' },
  writeOff: { kind: 'writeOff' },
  reinstate: { kind: 'reinstate' },
  assign: { kind: 'assignSeats' },
  reduce: { kind: 'reduceSeats', seats: 4, leaving: [] },
  host: { kind: 'hostingDone' },
} as const satisfies Record<string, OrderCommand>
