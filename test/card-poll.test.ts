import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type CardOrder, cardOrder } from './support/card-order.ts'
import { type CatalogueThere, catalogue } from './support/catalogue.ts'
import { stageOf, tasksOf } from './support/purchase.ts'
import { openWorld, type World } from './support/world.ts'

let world: World
let shop: CatalogueThere
before(async () => {
  world = await openWorld({ skipsTime: true })
  shop = await catalogue(world)
  world.stripe.loseEvents(1_000_000)
})
after(() => world.close())

describe('a page from which nothing is heard', () => {
  it('is asked for after 1, 5 and 30 minutes, then every hour', async () => {
    const order = await cardOrder(world, await shop.webinar({ startsInDays: 60 }))
    assert.deepEqual(await pollsUntil(order, 151), [1, 5, 30, 90, 150])
  })

  it('is paid a minute after it was, and asked for no more', async () => {
    const order = await cardOrder(world, await shop.webinar({ startsInDays: 60 }))
    world.stripe.pay(order.session)
    assert.deepEqual(await pollsUntil(order, 10), [1])
    assert.equal(await stageOf(world, order), 'paid')
    assert.equal((await pageOf(order))?.next_poll_at, null)
  })

  it('expires its order when Stripe has closed it, and is asked for no more', async () => {
    const order = await cardOrder(world, await shop.webinar({ startsInDays: 60 }))
    await world.pass('25 hours')
    await world.poll()
    await world.quiet()
    assert.equal(await stageOf(world, order), 'expired')
    assert.equal((await pageOf(order))?.next_poll_at, null)
  })

  it('becomes a task after 72 hours, once, and one mail to each administrator', async () => {
    const order = await cardOrder(world, await shop.webinar({ startsInDays: 60 }))
    await world.sql`
      update card_checkouts set made_at = made_at - interval '72 hours' where session = ${order.session}
    `
    await world.pass('1 minute')
    await world.poll()
    await world.poll()
    await world.quiet()
    assert.deepEqual(await tasksOf(world, order), ['card-result-unknown'])
    assert.equal((await pageOf(order))?.next_poll_at, null)
    await world.mail.to('ann.archer@webinars.example', 'find out whether')
    await world.mail.to('ben.baker@webinars.example', 'find out whether')
  })

  it('is asked for once where the poll is begun twice at once', async () => {
    const order = await cardOrder(world, await shop.webinar({ startsInDays: 60 }))
    await world.pass('1 minute')
    await Promise.all([world.poll(), world.poll(), world.poll()])
    await world.quiet()
    assert.equal((await pageOf(order))?.polls, 1)
  })
})

/** The minutes after its page was made at which an order was made to ask Stripe. */
async function pollsUntil({ session }: CardOrder, minutes: number): Promise<number[]> {
  for (let passed = 0; passed < minutes; passed += 1) {
    await world.skip('1 minute')
    await world.poll()
    await world.quiet()
  }
  const rows = await world.sql<{ minute: number }[]>`
    select floor(extract(epoch from received_at - made_at) / 60)::integer as minute
    from submissions
    join card_checkouts on session = ${session}
    where token like ${`poll/${session}/%`}
    order by position
  `
  return rows.map(({ minute }) => minute)
}

async function pageOf({ session }: CardOrder) {
  const [page] = await world.sql<{ polls: number; next_poll_at: string | null }[]>`
    select polls, next_poll_at from card_checkouts where session = ${session}
  `
  return page
}
