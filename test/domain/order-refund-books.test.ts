import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { CardDispute, CardPayment, CardRefund } from '../../domain/card.ts'
import { balanceOf, sumOfKind } from '../../domain/ledger.ts'
import type { OrderCommand } from '../../domain/order.ts'
import { isClosed } from '../../domain/order-state.ts'
import { creditBalance } from '../../domain/settlement.ts'
import {
  dispute,
  hears,
  payment,
  refund,
  refunding,
  type Standing,
  told,
  waiting,
} from '../support/card-standing.ts'

type AtStripe =
  | { what: 'pays'; by: number }
  | { what: 'refunds'; by: number; nth: number; cents: number; state: CardRefund['state'] }
  | { what: 'disputes'; by: number; state: CardDispute['state'] }
type Event =
  | AtStripe
  | { what: 'decides'; command: OrderCommand }
  | { what: 'answers'; state: CardRefund['state'] }

const by = fc.integer({ min: 1, max: 2 })
const refundState = fc.constantFrom<CardRefund['state'][]>('pending', 'succeeded', 'failed')
const cents = fc.integer({ min: 1, max: 9_900 })
const decision = fc.oneof(
  fc.boolean().map((byCheck) => refunding({ byCheck })),
  fc
    .tuple(cents, fc.boolean())
    .map(([cents, byCheck]) => refunding({ what: 'amount', cents, byCheck })),
  fc.record({
    kind: fc.constant('refundCredit' as const),
    payment: by.map((nth) => payment(nth).payment),
    cents,
  }),
)
const atStripe: fc.Arbitrary<AtStripe> = fc.oneof(
  fc.record({ what: fc.constant('pays' as const), by }),
  fc.record({
    what: fc.constant('refunds' as const),
    by,
    nth: fc.integer({ min: 1, max: 3 }),
    cents: fc.constantFrom(3_000, 9_900),
    state: refundState,
  }),
  fc.record({
    what: fc.constant('disputes' as const),
    by,
    state: fc.constantFrom<CardDispute['state'][]>('open', 'won', 'lost'),
  }),
)
const event: fc.Arbitrary<Event> = fc.oneof(
  { arbitrary: atStripe, weight: 3 },
  fc.record({ what: fc.constant('decides' as const), command: decision }),
  fc.record({ what: fc.constant('answers' as const), state: refundState }),
)

describe('whatever is decided and whatever Stripe says', () => {
  it('every cent is in one place, and none goes back twice', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 12 }), (events) => {
        const stripe = emptyStripe()
        let standing = waiting()
        for (const one of events) {
          if (one.what === 'decides') standing = told(standing, one.command)
          else happens(stripe, one, standing)
          assertBooks(standing)
          standing = hears(standing, saidBy(stripe))
          assertBooks(standing)
        }
      }),
      { numRuns: 1_000 },
    )
  })

  it('of one payment, told in any number of parts and again, comes to the same', () => {
    const ofOne = atStripe
      .filter((one) => one.what !== 'refunds' || one.state !== 'failed')
      .map((one) => ({ ...one, by: 1 }))
    const facts = fc.array(fc.tuple(ofOne, fc.boolean()), { maxLength: 12 })
    fc.assert(
      fc.property(facts, (all) => {
        const stripe = emptyStripe()
        let often = waiting()
        for (const [one, isTold] of all) {
          happens(stripe, one, often)
          if (isTold) often = hears(hears(often, saidBy(stripe)), saidBy(stripe))
        }
        often = hears(often, saidBy(stripe))
        const atOnce = hears(waiting(), saidBy(stripe))
        assert.deepEqual(balanceOf(often.order.ledger), balanceOf(atOnce.order.ledger))
        assert.equal(often.order.stage, atOnce.order.stage)
        assert.equal(creditBalance(often.credit), creditBalance(atOnce.credit))
      }),
      { numRuns: 500 },
    )
  })
})

interface Stripe {
  payments: Map<number, CardPayment>
  refunds: Map<string, CardRefund>
  disputes: Map<number, CardDispute>
}

function emptyStripe(): Stripe {
  return { payments: new Map(), refunds: new Map(), disputes: new Map() }
}

function saidBy({ payments, refunds, disputes }: Stripe) {
  return {
    payments: [...payments.values()],
    refunds: [...refunds.values()],
    disputes: [...disputes.values()],
  }
}

/** What can happen at Stripe, as far as it lets it: nothing is refunded twice, nor while it is disputed. */
function happens(stripe: Stripe, one: Exclude<Event, { what: 'decides' }>, { order }: Standing) {
  switch (one.what) {
    case 'pays':
      return stripe.payments.set(one.by, payment(one.by))
    case 'answers':
      return order.card.refundsAsked.forEach(({ request, ...asked }) => {
        const id = `re_${request}`
        if (leftOf(stripe, asked.payment) < asked.cents) return
        stripe.refunds.set(id, { ...asked, refund: id, request, state: one.state })
      })
    case 'disputes':
      return stripe.payments.has(one.by) && disputes(stripe, one)
    case 'refunds':
      return stripe.payments.has(one.by) && refunds(stripe, one)
  }
}

function disputes(stripe: Stripe, { by, state }: Extract<Event, { what: 'disputes' }>): void {
  const before = stripe.disputes.get(by)
  const cents = before?.cents ?? leftOf(stripe, payment(by).payment)
  const isOpen = before === undefined || before.state === 'open'
  if (cents > 0 && isOpen) stripe.disputes.set(by, dispute(by, state, cents))
}

function refunds(stripe: Stripe, one: Extract<Event, { what: 'refunds' }>): void {
  const id = `re_${one.by}${one.nth}`
  const before = stripe.refunds.get(id)
  const isThere = leftOf(stripe, payment(one.by).payment) >= one.cents
  const isNew = before === undefined && isThere && !stripe.disputes.has(one.by)
  const goesOn = before?.state === 'pending' || (before && one.state === 'failed')
  if (!isNew && !goesOn) return
  const cents = before?.cents ?? one.cents
  stripe.refunds.set(id, { ...refund(one.by, { cents, state: one.state }), refund: id })
}

function leftOf({ refunds }: Stripe, payment: string): number {
  return [...refunds.values()]
    .filter((one) => one.payment === payment && one.state !== 'failed')
    .reduce((left, { cents }) => left - cents, 9_900)
}

/** What must hold of an order's books at every instant. */
function assertBooks({ order, credit }: Standing): void {
  const { receivedCents, openCents } = balanceOf(order.ledger)
  const owed = sumOfKind(order.ledger, 'charge') - sumOfKind(order.ledger, 'credit-note')
  const passedOn = sumOfKind(order.ledger, 'credit-out') - sumOfKind(order.ledger, 'credit-in')
  const kept = credit
    .filter(({ kind }) => kind !== 'paid-out')
    .reduce((sum, { kind, cents }) => sum + (kind === 'from-order' ? cents : -cents), 0)
  assert.ok(receivedCents >= 0, 'more went out than came in')
  const isOwed = order.stage === 'awaiting-card' || order.stage === 'expired'
  assert.equal(openCents > 0, isOwed, `${order.stage}: ${openCents}`)
  assert.equal(passedOn, kept, 'credit is not what the order passed on')
  assert.equal(receivedCents + creditBalance(credit), moneyHere(order))
  if (!isClosed(order)) assert.equal(owed, order.totalCents, 'is not charged its total')
}

/** What came by card, less what went back: to cards, by check, and to a bank. */
function moneyHere({ card, ledger }: Standing['order']): number {
  const { payments, refunds, refundsAsked } = card
  const decided = [...refundsAsked, ...refunds.filter(({ state }) => state === 'pending')]
  const back = [
    ...refunds.filter(({ state }) => state === 'succeeded'),
    ...decided.filter(({ purpose }) => purpose === 'credit'),
    ...ledger.filter(({ kind, paymentId }) => kind === 'refund' && paymentId === null),
    ...ledger.filter(({ kind }) => kind === 'reversal'),
  ]
  const came = payments.reduce((sum, { cents }) => sum + cents, 0)
  return back.reduce((left, { cents }) => left - cents, came)
}
