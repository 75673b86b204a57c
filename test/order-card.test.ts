import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { bookedOn, byCard, checkoutOf, pageOf } from './support/card.ts'
import { type CatalogueThere, catalogue } from './support/catalogue.ts'
import { aCheck, recorded } from './support/desk.ts'
import { accepted, ask, done, opensOf, paid, placed, stageOf, tasksOf } from './support/purchase.ts'
import { openWorld, type World } from './support/world.ts'

let world: World
let there: CatalogueThere
before(async () => {
  world = await openWorld({ skipsTime: true })
  there = await catalogue(world)
})
after(() => world.close())

const settled = async () => {
  await world.stripe.quiet()
  await world.sweep()
  await world.quiet()
}

describe('an order by card', () => {
  it('waits for the card, opens everything when it is paid, and thanks with a receipt', async () => {
    const purchase = await byCard(world, await there.webinar())
    assert.equal(await stageOf(world, purchase), 'awaiting-card')
    assert.equal(await opensOf(world, purchase), 'nothing')
    world.stripe.pay(await pageOf(world, purchase))
    await settled()
    assert.equal(await stageOf(world, purchase), 'paid')
    assert.equal(await opensOf(world, purchase), 'live and recording')
    assert.deepEqual(await bookedOn(world, purchase, 'payment'), [9_900])
    await world.mail.to(purchase.buyer.email, `Order ${purchase.number} is paid. Thank you!`)
    assert.equal((await checkoutOf(world, purchase)).state, 'complete')
  })

  it('is every product: a team, a showing, an institution, a pass', async () => {
    const webinar = await there.webinar()
    const wishes: object[] = [
      { product: 'team', seats: 3, people: [] },
      { product: 'group-showing', seats: undefined },
      { product: 'institution', seats: undefined },
      { product: 'pass', webinar: undefined, passProduct: 'individual-annual', seats: undefined },
    ]
    for (const wish of wishes) {
      const purchase = await byCard(world, webinar, wish)
      world.stripe.pay(await pageOf(world, purchase))
      await settled()
      assert.equal(await stageOf(world, purchase), 'paid', JSON.stringify(wish))
    }
  })

  it('that is declined stays open for another card, and charges nothing', async () => {
    const purchase = await byCard(world, await there.webinar())
    const page = await pageOf(world, purchase)
    world.stripe.pay(page, '4000 0000 0000 0002')
    await settled()
    assert.equal(await stageOf(world, purchase), 'awaiting-card')
    assert.deepEqual(await bookedOn(world, purchase, 'payment'), [])
    world.stripe.pay(page)
    await settled()
    assert.equal(await stageOf(world, purchase), 'paid')
  })

  it('expires after a day with one mail, and late money revives it', async () => {
    const purchase = await byCard(world, await there.webinar())
    const page = await pageOf(world, purchase)
    await world.pass('25 hours')
    await settled()
    assert.equal(await stageOf(world, purchase), 'expired')
    await world.mail.to(purchase.buyer.email, `Order ${purchase.number} is not paid yet`)
    world.stripe.pay(page, undefined, { evenIfExpired: true })
    await settled()
    assert.equal(await stageOf(world, purchase), 'paid')
    assert.equal(await opensOf(world, purchase), 'live and recording')
  })

  it('that has expired is paid on a new page, or by invoice', async () => {
    const webinar = await there.webinar({ startsInDays: 60 })
    const [again, invoiced] = [await byCard(world, webinar), await byCard(world, webinar)]
    for (const purchase of [again, invoiced]) await pageOf(world, purchase)
    await world.pass('25 hours')
    await settled()
    assert.equal((await ask(world, again, 'card-payments')).status, 201)
    world.stripe.pay(await pageOf(world, again))
    assert.equal((await ask(world, invoiced, 'invoice-requests')).status, 201)
    await settled()
    assert.equal(await stageOf(world, again), 'paid')
    assert.equal(await stageOf(world, invoiced), 'invoiced')
  })

  it('cancelled, closes its page; money that came all the same is credit and a task', async () => {
    const purchase = await byCard(world, await there.webinar())
    const page = await pageOf(world, purchase)
    assert.equal((await ask(world, purchase, 'cancellations')).status, 201)
    await settled()
    assert.notEqual((await checkoutOf(world, purchase)).state, 'open')
    world.stripe.pay(page, undefined, { evenIfExpired: true })
    await settled()
    assert.equal(await stageOf(world, purchase), 'cancelled')
    assert.deepEqual(await tasksOf(world, purchase), ['paid-after-close'])
    await world.mail.to(purchase.buyer.email, 'We are holding a credit of $99.00 for you')
  })

  it('of fewer seats is paid on a page with the new price', async () => {
    const wish = { product: 'team', seats: 5, people: [] }
    const purchase = await byCard(world, await there.webinar(), wish)
    await pageOf(world, purchase)
    assert.equal((await ask(world, purchase, 'seat-reductions', { seats: 3 })).status, 201)
    await settled()
    const page = await pageOf(world, purchase)
    assert.equal((await checkoutOf(world, purchase)).cents, 22_500)
    world.stripe.pay(page)
    await settled()
    assert.deepEqual(await bookedOn(world, purchase, 'payment'), [22_500])
    assert.equal(await stageOf(world, purchase), 'paid')
  })
})

describe('a card instead of an invoice', () => {
  it('pays what is open of it, and the reminders stop', async () => {
    const purchase = await accepted(world, await there.webinar({ startsInDays: 100 }))
    await paid(world, [[purchase, 12_500]])
    await done(world, purchase, 'card-payments')
    const page = await pageOf(world, purchase)
    assert.equal((await checkoutOf(world, purchase)).cents, 20_000)
    assert.equal(await stageOf(world, purchase), 'part-paid')
    world.stripe.pay(page)
    await settled()
    assert.equal(await stageOf(world, purchase), 'paid')
    const before = world.mail.subjects(purchase.buyer.email).length
    await world.pass('60 days')
    assert.equal(world.mail.subjects(purchase.buyer.email).length, before)
  })

  it('takes the place of a purchase order that was declined', async () => {
    const purchase = await placed(world, await there.webinar())
    await done(world, purchase, 'purchase-order-declines', { reason: 'Not signed.' })
    assert.equal((await ask(world, purchase, 'card-payments')).status, 201)
    world.stripe.pay(await pageOf(world, purchase))
    await settled()
    assert.equal(await stageOf(world, purchase), 'paid')
  })

  it('and a check as well: the second is credit and a task', async () => {
    const purchase = await accepted(world, await there.webinar())
    await done(world, purchase, 'card-payments')
    const page = await pageOf(world, purchase)
    await paid(world, [[purchase, 32_500]])
    world.stripe.pay(page, undefined, { evenIfExpired: true })
    await settled()
    assert.equal(await stageOf(world, purchase), 'paid')
    assert.deepEqual(await bookedOn(world, purchase, 'credit-out'), [32_500])
    assert.deepEqual(await tasksOf(world, purchase), ['overpaid'])
  })

  it('is not asked for twice: the page that is open is the one', async () => {
    const purchase = await byCard(world, await there.webinar())
    await pageOf(world, purchase)
    const again = await ask(world, purchase, 'card-payments')
    assert.equal(again.status, 409)
    assert.match(String(again.body.detail), /open already/)
  })
})

describe('while Stripe does not answer', () => {
  it('a check for the same order does not wait for it', async () => {
    const purchase = await accepted(world, await there.webinar())
    await done(world, purchase, 'card-payments')
    await pageOf(world, purchase)
    await world.stripe.goAway()
    const told = await world.post(`/orders/${purchase.number}/stripe-checks`, {}, { as: world.ann })
    assert.equal(told.status, 202, JSON.stringify(told.body))
    const allocations = [{ order: purchase.number, cents: 32_500 }]
    await recorded(world, aCheck({ cents: 32_500, allocations }))
    await world.until(async () => (await stageOf(world, purchase)) === 'paid')
    await world.stripe.comeBack()
    await world.skip('10 minutes')
    await settled()
  })
})

describe('what a page costs', () => {
  it('is at most two more statements than an order by invoice takes', async () => {
    const webinar = await there.webinar()
    const wish = { product: 'individual', seats: 1, people: [], purchaseOrderNumber: null }
    await byCard(world, webinar)
    await world.quiet()
    const invoice = await world.counted(() =>
      placed(world, webinar, { ...wish, paysBy: 'invoice' }),
    )
    const card = await world.counted(async () => {
      const { number } = await byCard(world, webinar)
      await world.until(async () =>
        world.stripe.sessions().some((page) => page.client_reference_id === number),
      )
    })
    const isMail = (one: string) => /messages|documents/.test(one)
    const [byInvoice, byPage] = [invoice, card].map(
      (all) => all.filter((one) => !isMail(one)).length,
    )
    assert.ok(Number(byPage) <= Number(byInvoice) + 2, `${byPage} beside ${byInvoice}`)
  })
})
