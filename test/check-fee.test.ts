import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { catalogue } from './support/catalogue.ts'
import { moneyPost, onCheck } from './support/desk.ts'
import {
  accepted,
  done,
  opensOf,
  type Purchase,
  paid,
  refused,
  shown,
  tell,
} from './support/purchase.ts'
import { openWorld, type World } from './support/world.ts'

const price = 32_500
const fee = { reason: 'bounced', feeCents: 3_000 }

let world: World
let webinar: string
before(async () => {
  world = await openWorld({ skipsTime: true })
  webinar = await (await catalogue(world)).webinar({ startsInDays: 300 })
})
after(() => world.close())

async function bounced(body: object): Promise<Purchase> {
  const purchase = await accepted(world, webinar)
  const check = await paid(world, [[purchase, price]])
  await onCheck(world, check, 'reversals', body)
  await world.quiet()
  return purchase
}

async function standing(purchase: Purchase): Promise<unknown[]> {
  await world.quiet()
  const { stage, openCents } = await shown(world, purchase)
  return [stage, openCents]
}

describe('a check that bounced, with a fee', () => {
  it('opens its order again, and the fee on top; the mail says both', async () => {
    const purchase = await bounced(fee)
    assert.deepEqual(await standing(purchase), ['invoiced', price + 3_000])
    const { text } = await world.mail.to(
      purchase.buyer.email,
      `Order ${purchase.number}: $355.00 is due again`,
    )
    assert.match(text, /Fee for the returned check.*\$30\.00/s)
  })

  it('without one asks for none', async () => {
    const purchase = await bounced({ reason: 'bounced' })
    assert.deepEqual(await standing(purchase), ['invoiced', price])
    assert.equal(await refused(waived(purchase)), 'No fee is open on this order.')
  })

  it('is not paid by the price alone, and access stays open', async () => {
    const purchase = await bounced(fee)
    await paid(world, [[purchase, price]])
    assert.deepEqual(await standing(purchase), ['part-paid', 3_000])
    await world.pass('11 days')
    await world.quiet()
    assert.equal(await opensOf(world, purchase), 'live and recording')
    await world.pass('80 days')
    await world.quiet()
    assert.equal(await opensOf(world, purchase), 'live and recording')
    assert.equal((await standing(purchase))[0], 'overdue')
    await paid(world, [[purchase, 3_000]])
    assert.deepEqual(await standing(purchase), ['paid', 0])
  })

  it('is waived: with the price here it is paid', async () => {
    const purchase = await bounced(fee)
    await paid(world, [[purchase, price]])
    await done(world, purchase, 'fee-waivers', { reason: 'Their bank’s mistake' })
    assert.deepEqual(await standing(purchase), ['paid', 0])
    assert.equal(await opensOf(world, purchase), 'live and recording')
    assert.equal(await refused(waived(purchase)), 'No fee is open on this order.')
  })

  it('is waived before the price is here: the price stays open, and recordings are suspended', async () => {
    const purchase = await bounced(fee)
    await done(world, purchase, 'fee-waivers', { reason: 'A first time' })
    assert.deepEqual(await standing(purchase), ['invoiced', price])
    await world.pass('11 days')
    await world.quiet()
    assert.equal(await opensOf(world, purchase), 'live')
  })

  it('that paid two orders asks the first, or the one that is named', async () => {
    const [first, second] = [await accepted(world, webinar), await accepted(world, webinar)]
    const shares: [Purchase, number][] = [
      [first, price],
      [second, price],
    ]
    const check = await paid(world, shares)
    await onCheck(world, check, 'reversals', fee)
    assert.deepEqual(await standing(first), ['invoiced', price + 3_000])
    assert.deepEqual(await standing(second), ['invoiced', price])
    const again = await paid(world, shares.toReversed())
    await onCheck(world, again, 'reversals', { ...fee, feeOrder: first.number })
    assert.deepEqual(await standing(first), ['invoiced', price + 6_000])
    assert.deepEqual(await standing(second), ['invoiced', price])
  })

  it('asks no order that is closed', async () => {
    const purchase = await accepted(world, webinar)
    await done(world, purchase, 'cancellations', { reason: 'No room that day' })
    const check = await paid(world, [[purchase, price]])
    const detail = await refused(moneyPost(world, `/checks/${check}/reversals`, fee))
    assert.match(detail, /^No order of this check can be asked for a fee/)
  })

  it('asks no order that it did not pay', async () => {
    const [purchase, other] = [await accepted(world, webinar), await accepted(world, webinar)]
    const check = await paid(world, [[purchase, price]])
    const wrong = { ...fee, feeOrder: other.number }
    const detail = await refused(moneyPost(world, `/checks/${check}/reversals`, wrong))
    assert.equal(detail, `Order ${other.number} has nothing of this check.`)
  })

  for (const [what, body] of Object.entries({
    'for a check typed wrongly': { reason: 'typed-wrongly', feeCents: 3_000 },
    'above $100': { reason: 'bounced', feeCents: 10_001 },
    'of nothing': { reason: 'bounced', feeCents: 0 },
    'without its amount': { reason: 'bounced', feeOrder: '1' },
  })) {
    it(`${what} is refused, and nothing is reversed`, async () => {
      const purchase = await accepted(world, webinar)
      const check = await paid(world, [[purchase, price]])
      const reply = await moneyPost(world, `/checks/${check}/reversals`, body)
      assert.equal(reply.status, 422)
      assert.deepEqual(await standing(purchase), ['paid', 0])
    })
  }
})

describe('a fee waiver', () => {
  it('is for administrators, wants a reason and a key', async () => {
    const purchase = await bounced(fee)
    const path = `/orders/${purchase.number}/fee-waivers`
    assert.equal((await world.post(path, { reason: 'x' }, { as: world.ann })).status, 422)
    assert.equal((await tell(world, purchase, 'fee-waivers', {})).status, 422)
    const byLink = await world.post(
      `${path}?token=${purchase.token}`,
      { reason: 'x' },
      { key: '12345678' },
    )
    assert.equal(byLink.status, 401)
  })

  it('by two at once waives it once', async () => {
    const purchase = await bounced(fee)
    const replies = await Promise.all([world.ann, world.ben].map((as) => waived(purchase, as)))
    assert.deepEqual(replies.map(({ status }) => status).toSorted(), [201, 409])
    assert.deepEqual(await standing(purchase), ['invoiced', price])
  })
})

function waived(purchase: Purchase, as = world.ann) {
  return tell(world, purchase, 'fee-waivers', { reason: 'A first time' }, as)
}
