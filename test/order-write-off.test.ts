import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type CatalogueThere, catalogue } from './support/catalogue.ts'
import {
  accepted,
  ask,
  done,
  opensOf,
  paid,
  placed,
  reversed,
  shown,
  stageOf,
  tasksOf,
} from './support/purchase.ts'
import { openWorld, type World } from './support/world.ts'

const ann = 'ann.archer@webinars.example'

let world: World
let there: CatalogueThere
before(async () => {
  world = await openWorld({ skipsTime: true })
  there = await catalogue(world)
})
after(() => world.close())

/** A webinar that is still to come when the test is over. */
const webinar = () => there.webinar({ startsInDays: 600 })

describe('a write-off', () => {
  it('ends access; a late check is credit and a task; reinstated and paid with it, all is back', async () => {
    const purchase = await accepted(world, await webinar())
    await done(world, purchase, 'write-offs', { reason: 'Uncollectable.' })
    assert.equal(await opensOf(world, purchase), 'nothing')
    await paid(world, [[purchase, 32_500]])
    assert.equal(await stageOf(world, purchase), 'written-off')
    assert.deepEqual(await tasksOf(world, purchase), ['paid-after-close'])
    await world.mail.to(purchase.buyer.email, 'We are holding a credit of $325.00')
    await world.mail.to(ann, `paid for order ${purchase.number}, which is closed`)

    await done(world, purchase, 'reinstatements')
    assert.deepEqual(await tasksOf(world, purchase), [])
    assert.equal(await stageOf(world, purchase), 'invoiced')
    assert.equal(await opensOf(world, purchase), 'live')
    await done(world, purchase, 'credit-applications', { cents: 32_500 })
    await world.quiet()
    assert.equal(await stageOf(world, purchase), 'paid')
    assert.equal(await opensOf(world, purchase), 'live and recording')
    await world.mail.to(purchase.buyer.email, '$325.00 of your credit applied')
  })

  it('gives up with the rest what a part had paid, where its check bounces later', async () => {
    const purchase = await accepted(world, await webinar())
    const check = await paid(world, [[purchase, 10_000]])
    await done(world, purchase, 'write-offs', { reason: 'Uncollectable.' })
    await reversed(world, check)
    assert.equal(await stageOf(world, purchase), 'written-off')
    assert.equal((await shown(world, purchase)).openCents, 0)
    await world.mail.to(purchase.buyer.email, /check \d+ no longer counts/)
    await done(world, purchase, 'reinstatements')
    assert.equal((await shown(world, purchase)).openCents, 32_500)
    await paid(world, [[purchase, 32_500]])
  })

  it('is not for a purchase order that waits: it is cancelled, and nobody owes anything', async () => {
    const purchase = await placed(world, await webinar())
    assert.equal((await ask(world, purchase, 'cancellations')).status, 201)
    assert.equal(await stageOf(world, purchase), 'cancelled')
    await world.mail.to(purchase.buyer.email, 'is canceled')
  })
})
