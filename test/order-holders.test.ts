import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type CatalogueThere, catalogue } from './support/catalogue.ts'
import { title } from './support/host.ts'
import { holderUntil, openedBy } from './support/pass-holder.ts'
import {
  accepted,
  address,
  addresses,
  done,
  opensOf,
  paid,
  placed,
  refused,
  reversed,
  shown,
  stageOf,
  tasksOf,
  tell,
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

const invoicesOf = async ({ number }: { number: string }) => {
  const { body } = await world.get(`/orders/${number}/invoices`, { as: world.ann })
  return body.items as { number: string; totalCents: number; voidedAt: string | null }[]
}

describe('an institution', () => {
  it('hosts in its own account: a task with a due time, and they are told when it is done', async () => {
    const contact = address('systems')
    const purchase = await accepted(world, await there.webinar(), {
      product: 'institution',
      seats: null,
      access: 'niche-academy',
      sharedAddress: contact,
      people: [],
    })
    assert.deepEqual(await tasksOf(world, purchase), [])
    assert.match(await refused(tell(world, purchase, 'hostings')), /opens nothing yet/)
    await paid(world, [[purchase, 49_900]])
    assert.deepEqual(await tasksOf(world, purchase), ['hosting'])
    await world.mail.to(ann, 'into the Niche Academy account')
    const asked = () =>
      world.mail.subjects(ann).filter((subject) => subject.includes(purchase.organisation)).length
    const before = asked()
    await world.pass('40 days')
    assert.equal(asked(), before + 1)
    await done(world, purchase, 'hostings', { instructions: 'In the folder Safety.' })
    for (const email of [contact, purchase.buyer.email]) {
      const { text } = await world.mail.to(email, 'Ready in your Niche Academy account')
      assert.match(text, /In the folder Safety\./)
    }
    assert.deepEqual(await tasksOf(world, purchase), [])
    assert.match(await refused(tell(world, purchase, 'hostings')), /said before/)
  })

  it('names as many people as it has, whenever it likes', async () => {
    const purchase = await accepted(world, await there.webinar(), {
      product: 'institution',
      seats: null,
      people: addresses(2),
    })
    await done(world, purchase, 'seats', { people: addresses(30) })
    assert.equal((await shown(world, purchase)).namedSeats, 32)
    assert.equal(await opensOf(world, purchase), 'live')
  })
})

describe('a pass holder', () => {
  const free = (webinar: string, passNumber: string) => ({
    product: 'individual',
    webinar,
    paysBy: 'free',
    passNumber,
  })

  it('registers for nothing while the pass is valid, and keeps the place when it ends', async () => {
    const holder = await holderUntil(world, 5)
    const slug = await there.webinar({ startsInDays: 40 })
    const reply = await world.post('/orders', free(slug, holder.number), {
      as: world.ann,
      key: 'free-one',
    })
    assert.equal(reply.status, 201, JSON.stringify(reply.body))
    const purchase = { number: String(reply.body.number) }
    await world.mail.to(holder.email, `You are registered: ${title}`)
    assert.equal(await stageOf(world, purchase), 'paid')
    assert.deepEqual(await invoicesOf(purchase), [])
    await world.pass('100 days')
    assert.equal(await opensOf(world, purchase), 'live and recording')

    const later = await there.webinar()
    assert.match(
      await refused(
        world.post('/orders', free(later, holder.number), { as: world.ann, key: 'free-two' }),
      ),
      /This pass does not open this webinar, or is not valid now/,
    )
  })

  it('proves it by the link of the pass', async () => {
    const holder = await holderUntil(world, 50)
    const sent = { ...free(await there.webinar(), holder.number), passToken: 'not-the-token' }
    const { status, body } = await world.post('/orders', sent, { key: 'free-three' })
    assert.equal(status, 422)
    assert.match(String(body.detail), /not the link of that pass/)
  })
})

describe('a pass', () => {
  it('is bought by purchase order and check, and begins when it is paid', async () => {
    const holder = address('holder')
    const purchase = await placed(world, '', {
      product: 'pass',
      webinar: undefined,
      passProduct: 'individual-annual',
      seats: 1,
      people: [holder],
    })
    const { pass } = await shown(world, purchase)
    const { number } = pass as { number: string }
    await done(world, purchase, 'purchase-order-acceptances')
    const stage = async () => (await world.get(`/passes/${number}`, { as: world.ann })).body.stage
    assert.equal(await stage(), 'pending-payment')
    const check = await paid(world, [[purchase, 49_900]])
    assert.equal(await stage(), 'active')
    await world.mail.to(holder, 'Your pass is active until')
    assert.equal(check.length, 36)
  })
})

describe('a pass that is released before the money', () => {
  it('is held back with its order, and comes back with the money', async () => {
    const holder = address('early')
    const purchase = await placed(world, '', {
      product: 'pass',
      webinar: undefined,
      passProduct: 'individual-annual',
      seats: 1,
      people: [holder],
    })
    await done(world, purchase, 'purchase-order-acceptances')
    await done(world, purchase, 'access-releases', { reason: 'A member of ours for years.' })
    await world.quiet()
    const { number } = (await shown(world, purchase)).pass as { number: string }
    const isOpen = async () => (await openedBy(world, number))?.isOpen
    assert.equal(await isOpen(), true)
    await world.pass('80 days')
    assert.equal(await stageOf(world, purchase), 'on-hold')
    assert.equal(await isOpen(), false)
    const check = await paid(world, [[purchase, 49_900]])
    assert.equal(await isOpen(), true)
    await reversed(world, check)
    await world.pass('9 days')
    assert.equal(await isOpen(), true)
    await world.pass('2 days')
    assert.equal(await isOpen(), false)
    await paid(world, [[purchase, 49_900]])
    assert.equal(await isOpen(), true)
  })
})
