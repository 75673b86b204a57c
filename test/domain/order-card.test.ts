import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { type CardBooks, type CardPayment, type CardTruth, noCardBooks } from '../../domain/card.ts'
import { balanceOf, type LedgerEntry } from '../../domain/ledger.ts'
import { hearStripe, switchToCard } from '../../domain/order-card.ts'
import { declineCharge, nextRetryOn } from '../../domain/order-charge.ts'
import type { PlacedOrder } from '../../domain/order-state.ts'
import { payByInvoice } from '../../domain/order-terms.ts'
import { isRefusal } from '../../domain/process.ts'
import { at, order } from '../support/order-standings.ts'

const charge: LedgerEntry = { kind: 'charge', cents: 9_900, paymentId: null }
const byCard = (more: Partial<PlacedOrder> = {}) =>
  order({
    stage: 'awaiting-card',
    paysBy: 'card',
    product: 'individual',
    totalCents: 9_900,
    ledger: [charge],
    isInvoiced: false,
    acceptedAt: null,
    dueOn: null,
    overdueAt: null,
    card: books(),
    ...more,
  })
const books = (more: Partial<CardBooks> = {}): CardBooks => ({
  ...noCardBooks,
  checkout: { session: 'cs_1', state: 'open', cents: 9_900 },
  asked: 1,
  ...more,
})
const payment = (nth: number, cents = 9_900): CardPayment => ({
  payment: `00000000-0000-0000-0000-00000000000${nth}`,
  intent: `pi_${nth}`,
  charge: `ch_${nth}`,
  cents,
  currency: 'usd',
  receivedAt: at,
  savedCard: null,
})
const truth = (more: Partial<CardTruth> = {}): CardTruth => ({
  upTo: 0,
  checkouts: [{ session: 'cs_1', state: 'complete' }],
  payments: [],
  refunds: [],
  disputes: [],
  ...more,
})
const codeOf = (verdict: object) => ('refused' in verdict ? verdict.refused : 'done')

describe('what Stripe says of an order', () => {
  it('pays it, and opens everything', () => {
    const effect = hearStripe(byCard(), truth({ payments: [payment(1)] }), at)
    assert.ok(!isRefusal(effect) && effect.write === 'takeCardPayment')
    assert.deepEqual([effect.after, effect.opens], ['paid', ['live', 'recording']])
  })

  it('changes nothing where Stripe does not know the event', () => {
    assert.deepEqual(hearStripe(byCard(), null, at), { refused: 'stripe-knows-nothing' })
  })

  it('revives an order that has expired', () => {
    const effect = hearStripe(byCard({ stage: 'expired' }), truth({ payments: [payment(1)] }), at)
    assert.ok(!isRefusal(effect) && effect.after === 'paid')
  })

  it('is credit where the order was cancelled before the money came', () => {
    const ledger = [charge, { kind: 'credit-note', cents: 9_900, paymentId: null } as const]
    const cancelled = byCard({ stage: 'cancelled', ledger })
    const effect = hearStripe(cancelled, truth({ payments: [payment(1)] }), at)
    assert.ok(!isRefusal(effect) && effect.write === 'keepCardPayment')
    assert.equal(effect.creditCents, 9_900)
  })

  it('expires it only when every page is closed, none was paid, and nobody is being asked', () => {
    const closed = truth({ checkouts: [{ session: 'cs_1', state: 'expired' }] })
    const after = (card: CardBooks) => {
      const effect = hearStripe(byCard({ card }), closed, at)
      return isRefusal(effect) ? effect.refused : effect.after
    }
    assert.equal(after(books()), 'expired')
    assert.equal(after(books({ isAsking: true })), 'awaiting-card')
    const open = truth({ checkouts: [{ session: 'cs_1', state: 'open' }] })
    const effect = hearStripe(byCard(), open, at)
    assert.ok(!isRefusal(effect) && effect.after === 'awaiting-card')
  })

  it('leaves an invoice that is due as it is when a page for it has closed', () => {
    const invoiced = byCard({ stage: 'invoiced', paysBy: 'invoice', isInvoiced: true })
    const closed = truth({ checkouts: [{ session: 'cs_1', state: 'expired' }] })
    const effect = hearStripe(invoiced, closed, at)
    assert.ok(!isRefusal(effect) && effect.after === 'invoiced')
  })

  it('comes out the same in any order, however often: one charge is paid once, the rest is credit', () => {
    const said = fc.array(fc.subarray([payment(1), payment(2), payment(3, 5_000)]), {
      maxLength: 12,
    })
    fc.assert(
      fc.property(said, (truths) => {
        let standing = byCard()
        for (const payments of truths) standing = heard(standing, payments)
        const known = new Set(truths.flat().map((one) => one.payment))
        assert.equal(standing.card.payments.length, known.size)
        const { owedCents, receivedCents } = balanceOf(standing.ledger)
        assert.equal(owedCents, 9_900)
        const paidCents = standing.card.payments.reduce((sum, { cents }) => sum + cents, 0)
        assert.equal(receivedCents, Math.min(9_900, paidCents))
        assert.equal(standing.stage, paidCents >= 9_900 ? 'paid' : 'awaiting-card')
      }),
    )
  })
})

/** Books one truth to its end, as the order does that asks again while there is more. */
function heard(standing: PlacedOrder, payments: CardPayment[]): PlacedOrder {
  const effect = hearStripe(standing, truth({ payments }), at)
  if (isRefusal(effect) || effect.write !== 'takeCardPayment') return standing
  const card = { ...standing.card, payments: [...standing.card.payments, effect.payment] }
  const ledger = [...standing.ledger, ...effect.entries]
  return heard({ ...standing, stage: effect.after, card, ledger }, payments)
}

describe('paying by card instead', () => {
  const cases: [what: string, standing: PlacedOrder, outcome: string][] = [
    ['an invoice that is open', order({ stage: 'invoiced' }), 'done'],
    ['an overdue one', order({ stage: 'overdue' }), 'done'],
    ['a declined purchase order', order({ stage: 'po-declined' }), 'done'],
    [
      'an order that has expired',
      byCard({ stage: 'expired', card: books({ checkout: null }) }),
      'done',
    ],
    ['a page that is open already', byCard(), 'checkout-open'],
    ['a page that is being made', byCard({ card: books({ isAsking: true }) }), 'card-being-asked'],
    [
      'a page that was paid and not told yet',
      byCard({ card: books({ checkout: { session: 'cs_1', state: 'complete', cents: 9_900 } }) }),
      'card-result-unknown',
    ],
    ['a paid order', order({ stage: 'paid' }), 'order-already'],
    ['a refunded one', order({ stage: 'refunded' }), 'order-already'],
    ['a cancelled one', order({ stage: 'cancelled' }), 'order-already'],
  ]
  for (const [what, standing, outcome] of cases) {
    it(`${outcome === 'done' ? 'makes a page for' : 'is refused for'} ${what}`, () => {
      assert.equal(codeOf(switchToCard(standing)), outcome)
    })
  }

  it('asks for what is open, not for the total', () => {
    const paid: LedgerEntry = { kind: 'payment', cents: 2_500, paymentId: null }
    const effect = switchToCard(order({ stage: 'part-paid', ledger: [charge, paid] }))
    assert.ok(!isRefusal(effect))
    assert.deepEqual([effect.cents, effect.after], [7_400, 'part-paid'])
  })

  it('keeps what was agreed before until the money is here', () => {
    const effect = switchToCard(order({ stage: 'overdue' }))
    assert.ok(!isRefusal(effect) && effect.after === 'overdue')
  })
})

describe('an invoice instead of a card', () => {
  it('is had while the order waits for the card, or has expired', () => {
    for (const stage of ['awaiting-card', 'expired'] as const) {
      const effect = payByInvoice(byCard({ stage }), at)
      assert.ok(!isRefusal(effect) && effect.after === 'invoiced')
    }
  })
})

describe('a saved card that is declined', () => {
  it('is tried again 3, 7 and 14 days after the first time, and then not any more', () => {
    const declines = ['2026-11-23', '2026-11-26', '2026-11-30', '2026-12-07']
    const next = declines.map((_, count) => nextRetryOn(declines.slice(0, count + 1)))
    assert.deepEqual(next, ['2026-11-26', '2026-11-30', '2026-12-07', null])
  })

  it('leaves the renewal expired after the last try, and a renewal only', () => {
    const declinedOn = ['2026-11-23', '2026-11-26', '2026-11-30', '2026-12-07']
    const last = declineCharge(byCard({ paysBy: 'saved-card', card: books({ declinedOn }) }))
    assert.ok(!isRefusal(last) && last.after === 'expired' && last.retryOn === null)
    assert.equal(codeOf(declineCharge(byCard())), 'order-already')
  })
})
