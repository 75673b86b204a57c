import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { balanceOf, sumOfKind } from '../../domain/ledger.ts'
import type { OrderCommand } from '../../domain/order.ts'
import {
  charge,
  dispute,
  hears,
  outcomeOf,
  payment,
  refund,
  refunding,
  refusing,
  type Standing,
  told,
  waiting,
} from '../support/card-standing.ts'
import { check, order, standings } from '../support/order-standings.ts'

const whole = refunding()
const payments = [payment(1)]
const paid = () => hears(waiting(), { payments })
const paidTwice = () => hears(waiting(), { payments: [payment(1), payment(2)] })
const refundCredit: OrderCommand = {
  kind: 'refundCredit',
  payment: payment(2).payment,
  cents: 9_900,
}
const creditIn = ({ order }: Standing) => order.credit.cents

/** A team of five of which all have a name, paid by check. */
const team = (more: Partial<Standing['order']> = {}): Standing => ({
  order: { ...standings.paid, named: 5, ...more },
  credit: [],
})

describe('a refund', () => {
  const cases: [what: string, standing: Standing, command: OrderCommand, outcome: string][] = [
    ['of the whole', paid(), whole, 'done'],
    ['of an amount', paid(), refunding({ what: 'amount', cents: 1 }), 'done'],
    ['of all as an amount', paid(), refunding({ what: 'amount', cents: 9_900 }), 'done'],
    [
      'of a cent too much',
      paid(),
      refunding({ what: 'amount', cents: 9_901 }),
      'more-than-received',
    ],
    ['of what nobody paid', waiting(), whole, 'nothing-to-refund'],
    [
      'of what is free',
      { ...paid(), order: order({ stage: 'paid', ledger: [] }) },
      whole,
      'nothing-to-refund',
    ],
    ['of what is cancelled', { ...paid(), order: standings.cancelled }, whole, 'order-already'],
    ['of what is on its way', told(paid(), whole), whole, 'nothing-to-refund'],
    [
      'of more than is not on its way',
      told(paid(), refunding({ what: 'amount', cents: 9_000 })),
      refunding({ what: 'amount', cents: 901 }),
      'more-than-received',
    ],
    [
      'of what is disputed',
      hears(paid(), { payments, disputes: [dispute(1, 'open')] }),
      whole,
      'refund-while-disputed',
    ],
    [
      'of what was disputed, and won',
      hears(paid(), { payments, disputes: [dispute(1, 'won')] }),
      whole,
      'done',
    ],
  ]
  for (const [what, standing, command, outcome] of cases) {
    it(`${what} is ${outcome}`, () => assert.equal(outcomeOf(standing, command), outcome))
  }

  it('goes back onto the latest card first, and by check only for what came otherwise', () => {
    const entries = [
      { ...charge, cents: 32_500 },
      { kind: 'payment', cents: 12_500, paymentId: check } as const,
    ]
    const both = hears(
      { order: order({ stage: 'part-paid', ledger: entries }), credit: [] },
      {
        payments: [payment(1, 8_000), payment(2, 12_000)],
      },
    )
    const after = told(both, refunding({ what: 'amount', cents: 22_000 }))
    const asked = after.order.card.refundsAsked.map(({ cents }) => cents)
    assert.deepEqual(asked, [12_000, 8_000])
    assert.equal(sumOfKind(after.order.ledger, 'refund'), 2_000)
  })

  it('by check on wish, such as when the card is closed', () => {
    const after = told(paid(), refunding({ byCheck: true }))
    assert.deepEqual(after.order.card.refundsAsked, [])
    assert.equal(after.order.stage, 'refunded')
  })

  it('of all that was paid in part ends the order, and nothing is owed any more', () => {
    for (const standing of [
      standings.partPaid,
      { ...standings.submitted, ledger: standings.partPaid.ledger },
    ]) {
      const { order } = told({ order: standing, credit: [] }, whole)
      assert.equal(order.stage, 'refunded')
      assert.deepEqual(balanceOf(order.ledger), { owedCents: 0, receivedCents: 0, openCents: 0 })
    }
  })

  it('made at Stripe of a part that was paid leaves the rest owed', () => {
    const ledger = [{ ...charge, cents: 32_500 }]
    const part = hears({ order: order({ ledger }), credit: [] }, { payments })
    const after = hears(part, { payments, refunds: [refund(1)] })
    assert.equal(after.order.stage, 'invoiced')
    assert.equal(balanceOf(after.order.ledger).openCents, 22_600)
  })
})

describe('a refund of log-ins by line', () => {
  const line = (more: object) =>
    refunding({ what: 'line', line: 0, quantity: 1, leaving: ['seat'], ...more })
  const asked = { ...standings.paid.asked, leaving: 1 }
  const cases: [what: string, standing: Standing, command: OrderCommand, outcome: string][] = [
    ['one whose person leaves', team({ asked }), line({}), 'done'],
    ['one that has no name', team({ named: 4 }), line({ leaving: [] }), 'done'],
    ['one, and nobody leaves', team(), line({ leaving: [] }), 'seats-have-names'],
    ['one, and two leave', team({ asked }), line({ leaving: ['a', 'b'] }), 'no-such-seat'],
    ['one, with a seat of another order', team(), line({}), 'no-such-seat'],
    ['of a line that is not there', team(), line({ line: 1 }), 'no-such-line'],
    ['more than the line has', team(), line({ quantity: 6 }), 'more-than-line'],
    ['all of them', team(), line({ quantity: 5 }), 'refund-the-whole'],
    [
      'of what has one price for all',
      team({
        lines: [{ code: 'agreed-price', quantity: 1, unitCents: 32_500, totalCents: 32_500 }],
      }),
      line({}),
      'refund-the-whole',
    ],
  ]
  for (const [what, standing, command, outcome] of cases) {
    it(`${what}: ${outcome}`, () => assert.equal(outcomeOf(standing, command), outcome))
  }
})

describe('a second payment', () => {
  it('is given back from credit, and the order stays paid', () => {
    const asked = told(paidTwice(), refundCredit)
    const { request = null } = asked.order.card.refundsAsked[0] ?? {}
    const after = hears(asked, { refunds: [refund(2, { request, purpose: 'credit' })] })
    assert.deepEqual([after.order.stage, creditIn(after)], ['paid', 0])
    assert.equal(outcomeOf(after, refundCredit), 'more-than-payment')
  })

  it('refunded at Stripe is paid out of credit, whatever its metadata say', () => {
    for (const said of [{}, { purpose: 'credit' as const, request: 'somebody-else' }]) {
      const after = hears(paidTwice(), { refunds: [refund(2, said)] })
      assert.deepEqual([after.order.stage, creditIn(after)], ['paid', 0])
    }
  })

  it('whose refund Stripe refuses, or the bank sends back, is credit again, once', () => {
    const asked = told(paidTwice(), refundCredit)
    const { request = '' } = asked.order.card.refundsAsked[0] ?? {}
    const refused = told(refusing(asked), { kind: 'refundRefused', request })
    assert.equal(creditIn(refused), 9_900)
    assert.equal(outcomeOf(refused, { kind: 'refundRefused', request }), 'no-such-refund')
    const failed = hears(asked, {
      refunds: [refund(2, { request, purpose: 'credit', state: 'failed' })],
    })
    assert.equal(creditIn(failed), 9_900)
  })

  it('whose refund was given up, and went through all the same, is paid out once', () => {
    const asked = told(paidTwice(), refundCredit)
    const { request = '' } = asked.order.card.refundsAsked[0] ?? {}
    const refunds = [refund(2, { request, purpose: 'credit' })]
    const late = hears(told(refusing(asked), { kind: 'refundRefused', request }), { refunds })
    const early = hears(refusing(asked), { refunds })
    for (const after of [late, early]) {
      assert.equal(creditIn(after), 0)
      assert.equal(outcomeOf(after, { kind: 'refundRefused', request }), 'no-such-refund')
    }
  })
})

describe('what an order does not have any more', () => {
  const refundedByCheck = () => told(paid(), refunding({ byCheck: true }))
  const turned = () => told(paid(), { kind: 'turnIntoCredit' })
  const cases: [what: string, before: Standing, creditBefore: number][] = [
    ['was given back by check', refundedByCheck(), 0],
    ['became credit', turned(), 9_900],
  ]
  for (const [what, before, creditBefore] of cases) {
    it(`because it ${what}, is the holder’s when it is refunded or lost`, () => {
      assert.equal(creditIn(before), creditBefore)
      const taken = [{ refunds: [refund(1)] }, { disputes: [dispute(1, 'lost')] }]
      for (const said of taken) {
        const after = hears(before, { payments, ...said })
        assert.equal(creditIn(after), creditBefore - 9_900)
        assert.equal(after.order.stage, before.order.stage)
        assert.ok(balanceOf(after.order.ledger).receivedCents >= 0)
      }
    })
  }

  it('because it was written off, is not owed again when its payment is lost', () => {
    const ledger = [{ ...charge, cents: 32_500 }]
    const part = hears({ order: order({ ledger, totalCents: 32_500 }), credit: [] }, { payments })
    const after = hears(told(part, { kind: 'writeOff' }), { disputes: [dispute(1, 'lost')] })
    assert.equal(balanceOf(after.order.ledger).openCents, 0)
  })

  it('because it was refunded, cannot be lost in a dispute', () => {
    const asked = told(paidTwice(), refundCredit)
    const { request = null } = asked.order.card.refundsAsked[0] ?? {}
    const refunds = [refund(2, { request, purpose: 'credit' })]
    const after = hears(asked, { refunds, disputes: [dispute(2, 'lost')] })
    assert.deepEqual([creditIn(after), after.order.stage], [0, 'paid'])
  })
})
