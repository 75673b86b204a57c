import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { type CardOrder, cardOrder } from './support/card-order.ts'
import { catalogue } from './support/catalogue.ts'
import { openRealWorld, type RealWorld } from './support/real-world.ts'

let world: RealWorld
before(async () => {
  world = await openRealWorld()
})
after(() => world.close())

describe('a worker that is killed in the middle of a reconciliation', () => {
  it('begins the list again when it is back, and doubles nothing', async () => {
    const webinar = await (await catalogue(world)).webinar()
    world.stripe.loseEvents(1_000_000)
    const orders: CardOrder[] = []
    for (let nth = 0; nth < 3; nth += 1) {
      const order = await cardOrder(
        { ...world, until: (isSo) => world.until('its page is open', isSo) },
        webinar,
      )
      world.stripe.pay(order.session)
      orders.push(order)
    }
    world.stripe.latency(3_000)
    const workflowId = `reconciliation-${randomUUID()}`
    await world.client.workflow.start('reconciliation', { workflowId, taskQueue: 'desk', args: [] })
    await world.until(
      'the payments are being listed',
      async () => world.stripe.requests('GET /v1/payment_intents') > 0,
    )
    await world.killWorker()
    world.stripe.latency(0)
    await world.startWorker()
    await world.until('it has ended', async () => (await nights())[0]?.endedAt !== null)
    await world.until('all are paid', async () => (await paid(orders)) === orders.length)
    assert.ok(world.stripe.requests('GET /v1/payment_intents') > 1, 'the list was begun once only')
    const [night, ...others] = await nights()
    assert.equal(others.length, 0)
    assert.deepEqual([night?.eventsSeen, night?.intentsSeen, night?.differences], [9, 3, 0])
    assert.equal(night?.eventsStored, night?.eventsSeen)
  })
})

async function nights() {
  const { body } = await world.get('/reconciliations', { as: world.ann })
  return body.items as {
    endedAt: string | null
    eventsSeen: number
    eventsStored: number
    intentsSeen: number
    differences: number
  }[]
}

async function paid(orders: CardOrder[]): Promise<number> {
  const numbers = orders.map(({ number }) => number)
  return (await world.sql`select from orders where number = any (${numbers}) and stage = 'paid'`)
    .length
}
