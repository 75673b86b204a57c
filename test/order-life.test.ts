import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type CatalogueThere, catalogue } from './support/catalogue.ts'
import { host, recording, room, title } from './support/host.ts'
import {
  address,
  addresses,
  done,
  opensOf,
  type Purchase,
  paid,
  placed,
  seatsOf,
  shown,
  stageOf,
} from './support/purchase.ts'
import { openWorld, type World } from './support/world.ts'

let world: World
let there: CatalogueThere
before(async () => {
  world = await openWorld({ skipsTime: true })
  there = await catalogue(world)
})
after(() => world.close())

/** What each seat opens, in its place. */
const opens = async (purchase: Purchase) =>
  (await seatsOf(world, purchase)).map((seat) => seat.opens.join(' and '))
const both = 'live and recording'
const all = [both, both, both, both, 'recording']

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

  it('of a library that pays late, over a year', async () => {
    const slug = await there.webinar()
    const { does, until } = host(world)
    const purchase = await placed(world, slug, { people: addresses(4), checkExpectedOn: null })
    const { buyer, people, number } = purchase
    const [reader = ''] = people
    await done(world, purchase, 'purchase-order-acceptances')
    await does(slug, 'join-details', room)
    await until(slug, 20)
    await until(slug, 0.5)
    await until(slug, -2)
    assert.deepEqual(world.mail.subjects(reader), [
      `You have a place: ${title}`,
      `How to attend: ${title}`,
      `Tomorrow: ${title}`,
      `In one hour: ${title}`,
    ])
    await does(slug, 'recordings', recording)
    await world.pass('29 days')
    assert.deepEqual(await opens(purchase), ['live', 'live', 'live', 'live', ''])

    await done(world, purchase, 'seats', { people: [address('late')] })
    await paid(world, [[purchase, 32_500]])
    await world.quiet()
    assert.deepEqual(await opens(purchase), all)
    assert.equal(world.mail.subjects(reader).at(-1), `The recording is here: ${title}`)
    await world.pass('365 days')
    assert.equal(world.mail.subjects(reader).length, 5)
    const told = world.mail.subjects(buyer.email)
    const expected = [
      `We have your order ${number}`,
      `Order ${number}: your purchase order is accepted`,
      /^Invoice \d+: \$325\.00, due /,
      /^1 seat still without a name, 7 days to go/,
      /^1 seat still without a name, 3 days to go/,
      /^1 seat still without a name, 1 day to go/,
      /^Invoice \d+: payment by /,
      /^Invoice \d+: we expected payment by /,
      /^Invoice \d+ is two weeks overdue/,
      `Order ${number} is paid. Thank you!`,
    ]
    assert.equal(told.length, expected.length, told.join('\n'))
    for (const [index, subject] of expected.entries()) {
      assert.match(String(told[index]), new RegExp(subject))
    }
    assert.deepEqual(await opens(purchase), all)
    const run = await world.client.workflow.getHandle(`order:${number}`).describe()
    assert.equal(run.status.name, 'COMPLETED')
  })
})
