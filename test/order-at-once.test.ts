import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { type CatalogueThere, catalogue } from './support/catalogue.ts'
import { done, opensOf, placed, request, stageOf, tell } from './support/purchase.ts'
import { openWorld, type World } from './support/world.ts'

let world: World
let there: CatalogueThere
before(async () => {
  world = await openWorld({ skipsTime: true })
  there = await catalogue(world)
})
after(() => world.close())

describe('at once', () => {
  it('twenty times the same order is one order and one answer', async () => {
    const sent = request(await there.webinar())
    const key = randomUUID()
    const replies = await Promise.all(
      Array.from({ length: 20 }, () => world.post('/orders', sent, { key })),
    )
    const [first] = replies
    for (const { status, body } of replies) {
      assert.equal(status, 201)
      assert.deepEqual(body, first?.body)
    }
    const { email } = sent.buyer as { email: string }
    const { body } = await world.get(`/orders?buyer=${email}`, { as: world.ann })
    assert.equal((body.items as object[]).length, 1)
    await world.quiet()
    assert.equal(world.mail.subjects(email).length, 1)
  })

  it('twenty times the same acceptance is one invoice', async () => {
    const purchase = await placed(world, await there.webinar())
    const key = randomUUID()
    const replies = await Promise.all(
      Array.from({ length: 20 }, () =>
        world.post(
          `/orders/${purchase.number}/purchase-order-acceptances`,
          {},
          { as: world.ann, key },
        ),
      ),
    )
    assert.ok(replies.every(({ status }) => status === 201))
    const { body } = await world.get(`/orders/${purchase.number}/invoices`, { as: world.ann })
    assert.equal((body.items as object[]).length, 1)
  })

  it('of two who accept and decline, one wins and the other is told who and when', async () => {
    const purchase = await placed(world, await there.webinar())
    const replies = await Promise.all([
      tell(world, purchase, 'purchase-order-acceptances', {}, world.ann),
      tell(world, purchase, 'purchase-order-declines', { reason: 'No.' }, world.ben),
    ])
    const [won, lost] = replies.toSorted((one, other) => one.status - other.status)
    assert.deepEqual([won?.status, lost?.status], [201, 409])
    const winner = replies[0]?.status === 201 ? 'Ann Archer' : 'Ben Baker'
    assert.match(String(lost?.body.detail), new RegExp(` by ${winner}, `))
  })

  it('two orders that are accepted get two invoice numbers, one after the other', async () => {
    const two = await Promise.all([1, 2].map(async () => placed(world, await there.webinar())))
    await Promise.all(two.map((one) => done(world, one, 'purchase-order-acceptances')))
    const numbers = await Promise.all(
      two.map(async ({ number }) => {
        const { body } = await world.get(`/orders/${number}/invoices`, { as: world.ann })
        return Number((body.items as { number: string }[])[0]?.number)
      }),
    )
    assert.equal(Math.abs((numbers[0] ?? 0) - (numbers[1] ?? 0)), 1)
  })
})

describe('operators', () => {
  it('accept by a signal of the same name; one that makes no sense is noted and changes nothing', async () => {
    const purchase = await placed(world, await there.webinar())
    const run = world.client.workflow.getHandle(`order:${purchase.number}`)
    await run.signal('extendDue', { dueOn: 'tomorrow' })
    await run.signal('acceptPurchaseOrder', {})
    await world.until(async () => (await stageOf(world, purchase)) === 'invoiced')
    await run.signal('acceptPurchaseOrder', {})
    await run.signal('assignSeats', { people: 'nobody' })
    await world.quiet()
    await world.pass('1 minute')
    const { body } = await world.get(`/timeline?subject=order:${purchase.number}`, {
      as: world.ann,
    })
    const noted = (body.items as { kind: string; outcome: string }[]).map(
      ({ kind, outcome }) => `${kind} ${outcome}`,
    )
    assert.deepEqual(noted, [
      'place applied',
      'extendDue refused',
      'acceptPurchaseOrder applied',
      'acceptPurchaseOrder refused',
      'assignSeats refused',
    ])
    assert.equal(await opensOf(world, purchase), 'live')
  })
})
