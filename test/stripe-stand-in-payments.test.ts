import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import type { Stripe } from 'stripe'
import {
  accounts,
  charged,
  filledIn,
  fourSeats,
  paid,
  press,
  savedCard,
  secondsFromNow,
} from './support/stripe-account.ts'

const { open: account, closeAll } = accounts()
after(closeAll)

describe('the hosted page', () => {
  it('takes a good card, tells what happened, and sends the buyer on', async () => {
    const { stripe, standIn, heard } = await account()
    const session = await stripe.checkout.sessions.create(fourSeats)
    const answer = await press(session.url ?? '', filledIn('4242 4242 4242 4242'))
    assert.equal(answer.status, 303)
    const back = `http://webinars.example/orders/2041?session=${session.id}`
    assert.equal(answer.headers.get('location'), back)
    await standIn.quiet()
    assert.deepEqual(heard, [
      'payment_intent.created',
      'customer.created',
      'payment_method.attached',
      'charge.succeeded',
      'payment_intent.succeeded',
      'checkout.session.completed',
    ])
    const expand = ['payment_intent.latest_charge', 'line_items']
    const paid = await stripe.checkout.sessions.retrieve(session.id, { expand })
    assert.deepEqual([paid.status, paid.payment_status, paid.url], ['complete', 'paid', null])
    const { latest_charge: charge, metadata } = paid.payment_intent as Stripe.PaymentIntent
    assert.equal((charge as Stripe.Charge).amount, 30_000)
    assert.deepEqual(metadata, { order: '2041' })
    assert.equal(paid.line_items?.data[0]?.quantity, 4)
  })

  it('says Stripe’s sentence when a card is declined, and lets another be tried', async () => {
    const sentences = [
      ['4000000000000002', 'Your card was declined.'],
      ['4000000000009995', 'Your card has insufficient funds.'],
      ['4000000000000069', 'Your card has expired.'],
    ] as const
    const { stripe, standIn, heard } = await account()
    const { id, url } = await stripe.checkout.sessions.create(fourSeats)
    for (const [number, sentence] of sentences) {
      const answer = await press(url ?? '', filledIn(number))
      assert.equal(answer.status, 402)
      assert.ok((await answer.text()).includes(sentence), sentence)
    }
    await standIn.quiet()
    const failed = heard.filter((type) => type === 'payment_intent.payment_failed')
    assert.equal(failed.length, sentences.length)
    assert.equal((await stripe.checkout.sessions.retrieve(id)).status, 'open')
    assert.equal((await press(url ?? '', filledIn('4242424242424242'))).status, 303)
    assert.equal(standIn.intents().length, 1)
    assert.equal(standIn.charges().length, 1)
  })

  it('leads through 3-D Secure, which may go well or not', async () => {
    const { stripe, standIn } = await account()
    const { url, id } = await stripe.checkout.sessions.create(fourSeats)
    const asked = await press(url ?? '', filledIn('4000 0027 6000 3184'))
    assert.equal(asked.headers.get('location'), `/c/pay/${id}/authenticate`)
    const bank = `${url}/authenticate`
    assert.ok((await (await fetch(bank)).text()).includes('Complete authentication'))
    const failed = await press(bank, new URLSearchParams({ decision: 'fail' }))
    assert.ok((await failed.text()).includes('We are unable to authenticate'))
    assert.equal(standIn.charges().length, 0)
    await press(url ?? '', filledIn('4000 0027 6000 3184'))
    const passed = await press(bank, new URLSearchParams({ decision: 'complete' }))
    assert.equal(passed.status, 303)
    assert.equal(standIn.charges().length, 1)
  })

  it('names what is wrong by the field, keeps the rest, and fills in a card that is clicked', async () => {
    const { stripe } = await account()
    const { url } = await stripe.checkout.sessions.create(fourSeats)
    const wrong = await press(url ?? '', filledIn('4111', { expiry: '01 / 20', postalCode: '' }))
    const page = await wrong.text()
    assert.equal(wrong.status, 422)
    for (const name of ['number', 'expiry', 'postalCode']) {
      assert.ok(page.includes(`id="${name}-mistake"`), name)
    }
    assert.ok(page.includes('Ada Archer'))
    const picked = await press(url ?? '', filledIn('', { pick: '4242424242424242' }))
    assert.ok((await picked.text()).includes('value="4242 4242 4242 4242"'))
  })

  it('asks for the address and the business where the page was to', async () => {
    const { stripe } = await account()
    const { id, url } = await stripe.checkout.sessions.create({
      ...fourSeats,
      billing_address_collection: 'required',
      tax_id_collection: { enabled: true },
    })
    const without = await press(url ?? '', filledIn('4242424242424242'))
    assert.ok((await without.text()).includes('Enter the street and number.'))
    const address = { line1: '1 Main Street', city: 'Springfield', state: 'IL' }
    const business = { businessName: 'Springfield Public Library', taxId: '12-3456789' }
    await press(url ?? '', filledIn('4242424242424242', { ...address, ...business }))
    const { customer_details: who } = await stripe.checkout.sessions.retrieve(id)
    assert.equal(who?.address?.line1, '1 Main Street')
    assert.equal(who?.business_name, 'Springfield Public Library')
    assert.deepEqual(who?.tax_ids, [{ type: 'us_ein', value: '12-3456789' }])
  })

  it('takes nothing once it is paid or expired, and says which', async () => {
    const { stripe, standIn, skip, heard } = await account()
    const [paid, late] = [
      await stripe.checkout.sessions.create(fourSeats),
      await stripe.checkout.sessions.create(fourSeats),
    ]
    standIn.pay(paid.id)
    await skip(86_400)
    for (const [{ url }, sentence] of [
      [paid, 'This is paid already'],
      [late, 'This page has expired'],
    ] as const) {
      const answer = await press(url ?? '', filledIn('4242424242424242'))
      assert.ok((await answer.text()).includes(sentence))
    }
    assert.equal(standIn.charges().length, 1)
    assert.equal(heard.filter((type) => type === 'checkout.session.expired').length, 1)
    await assert.rejects(stripe.checkout.sessions.expire(paid.id), /can be expired/)
  })
})

describe('a saved card', () => {
  it('is charged while its holder is away, until it is detached', async () => {
    const { stripe, standIn } = await account()
    const { customer, method } = await savedCard(stripe, standIn)
    const charge = () => charged(stripe, { customer, method })
    assert.equal((await charge()).status, 'succeeded')
    await stripe.paymentMethods.detach(method)
    await assert.rejects(charge(), { param: 'payment_method' })
    assert.equal(standIn.charges().length, 2)
  })

  it('may be declined later, or want its holder back', async () => {
    const { stripe, standIn, heard } = await account()
    const { customer, method } = await savedCard(stripe, standIn, '4000000000000341')
    const declined = { statusCode: 402, code: 'card_declined', decline_code: 'generic_decline' }
    await assert.rejects(charged(stripe, { customer, method }), declined)
    standIn.changeCard(method, '4000002760003184')
    const asks = { statusCode: 402, code: 'authentication_required' }
    await assert.rejects(charged(stripe, { customer, method }), asks)
    await standIn.quiet()
    assert.equal(heard.filter((type) => type === 'payment_intent.payment_failed').length, 2)
    assert.equal(standIn.charges().length, 1)
  })
})

describe('money on its way back', () => {
  it('is refunded in parts, and never more than is left', async () => {
    const { stripe, standIn, heard } = await account()
    const intent = await paid(stripe, standIn)
    await stripe.refunds.create({ payment_intent: intent, amount: 10_000 })
    const tooMuch = stripe.refunds.create({ payment_intent: intent, amount: 20_001 })
    await assert.rejects(
      tooMuch,
      /\$200\.01\) is greater than unrefunded amount on charge \(\$200\.00/,
    )
    standIn.refund(intent)
    const again = stripe.refunds.create({ payment_intent: intent })
    await assert.rejects(again, { code: 'charge_already_refunded' })
    const { data } = await stripe.refunds.list({ payment_intent: intent })
    assert.deepEqual(
      data.map(({ amount }) => amount),
      [20_000, 10_000],
    )
    await standIn.quiet()
    assert.equal(heard.filter((type) => type === 'charge.refunded').length, 2)
  })

  it('may take its time, and come back', async () => {
    const { stripe, standIn } = await account()
    const slow = await stripe.refunds.create({
      payment_intent: await paid(stripe, standIn, '4000000000007726'),
    })
    assert.equal(slow.status, 'pending')
    assert.equal(standIn.settleRefund(slow.id).status, 'succeeded')
    const failing = await stripe.refunds.create({
      payment_intent: await paid(stripe, standIn, '4000000000005126'),
    })
    assert.equal((await stripe.refunds.retrieve(failing.id)).status, 'failed')
  })

  it('is disputed, won or lost, and cannot be refunded meanwhile', async () => {
    const { stripe, standIn, heard } = await account()
    const intent = await paid(stripe, standIn)
    const { id } = standIn.dispute(intent)
    const { data } = await stripe.disputes.list({ payment_intent: intent })
    assert.deepEqual(
      data.map((one) => [one.id, one.status]),
      [[id, 'needs_response']],
    )
    const refund = stripe.refunds.create({ payment_intent: intent })
    await assert.rejects(refund, { code: 'charge_disputed' })
    standIn.closeDispute(id, 'won')
    assert.equal((await stripe.disputes.retrieve(id)).status, 'won')
    await standIn.quiet()
    assert.deepEqual(heard.slice(-4), [
      'charge.dispute.created',
      'charge.dispute.funds_withdrawn',
      'charge.dispute.closed',
      'charge.dispute.funds_reinstated',
    ])
  })
})

describe('events', () => {
  it('are sent until they are taken, and given up after the last try', async () => {
    let tries = 0
    const deliver = async () => {
      tries += 1
      return tries === 9 ? 200 : 500
    }
    const { stripe, standIn } = await account({ deliver })
    await paid(stripe, standIn)
    await standIn.quiet()
    assert.equal((await stripe.events.list({ delivery_success: true })).data.length, 1)
    assert.equal(standIn.travelled().sent, 1 * 2 + 5 * 3)
  })

  it('are lost, doubled or turned round, and can be listed and sent again', async () => {
    const { stripe, standIn, heard } = await account()
    standIn.loseEvents(6)
    await paid(stripe, standIn)
    await standIn.quiet()
    assert.deepEqual(heard, [])
    assert.equal(standIn.travelled().lost, 6)
    const types = ['payment_intent.succeeded']
    const [event] = (await stripe.events.list({ types })).data
    standIn.sendEventsTimes(10)
    standIn.resend(event?.id ?? '')
    await standIn.quiet()
    assert.deepEqual(heard, Array(10).fill('payment_intent.succeeded'))
    standIn.sendEventsTimes(1)
    standIn.holdEvents()
    standIn.refund(standIn.intents()[0]?.id ?? '')
    standIn.releaseEvents('reversed')
    await standIn.quiet()
    assert.deepEqual(heard.slice(10), ['charge.refunded', 'refund.created'])
  })

  it('are listed page by page, newest first, and forgotten after thirty days', async () => {
    const { stripe, standIn, skip } = await account()
    await paid(stripe, standIn)
    const first = await stripe.events.list({ limit: 4 })
    assert.equal(first.has_more, true)
    const starting_after = first.data.at(-1)?.id ?? ''
    const rest = await stripe.events.list({ limit: 4, starting_after })
    assert.deepEqual([rest.data.length, rest.has_more], [2, false])
    assert.equal(rest.data.at(-1)?.type, 'payment_intent.created')
    await skip(31 * 86_400)
    await assert.rejects(stripe.events.retrieve(starting_after), { code: 'resource_missing' })
    const created = { gte: secondsFromNow(30 * 86_400) }
    assert.equal((await stripe.paymentIntents.list({ created })).data.length, 0)
  })
})
