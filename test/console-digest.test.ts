import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { somebody, waiting } from './support/applicant.ts'
import { catalogue } from './support/catalogue.ts'
import { placed } from './support/purchase.ts'
import { signIn } from './support/visitor.ts'
import { openWorld, type World } from './support/world.ts'

const subject = 'Waiting for you'

let world: World
before(async () => {
  world = await openWorld({ skipsTime: true })
})
after(() => world.close())

describe('the digest', () => {
  it('is not sent where nothing waits', async () => {
    await world.digest()
    await world.quiet()
    assert.deepEqual(digests('ann.archer'), [])
  })

  it('names what waits, once a day, with links that open the console and do nothing', async () => {
    await waiting(world, somebody('Wanda Waits'))
    const webinar = await (await catalogue(world)).webinar()
    const order = await placed(world, webinar, { organisation: 'Capital City' })
    await world.digest()
    await world.digest()
    await world.quiet()
    assert.deepEqual(digests('ann.archer'), ['Waiting for you: 2 things'])
    const { text } = await world.mail.to('ann.archer@webinars.example', subject)
    assert.match(text, /Wanda Waits, Springfield Public Library/)
    assert.match(text, /Capital City: \$325\.00/)
    const ann = await signIn(world, 'ann.archer@webinars.example')
    const links = [...text.matchAll(/http:\/\/webinars\.example(\/console\S*)/g)]
    assert.ok(links.length >= 3)
    for (const [, path = ''] of links) assert.equal((await ann.get(path)).status, 200)
    const { body } = await world.get(`/orders/${order.number}`, { as: world.ann })
    assert.equal(body.stage, 'po-submitted')
  })

  it('tells each role its own part, and comes again the next day', async () => {
    await world.sql`
      update administrators set role = 'host'
      where person_id = (select id from people where email = 'ben.baker@webinars.example')
    `
    await world.pass('1 day')
    await world.digest()
    await world.quiet()
    assert.equal(digests('ann.archer').length, 2)
    const { text } = await world.mail.to('ben.baker@webinars.example', subject)
    assert.match(text, /Wanda Waits/)
    assert.doesNotMatch(text, /Capital City/)
  })
})

function digests(who: string): string[] {
  return world.mail.subjects(`${who}@webinars.example`).filter((one) => one.startsWith(subject))
}
