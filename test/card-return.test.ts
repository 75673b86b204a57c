import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type CardOrder, cardOrder, checkoutOf } from './support/card-order.ts'
import { type CatalogueThere, catalogue } from './support/catalogue.ts'
import { placed, stageOf } from './support/purchase.ts'
import { visitor } from './support/visitor.ts'
import { openWorld, type World } from './support/world.ts'

let world: World
let shop: CatalogueThere
before(async () => {
  world = await openWorld({ skipsTime: true })
  shop = await catalogue(world)
})
after(() => world.close())

describe('the page for paying by card', () => {
  it('is shown while it is open, and its end afterwards', async () => {
    const order = await cardOrder(world, await shop.webinar())
    const open = (await checkoutOf(world, order)).body
    assert.deepEqual([open.state, open.cents], ['open', 9900])
    assert.match(String(open.url), new RegExp(order.session))
    world.stripe.pay(order.session)
    await world.quiet()
    const { state, url } = (await checkoutOf(world, order)).body
    assert.deepEqual([state, url], ['complete', null])
  })

  it('is 404 where none was asked for, and for whoever has another link', async () => {
    const webinar = await shop.webinar()
    const byPurchaseOrder = await placed(world, webinar)
    assert.equal((await checkoutOf(world, byPurchaseOrder)).status, 404)
    const { number } = await cardOrder(world, webinar)
    assert.equal((await checkoutOf(world, { number, token: 'guessed' })).status, 404)
    assert.equal((await world.get(`/orders/${number}/checkout`)).status, 401)
    assert.equal((await world.get(`/orders/${number}/checkout`, { as: world.ann })).status, 200)
  })
})

describe('a buyer who comes back from the page', () => {
  it('is told that the payment is here, though no webhook came', async () => {
    const order = await cardOrder(world, await shop.webinar())
    world.stripe.loseEvents(20)
    world.stripe.pay(order.session)
    const { status, text } = await comeBack(order)
    assert.equal(status, 200)
    assert.match(text, /Thank you: your payment is here, and order \d+ is paid/)
    assert.match(text, new RegExp(`"/orders/${order.number}\\?token=${order.token}"`))
    world.stripe.loseEvents(0)
  })

  it('again and again stores one fact, and sees where the order stands', async () => {
    const order = await cardOrder(world, await shop.webinar())
    const first = await comeBack(order)
    assert.match(first.text, /Please do not pay again/)
    world.stripe.pay(order.session)
    await world.quiet()
    const visits = await Promise.all([comeBack(order), comeBack(order), comeBack(order)])
    for (const { text } of visits) assert.match(text, /Thank you: /)
    assert.equal(await returnsOf(order), 1)
  })

  it('before anything was paid changes nothing', async () => {
    const order = await cardOrder(world, await shop.webinar())
    await comeBack(order)
    const { body } = await world.get(`/orders/${order.number}`, { as: world.ann })
    assert.deepEqual([body.stage, body.openCents], ['awaiting-card', 9900])
  })

  it('from a page that was closed is told that nothing was paid', async () => {
    const order = await cardOrder(world, await shop.webinar())
    world.stripe.expire(order.session)
    await world.quiet()
    assert.match((await comeBack(order)).text, /Nothing was paid/)
    assert.equal(await stageOf(world, order), 'expired')
  })

  it('while Stripe is away is told to wait, and the fact is kept', async () => {
    const order = await cardOrder(world, await shop.webinar())
    world.stripe.loseEvents(20)
    world.stripe.pay(order.session)
    await world.stripe.goAway()
    assert.match((await comeBack(order)).text, /Please do not pay again/)
    await world.stripe.comeBack()
    await world.pass('1 minute')
    world.stripe.loseEvents(0)
    assert.equal(await stageOf(world, order), 'paid')
  })

  it('with another page, another link or none is told nothing, and nothing is stored', async () => {
    const webinar = await shop.webinar()
    const [one, other] = [await cardOrder(world, webinar), await cardOrder(world, webinar)]
    for (const [order, expected] of [
      [{ ...one, session: other.session }, 404],
      [{ ...one, session: 'cs_test_nobody' }, 404],
      [{ ...one, session: '../../etc' }, 422],
      [{ ...one, session: '' }, 422],
      [{ ...one, token: other.token }, 404],
      [{ ...one, token: '' }, 303],
      [{ ...one, number: '999999' }, 404],
      [{ ...one, number: 'drop' }, 422],
    ] as const) {
      assert.equal((await comeBack(order)).status, expected, JSON.stringify(order))
    }
    assert.equal(await returnsOf(one), 0)
    assert.equal(await returnsOf(other), 0)
  })
})

/** As the browser opens the address that Stripe's page sends it to. */
async function comeBack({
  number,
  token,
  session,
}: Pick<CardOrder, 'number' | 'token' | 'session'>) {
  const query = new URLSearchParams({ token, session })
  return visitor(world).get(`/orders/${number}/card-return?${query}`)
}

async function returnsOf({ session }: CardOrder): Promise<number> {
  return (await world.sql`select from submissions where token = ${`return/${session}`}`).length
}
