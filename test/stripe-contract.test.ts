import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isFailure } from '../payments/failure.ts'
import { createPayments, type Payments } from '../payments/stripe.ts'

const apiUrl = process.env.TEST_STRIPE_MOCK_URL ?? assert.fail('stripe-mock does not run')
const payments = createPayments({ secretKey: 'sk_test_contract', apiUrl })

const refund = {
  order: '2041',
  request: '0b5f7c1e-0d2a-4a4e-9a57-2f6f8f1f0c11',
  intent: 'pi_1',
  cents: 9_900,
  purpose: 'bought',
} as const
const charge = {
  order: '2041',
  request: refund.request,
  customer: 'cus_1',
  paymentMethod: 'pm_1',
  cents: 49_900,
  description: 'Order 2041',
}
const page = {
  order: '2041',
  request: refund.request,
  lines: [{ name: '5 log-ins, team price: Calm Desks', quantity: 5, unitCents: 6_500 }],
  email: 'cara@library.example',
  description: 'Order 2041',
  note: 'Exempt from sales tax',
  expiresAt: '2026-11-24T15:00:00.000Z',
  savesCard: false,
  successUrl: 'https://webinars.example/orders/2041/card-return?session={CHECKOUT_SESSION_ID}',
  cancelUrl: 'https://webinars.example/orders/2041',
}
const asked = { order: '2041', sessions: ['cs_1'], intents: ['pi_1'], event: 'evt_1' }
const since = '2026-11-01T00:00:00.000Z'

/** Each request that we make, as we make it; stripe-mock refuses what Stripe's published API does not describe. */
const requests: { [Name in keyof Payments]: (() => Promise<unknown>)[] } = {
  createCheckout: [
    () => payments.createCheckout('key-1', page),
    () => payments.createCheckout('key-2', { ...page, note: null, savesCard: true }),
  ],
  expireCheckout: [() => payments.expireCheckout('key-3', 'cs_1')],
  createRefund: [
    () => payments.createRefund('key-4', refund),
    () => payments.createRefund('key-5', { ...refund, purpose: 'credit' }),
  ],
  findRefund: [() => payments.findRefund(refund)],
  createCharge: [() => payments.createCharge('key-6', charge)],
  findCharge: [() => payments.findCharge(charge)],
  detachCard: [() => payments.detachCard('key-7', 'pm_1')],
  readTruth: [
    () => payments.readTruth(asked),
    () => payments.readTruth({ ...asked, sessions: [], intents: [], event: null }),
  ],
  readAccount: [() => payments.readAccount()],
  listEvents: [() => first(payments.listEvents(since))],
  listPaymentIntents: [() => first(payments.listPaymentIntents(since))],
}

describe('Stripe’s published API', () => {
  for (const [name, calls] of Object.entries(requests)) {
    it(`takes what ${name} asks`, async () => {
      for (const call of calls) await call()
    })
  }

  it('has a contract here for everything that we ask', () => {
    assert.deepEqual(Object.keys(requests).toSorted(), Object.keys(payments).toSorted())
  })

  it('would refuse a request that it does not describe', async () => {
    const wrong = { ...refund, cents: 'many' as unknown as number }
    await assert.rejects(payments.createRefund('key-8', wrong), (error) =>
      isFailure(error, 'refused'),
    )
  })
})

async function first<T>(list: AsyncIterable<T>): Promise<T | null> {
  for await (const item of list) return item
  return null
}
