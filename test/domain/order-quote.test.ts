import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { quoteInstants } from '../../domain/calendar-deadlines.ts'
import type { LedgerEntry } from '../../domain/ledger.ts'
import { decideOrder, isOrderDone, type OrderCommand } from '../../domain/order.ts'
import { elapseOrder } from '../../domain/order-clock.ts'
import { opensNow, type PlacedOrder, type Quote, stageWith } from '../../domain/order-state.ts'
import { isRefusal } from '../../domain/process.ts'
import { at, check, commands, order } from '../support/order-standings.ts'

const endsAt = '2027-01-23T05:00:00.000Z'
const quote: Quote = {
  heldUntil: '2027-01-22',
  endsAt,
  hasPurchaseOrder: false,
  acceptedBy: null,
  acceptedAt: null,
}
const nothingOwed = { ledger: [], isInvoiced: false, dueOn: null, overdueAt: null } as const
const open = (more: Partial<PlacedOrder> = {}): PlacedOrder =>
  order({
    stage: 'quoted',
    paysBy: 'quote',
    acceptedAt: null,
    quote,
    ...nothingOwed,
    ledger: [],
    ...more,
  })
const ended = open({ stage: 'quote-expired' })
const cancelled = open({ stage: 'cancelled' })
const accept: OrderCommand = { kind: 'acceptQuote', withPurchaseOrder: false }
const agree: OrderCommand = { kind: 'agreePrice', agreedCents: 25_000 }

function outcome(state: PlacedOrder, command: OrderCommand, when = at): string {
  const verdict = decideOrder(state, command, when)
  if (isRefusal(verdict)) return verdict.refused
  return `${verdict.write}${'after' in verdict ? `→${verdict.after}` : ''}`
}

describe('a quote that is open, has expired, or was cancelled', () => {
  const table: Record<string, [OrderCommand, string, string, string]> = {
    acceptQuote: [accept, 'acceptQuote→invoiced', 'quote-over', 'order-already'],
    agreePrice: [agree, 'agreePrice', 'quote-over', 'order-already'],
    accept: [commands.accept, 'accept-quote-first', 'no-purchase-order', 'no-purchase-order'],
    decline: [commands.decline, 'accept-quote-first', 'no-purchase-order', 'no-purchase-order'],
    payByInvoice: [commands.payByInvoice, 'accept-quote-first', 'no-invoice-now', 'no-invoice-now'],
    pay: [
      commands.pay,
      'receivePayment→paid',
      'keepPayment→quote-expired',
      'keepPayment→cancelled',
    ],
    applyCredit: [commands.applyCredit, 'accept-quote-first', 'order-already', 'order-already'],
    payOutCredit: [commands.payOutCredit, 'payOutCredit', 'payOutCredit', 'payOutCredit'],
    release: [commands.release, 'accept-quote-first', 'order-already', 'order-already'],
    billTo: [commands.billTo, 'changeBillTo→quoted', 'order-already', 'order-already'],
    poNumber: [
      commands.poNumber,
      'changePurchaseOrderNumber→quoted',
      'order-already',
      'order-already',
    ],
    extend: [commands.extend, 'accept-quote-first', 'order-already', 'order-already'],
    cancel: [commands.cancel, 'cancelOrder', 'order-already', 'order-already'],
    writeOff: [commands.writeOff, 'accept-quote-first', 'order-already', 'order-already'],
    reinstate: [commands.reinstate, 'not-closed', 'quote-not-reinstated', 'quote-not-reinstated'],
    assign: [commands.assign, 'assignSeats', 'order-already', 'order-already'],
    reduce: [commands.reduce, 'reduceSeats→quoted', 'order-already', 'order-already'],
    host: [commands.host, 'accept-quote-first', 'not-hosted-elsewhere', 'not-hosted-elsewhere'],
  }
  for (const [name, [command, ...outcomes]] of Object.entries(table)) {
    it(name, () => {
      assert.deepEqual(
        [open(), ended, cancelled].map((state) => outcome(state, command)),
        outcomes,
      )
    })
  }

  it('opens nothing, and only the open one is waited for', () => {
    assert.deepEqual(
      [open(), ended, cancelled].flatMap((state) => opensNow(state)),
      [],
    )
    assert.deepEqual([open(), ended, cancelled].map(isOrderDone), [false, true, true])
  })
})

describe('accepting a quote', () => {
  it('goes by purchase order where a number comes with it or is on it, else by invoice', () => {
    const numbered = open({ quote: { ...quote, hasPurchaseOrder: true } })
    const withNumber: OrderCommand = { kind: 'acceptQuote', withPurchaseOrder: true }
    assert.equal(outcome(open(), withNumber), 'acceptQuote→po-submitted')
    assert.equal(outcome(numbered, accept), 'acceptQuote→po-submitted')
  })

  it('is refused from the very midnight on, also where nobody has ended it yet', () => {
    assert.equal(outcome(open(), accept, '2027-01-23T04:59:59.999Z'), 'acceptQuote→invoiced')
    assert.equal(outcome(open(), accept, endsAt), 'quote-over')
    assert.equal(outcome(open(), agree, endsAt), 'quote-over')
  })

  it('is refused for what was none, is paid by card, or accepted before', () => {
    assert.equal(outcome(order(), accept), 'not-a-quote')
    const byCard = open({ stage: 'awaiting-card', paysBy: 'card' })
    assert.equal(outcome(byCard, accept), 'order-already')
    const acceptedAt = '2026-11-22T15:00:00.000Z'
    const before = order({ quote: { ...quote, acceptedBy: 'buyer:2041', acceptedAt } })
    assert.deepEqual(decideOrder(before, accept, at), {
      refused: 'quote-accepted',
      by: 'buyer:2041',
      at: acceptedAt,
    })
  })
})

describe('money for an open quote', () => {
  const table: [cents: number, when: string, outcome: string][] = [
    [32_499, at, 'keepPayment→quoted'],
    [32_500, at, 'receivePayment→paid'],
    [32_501, at, 'receivePayment→paid'],
    [32_500, endsAt, 'keepPayment→quoted'],
  ]
  for (const [cents, when, expected] of table) {
    it(`${cents} cents at ${when}: ${expected}`, () => {
      assert.equal(outcome(open(), { kind: 'paymentReceived', check, cents }, when), expected)
    })
  }

  it('that is taken back, leaves it a quote', () => {
    const ledger: LedgerEntry[] = [
      { kind: 'payment', cents: 100, paymentId: check },
      { kind: 'credit-out', cents: 100, paymentId: check },
    ]
    assert.equal(outcome(open({ ledger }), commands.reverse), 'reversePayment→quoted')
    assert.equal(stageWith(open({ ledger }), [], at), 'quoted')
  })

  it('in full charges it, pays it, and has it invoiced; what was kept before stays credit', () => {
    const kept: LedgerEntry[] = [
      { kind: 'payment', cents: 100, paymentId: 'other' },
      { kind: 'credit-out', cents: 100, paymentId: 'other' },
    ]
    const command = { kind: 'paymentReceived', check, cents: 33_000 } as const
    const verdict = decideOrder(open({ ledger: kept }), command, at)
    assert.ok(!isRefusal(verdict) && verdict.write === 'receivePayment')
    assert.deepEqual(
      verdict.entries.map(({ kind, cents }) => [kind, cents]),
      [
        ['charge', 32_500],
        ['payment', 33_000],
        ['credit-out', 500],
      ],
    )
    assert.deepEqual([verdict.issues, verdict.creditCents], [true, 500])
    assert.deepEqual(verdict.statement, { totalCents: 32_500, earlierCents: 0, openCents: 0 })
  })
})

describe('the clock of a quote', () => {
  const { reminders } = quoteInstants('2027-01-22', 'America/New_York')
  const timers = [...reminders, { kind: 'quote-expires' as const, at: endsAt }].map((step) => ({
    ...step,
    key: step.kind,
  }))
  const elapse = (state: PlacedOrder, when: string) =>
    timers
      .filter((timer) => timer.at <= when)
      .map((timer) => elapseOrder(timer, { ...state, timers }, when)?.write ?? null)

  it('reminds at nine, and ends it at midnight in the organisation’s zone', () => {
    assert.deepEqual(
      timers.map(({ at: when }) => when),
      ['2027-01-08T14:00:00.000Z', '2027-01-19T14:00:00.000Z', endsAt],
    )
  })

  it('sends one reminder where two are due, none where it ends, and nothing once it is accepted', () => {
    assert.deepEqual(elapse(open(), '2027-01-08T14:00:00.000Z'), ['remindOfQuote'])
    assert.deepEqual(elapse(open(), '2027-01-20T14:00:00.000Z'), [null, 'remindOfQuote'])
    assert.deepEqual(elapse(open(), endsAt), [null, null, 'expireQuote'])
    assert.deepEqual(elapse(order({ quote }), endsAt), [null, null, null])
  })

  it('tells a pass that waited for it', () => {
    const [, , expires] = timers
    assert.ok(expires)
    const pass = { product: 'pass', webinar: null } as const
    for (const [more, news] of [
      [{}, null],
      [pass, 'termReversed'],
    ] as const) {
      assert.deepEqual(elapseOrder(expires, open({ timers, ...more }), endsAt), {
        write: 'expireQuote',
        news,
      })
    }
  })
})
