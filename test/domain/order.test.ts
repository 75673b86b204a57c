import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { decideOrder, isOrderDone } from '../../domain/order.ts'
import { elapseOrder } from '../../domain/order-clock.ts'
import type { PlacedOrder } from '../../domain/order-state.ts'
import { isRefusal } from '../../domain/process.ts'
import { asked, at, check, commands, order, standings } from '../support/order-standings.ts'

/** What each command comes to in each standing, in the order of `standings`: the stage or effect after, or the refusal. */
const table: Record<keyof typeof commands, string[]> = {
  accept: [
    '→invoiced',
    'order-already',
    'order-already',
    'order-already',
    'order-already',
    'order-already',
    'order-already',
    'order-already',
  ],
  decline: [
    '→',
    'order-already',
    'order-already',
    'order-already',
    'order-already',
    'order-already',
    'order-already',
    'order-already',
  ],
  payByInvoice: [
    'no-invoice-now',
    '→invoiced',
    'no-invoice-now',
    'no-invoice-now',
    'no-invoice-now',
    'no-invoice-now',
    'no-invoice-now',
    'no-invoice-now',
  ],
  pay: ['→paid', '→paid', '→paid', '→paid', '→paid', '→paid', '→cancelled', '→written-off'],
  reverse: [
    'payment-not-on-order',
    'payment-not-on-order',
    'payment-not-on-order',
    '→invoiced',
    'payment-not-on-order',
    '→invoiced',
    'payment-not-on-order',
    'payment-not-on-order',
  ],
  applyCredit: [
    '→po-submitted',
    '→po-declined',
    '→part-paid',
    '→part-paid',
    '→on-hold',
    'more-than-open',
    'order-already',
    'order-already',
  ],
  payOutCredit: ['→', '→', '→', '→', '→', '→', '→', '→'],
  release: [
    'accept-first',
    'order-already',
    '→',
    '→',
    'on-hold',
    'order-already',
    'order-already',
    'order-already',
  ],
  billTo: [
    '→po-submitted',
    '→po-declined',
    '→invoiced',
    '→part-paid',
    '→on-hold',
    '→paid',
    'order-already',
    'order-already',
  ],
  poNumber: [
    '→po-submitted',
    'order-already',
    '→invoiced',
    '→part-paid',
    '→on-hold',
    '→paid',
    'order-already',
    'order-already',
  ],
  extend: [
    'not-invoiced',
    'not-invoiced',
    '→invoiced',
    '→part-paid',
    '→invoiced',
    'order-already',
    'order-already',
    'order-already',
  ],
  cancel: [
    '→',
    '→',
    '→',
    'paid-so-refund',
    '→',
    'paid-so-refund',
    'order-already',
    'order-already',
  ],
  writeOff: [
    'not-invoiced',
    'not-invoiced',
    '→',
    '→',
    '→',
    'order-already',
    'order-already',
    'order-already',
  ],
  reinstate: [
    'not-closed',
    'not-closed',
    'not-closed',
    'not-closed',
    'not-closed',
    'not-closed',
    '→invoiced',
    '→invoiced',
  ],
  assign: ['→', '→', '→', '→', 'on-hold', '→', 'order-already', 'order-already'],
  reduce: [
    '→po-submitted',
    '→po-declined',
    '→invoiced',
    'paid-so-no-fewer',
    '→on-hold',
    'paid-so-no-fewer',
    'order-already',
    'order-already',
  ],
  host: [
    'not-hosted-elsewhere',
    'not-hosted-elsewhere',
    'not-hosted-elsewhere',
    'not-hosted-elsewhere',
    'not-hosted-elsewhere',
    'not-hosted-elsewhere',
    'not-hosted-elsewhere',
    'not-hosted-elsewhere',
  ],
}

describe('each command in each standing', () => {
  for (const [name, outcomes] of Object.entries(table)) {
    it(name, () => {
      const found = Object.values(standings).map((state) => {
        const verdict = decideOrder(state, commands[name as keyof typeof commands], at)
        if (isRefusal(verdict)) return verdict.refused
        return `→${'after' in verdict ? verdict.after : ''}`
      })
      assert.deepEqual(found, outcomes)
    })
  }
})

describe('a seat of somebody', () => {
  const seat = { isNamed: true, wasNamedBeforeLive: true, isTaken: false }
  const reassign = (state: PlacedOrder, isAdministrator: boolean, when: string) => {
    const command = { kind: 'reassignSeat', seat: check, isAdministrator } as const
    const verdict = decideOrder(state, command, when)
    return isRefusal(verdict) ? verdict.refused : verdict.write
  }
  const ordered = order({ asked: { ...asked, seat } })
  const live = '2026-12-14T19:00:00.000Z'

  it('is the buyer’s to give away until the webinar is live, and only an administrator’s then', () => {
    assert.equal(reassign(ordered, false, '2026-12-14T18:59:59.000Z'), 'reassignSeat')
    assert.equal(reassign(ordered, false, live), 'attended-so-administrator')
    assert.equal(reassign(ordered, true, live), 'reassignSeat')
    const late = { ...asked, seat: { ...seat, wasNamedBeforeLive: false } }
    assert.equal(reassign(order({ asked: late }), false, live), 'reassignSeat')
  })
})

describe('the clock', () => {
  const timer = (kind: 'hold-45' | 'hold-notice-35' | 'overdue-1' | 'overdue') => ({
    kind,
    key: kind,
    at,
  })
  const elapse = (state: PlacedOrder, kind: Parameters<typeof timer>[0]) =>
    elapseOrder(timer(kind), { ...state, timers: [timer(kind)] }, at)?.write ?? null

  it('does nothing to what is paid or closed', () => {
    for (const state of [standings.paid, standings.cancelled, standings.writtenOff]) {
      assert.equal(elapse(state, 'hold-45'), null)
      assert.equal(elapse(state, 'overdue-1'), null)
    }
  })

  it('reminds, gives notice and holds once', () => {
    assert.equal(elapse(standings.invoiced, 'overdue-1'), 'remindPayer')
    assert.equal(elapse(standings.invoiced, 'hold-notice-35'), 'remindPayer')
    assert.equal(elapse(standings.invoiced, 'hold-45'), 'holdAccess')
    assert.equal(elapse(standings.onHold, 'hold-notice-35'), null)
    assert.equal(elapse(standings.onHold, 'hold-45'), null)
    assert.equal(elapse(standings.onHold, 'overdue'), null)
  })

  it('sends only the latest of the reminders that are due', () => {
    const timers = [
      { kind: 'overdue-1' as const, key: 'a', at: '2026-11-20T15:00:00.000Z' },
      { kind: 'overdue-14' as const, key: 'b', at: '2026-11-22T15:00:00.000Z' },
    ]
    const state = order({ timers })
    assert.deepEqual(
      timers.map((one) => elapseOrder(one, state, at)?.write ?? null),
      [null, 'remindPayer'],
    )
  })

  it('an order ends when it is settled and nothing is left to wait for', () => {
    assert.ok(isOrderDone(null))
    assert.ok(isOrderDone(standings.paid))
    assert.ok(isOrderDone(standings.cancelled))
    assert.ok(!isOrderDone(standings.invoiced))
    assert.ok(!isOrderDone({ ...standings.paid, isHostingOpen: true }))
    assert.ok(!isOrderDone({ ...standings.paid, timers: [timer('overdue')] }))
  })
})
