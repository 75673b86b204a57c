import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type CatalogueThere, catalogue } from './support/catalogue.ts'
import { done, opensOf, paid, placed, shown, stageOf } from './support/purchase.ts'
import { openWorld, type World } from './support/world.ts'

let world: World
let there: CatalogueThere
before(async () => {
  world = await openWorld({ skipsTime: true })
  there = await catalogue(world)
})
after(() => world.close())

describe('an order by purchase order and check', () => {
  it('runs from the purchase order to the recording, mail by mail and grant by grant', async () => {
    const purchase = await placed(world, await there.webinar())
    const { buyer, people, number } = purchase
    await world.quiet()
    assert.deepEqual(world.mail.subjects(buyer.email), [`We have your order ${number}`])
    assert.equal(await stageOf(world, purchase), 'po-submitted')
    assert.equal(await opensOf(world, purchase), 'nothing')
    await world.mail.to('ann.archer@webinars.example', 'Purchase order to accept')

    await done(world, purchase, 'purchase-order-acceptances')
    await world.quiet()
    assert.equal(await stageOf(world, purchase), 'invoiced')
    assert.equal(await opensOf(world, purchase), 'live')
    assert.equal(world.mail.subjects(buyer.email).length, 3)
    await world.mail.to(buyer.email, 'Invoice 1001: $325.00')
    for (const person of people) {
      assert.deepEqual(world.mail.subjects(person), [
        'You have a place: Calm Desks in Busy Libraries',
      ])
    }

    await paid(world, [[purchase, 32_500]])
    assert.equal(await stageOf(world, purchase), 'paid')
    assert.equal(await opensOf(world, purchase), 'live and recording')
    assert.equal((await shown(world, purchase)).openCents, 0)
    await world.mail.to(buyer.email, `Order ${number} is paid`)
    assert.equal(world.mail.subjects(people[0] ?? '').length, 1)
  })
})
