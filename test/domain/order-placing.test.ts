import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { decideOrder } from '../../domain/order.ts'
import type { Offer } from '../../domain/order-state.ts'
import { isRefusal } from '../../domain/process.ts'
import { asked, at, commands, order } from '../support/order-standings.ts'

describe('an order that is not placed', () => {
  const offer: Offer = {
    list: order().list,
    sells: 'live',
    pass: null,
    seatsReached: 0,
    isPassValid: false,
    renews: null,
    on: '2026-11-23',
    latestExpectedOn: '2027-06-21',
  }
  const wish = {
    kind: 'place',
    product: 'team',
    webinar: 'calm-desks',
    seats: 5,
    people: 5,
    access: 'roster',
    paysBy: 'purchase-order',
    checkExpectedOn: null,
    passNumber: null,
    agreedCents: null,
    savesCard: false,
  } as const
  const place = (offered: Offer, more: object = {}) =>
    decideOrder(
      { ...order(), stage: 'unplaced', asked: { ...asked, offer: offered } },
      { ...wish, ...more },
      at,
    )
  const refusal = (offered: Offer, more: object = {}) => {
    const verdict = place(offered, more)
    return isRefusal(verdict) ? verdict.refused : verdict.write
  }

  it('is priced by its list, and opens on the way in which it is paid', () => {
    const opened = place(offer)
    assert.ok(!isRefusal(opened) && opened.write === 'openOrder')
    assert.deepEqual([opened.after, opened.totalCents, opened.places], ['po-submitted', 32_500, 5])
    const later = place({ ...offer, seatsReached: 3 }, { seats: 2, people: 0 })
    assert.ok(!isRefusal(later) && later.write === 'openOrder')
    assert.equal(later.totalCents, 13_000)
  })

  it('is refused for its own reason', () => {
    const { list: _, ...rest } = offer
    assert.equal(refusal({ ...rest, list: null }), 'no-such-webinar')
    assert.equal(refusal({ ...offer, sells: null }), 'webinar-not-on-sale')
    assert.equal(refusal(offer, { people: 6 }), 'more-people-than-seats')
    assert.equal(refusal(offer, { access: 'niche-academy' }), 'access-not-for-product')
    assert.equal(refusal(offer, { checkExpectedOn: '2027-06-22' }), 'check-expected-too-late')
    assert.equal(refusal(offer, { product: 'pass' }), 'no-such-pass-product')
    const free = { product: 'individual', paysBy: 'free', seats: 1, people: 0 }
    assert.equal(refusal(offer, free), 'pass-not-valid')
    assert.equal(
      refusal({ ...offer, isPassValid: true }, { ...free, seats: 2 }),
      'free-is-one-log-in',
    )
    assert.equal(refusal({ ...offer, isPassValid: true }, free), 'openOrder')
  })

  it('is told nothing else', () => {
    for (const command of Object.values(commands)) {
      const verdict = decideOrder(null, command, at)
      assert.ok(isRefusal(verdict))
      assert.equal(verdict.refused, 'not-placed')
    }
  })
})
