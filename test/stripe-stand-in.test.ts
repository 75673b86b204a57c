import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { Stripe } from 'stripe'
import { anyPort } from '../dev/services/ports.ts'
import {
  accounts,
  clientOf,
  fourSeats,
  openAccount,
  paid,
  press,
  secondsFromNow,
} from './support/stripe-account.ts'

const { errors } = Stripe
const { open: account, closeAll } = accounts()
after(closeAll)

describe('an idempotency key', () => {
  it('brings the first answer again, and says so', async () => {
    const { stripe, standIn } = await account()
    const create = () => stripe.checkout.sessions.create(fourSeats, { idempotencyKey: 'one' })
    const first = await create()
    const second = await create()
    assert.equal(second.id, first.id)
    assert.equal(second.lastResponse.headers['idempotent-replayed'], 'true')
    assert.equal(first.lastResponse.headers['idempotent-replayed'], undefined)
    assert.equal(standIn.sessions().length, 1)
  })

  it('is refused for something else', async () => {
    const { stripe } = await account()
    await stripe.checkout.sessions.create(fourSeats, { idempotencyKey: 'one' })
    const other = { ...fourSeats, client_reference_id: 'other' }
    const again = stripe.checkout.sessions.create(other, { idempotencyKey: 'one' })
    await assert.rejects(again, errors.StripeIdempotencyError)
  })

  it('used twice at once is answered once, the other is told that it is in use', async () => {
    const { stripe, standIn } = await account()
    standIn.latency(60)
    const create = () => stripe.checkout.sessions.create(fourSeats, { idempotencyKey: 'one' })
    const [first, second] = await Promise.allSettled([create(), create()])
    const refused = [first, second].filter((one) => one.status === 'rejected')
    assert.deepEqual(
      refused.map(({ reason }) => [reason.statusCode, reason.code]),
      [[409, 'idempotency_key_in_use']],
    )
    assert.equal(standIn.sessions().length, 1)
  })

  it('keeps a 500, whether all was done or nothing', async () => {
    for (const [kind, made] of [
      ['failed', 0],
      ['failed-after', 1],
    ] as const) {
      const { stripe, standIn } = await account()
      standIn.plan(kind)
      const create = () => stripe.checkout.sessions.create(fourSeats, { idempotencyKey: 'one' })
      await assert.rejects(create(), { statusCode: 500 })
      await assert.rejects(create(), { statusCode: 500 })
      assert.equal(standIn.sessions().length, made)
      assert.equal(standIn.happened()[kind], 1)
    }
  })

  it('is as new after a day, and after a request that was never begun', async () => {
    const { stripe, standIn, skip } = await account()
    const create = (params: object) =>
      stripe.checkout.sessions.create({ ...fourSeats, ...params }, { idempotencyKey: 'one' })
    await assert.rejects(create({ success_url: 'nowhere' }), { code: 'url_invalid' })
    await create({})
    await skip(86_400)
    await create({ client_reference_id: 'other' })
    assert.equal(standIn.sessions().length, 2)
  })
})

describe('what Stripe would refuse', () => {
  const line = { quantity: 1, price_data: { currency: 'usd', product_data: { name: 'Log-in' } } }
  const cases: [string, object, string | undefined, string | undefined][] = [
    ['an unknown parameter', { colour: 'red' }, 'parameter_unknown', 'colour'],
    ['no address to come back to', { success_url: undefined }, 'parameter_missing', 'success_url'],
    ['an address that is none', { success_url: 'orders' }, 'url_invalid', 'success_url'],
    ['a mail address that is none', { customer_email: 'ada' }, 'email_invalid', 'customer_email'],
    ['a page for 20 minutes', { expires_at: secondsFromNow(20 * 60) }, undefined, 'expires_at'],
    ['a page for 25 hours', { expires_at: secondsFromNow(25 * 3_600) }, undefined, 'expires_at'],
    [
      'a currency of nowhere',
      {
        line_items: [
          { ...line, price_data: { ...line.price_data, currency: 'zzz', unit_amount: 100 } },
        ],
      },
      undefined,
      'line_items[0][price_data][currency]',
    ],
    [
      'a price of half a cent',
      { line_items: [{ ...line, price_data: { ...line.price_data, unit_amount: 0.5 } }] },
      'parameter_invalid_integer',
      'line_items[0][price_data][unit_amount]',
    ],
    [
      'less than half a dollar',
      { line_items: [{ ...line, price_data: { ...line.price_data, unit_amount: 49 } }] },
      'amount_too_small',
      undefined,
    ],
  ]
  for (const [what, params, code, param] of cases) {
    it(`refuses ${what}`, async () => {
      const { stripe, standIn } = await account()
      const create = stripe.checkout.sessions.create({ ...fourSeats, ...params } as never)
      await assert.rejects(create, ({ raw }: Stripe.errors.StripeError) => {
        assert.deepEqual(
          [Reflect.get(raw as object, 'code'), Reflect.get(raw as object, 'param')],
          [code, param],
        )
        return true
      })
      assert.equal(standIn.sessions().length, 0)
    })
  }

  it('refuses a key that is not its own, and does not know what we never ask', async () => {
    const { stripe, standIn } = await account()
    const stranger = clientOf({ url: standIn.url, secretKey: 'sk_test_other' })
    await assert.rejects(stranger.events.list(), errors.StripeAuthenticationError)
    await assert.rejects(
      stripe.balance.retrieve(),
      /Unrecognized request URL \(GET: \/v1\/balance\)/,
    )
    await assert.rejects(stripe.refunds.retrieve('re_none'), { statusCode: 404 })
  })
})

describe('faults', () => {
  it('429 as often as planned, at that endpoint alone, and nothing is kept', async () => {
    const { stripe, standIn } = await account()
    standIn.plan('rate-limited', { times: 5, only: 'POST /v1/checkout/sessions' })
    const create = () => stripe.checkout.sessions.create(fourSeats, { idempotencyKey: 'one' })
    await stripe.events.list()
    for (let times = 0; times < 5; times += 1) {
      await assert.rejects(create(), errors.StripeRateLimitError)
    }
    assert.equal((await create()).status, 'open')
    assert.equal(standIn.happened()['rate-limited'], 5)
    assert.equal(standIn.requests('POST /v1/checkout/sessions'), 6)
  })

  it('an answer that is cut: all was done, and the key brings the answer', async () => {
    const { stripe, standIn } = await account()
    // The client itself tries a second time when a connection ends without an answer.
    standIn.plan('cut', { times: 2 })
    const create = () => stripe.checkout.sessions.create(fourSeats, { idempotencyKey: 'one' })
    await assert.rejects(create(), errors.StripeConnectionError)
    assert.equal((await create()).id, standIn.sessions()[0]?.id)
    assert.equal(standIn.sessions().length, 1)
  })

  it('away: nobody can connect, until it is back at the same place', async () => {
    const { stripe, standIn } = await account()
    await standIn.goAway()
    await assert.rejects(stripe.events.list(), errors.StripeConnectionError)
    await standIn.comeBack()
    assert.equal((await stripe.events.list()).data.length, 0)
  })
})

describe('stripe-mock', () => {
  const checkedBy = process.env.TEST_STRIPE_MOCK_URL
  const skip = checkedBy === undefined && 'only npm test starts a stripe-mock'

  it('looks at every request, and what it does not allow is a violation', { skip }, async () => {
    const { stripe, standIn } = await account({ checkedBy })
    const intent = await paid(stripe, standIn)
    await stripe.refunds.create({ payment_intent: intent, amount: 100, metadata: { order: '1' } })
    await stripe.events.list({ types: ['charge.refunded'], created: { gte: secondsFromNow(-60) } })
    assert.deepEqual(await standIn.violations(), [])
    const strange = stripe.refunds.create({ payment_intent: intent, colour: 'red' } as never)
    await assert.rejects(strange, { code: 'parameter_unknown' })
    const [violation] = await standIn.violations()
    assert.equal(violation?.request, 'POST /v1/refunds')
    assert.match(violation?.message ?? '', /additional properties are not allowed/)
  })
})

describe('the account', () => {
  it('is as it was after a restart, and sends what was not taken yet', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'stripe-'))
    const kept = {
      stateFile: join(folder, 'stripe.json'),
      port: await anyPort(),
      secretKey: 'sk_test_kept',
      webhookSecret: 'whsec_kept',
    }
    const before = await openAccount({ ...kept, pausesMs: [60_000], deliver: async () => 503 })
    const { id } = await before.stripe.checkout.sessions.create(fourSeats, {
      idempotencyKey: 'one',
    })
    before.standIn.pay(id)
    await before.close()
    const { stripe, standIn, heard, close } = await openAccount(kept)
    await standIn.quiet()
    assert.equal(heard.length, 6)
    assert.equal((await stripe.checkout.sessions.retrieve(id)).status, 'complete')
    const again = await stripe.checkout.sessions.create(fourSeats, { idempotencyKey: 'one' })
    assert.equal(again.id, id)
    await close()
    await rm(folder, { recursive: true })
  })

  it('shows what stands in it, and its knobs, on a page', async () => {
    const { stripe, standIn } = await account()
    await paid(stripe, standIn)
    const turn = (path: string, form: Record<string, string> = {}) =>
      press(`${standIn.url}/_stand-in/${path}`, new URLSearchParams(form))
    await turn('faults', { kind: 'cut', times: '2', only: 'POST /v1/refunds' })
    await turn(`payments/${standIn.intents()[0]?.id}/refund`)
    const page = await (await fetch(standIn.url)).text()
    assert.ok(page.includes('2 × cut at POST /v1/refunds'))
    assert.ok(page.includes('refund.created'))
    assert.equal(standIn.refunds().length, 1)
    assert.equal((await turn('faults', { kind: 'nonsense' })).status, 422)
  })
})
