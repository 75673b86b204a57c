import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { member, somebody, waiting } from './support/applicant.ts'
import { catalogue } from './support/catalogue.ts'
import { accepted, placed } from './support/purchase.ts'
import { led, signIn, type Visitor } from './support/visitor.ts'
import { openWorld, type World } from './support/world.ts'

let world: World
let ann: Visitor
before(async () => {
  world = await openWorld({ skipsTime: true })
  ann = await signIn(world, 'ann.archer@webinars.example')
  const webinar = await (await catalogue(world)).webinar()
  await accepted(world, webinar, { organisation: 'Capital City', purchaseOrderNumber: 'PO-1234' })
  await placed(world, webinar, { organisation: '=Formula Library' })
  await member(world, somebody('Mona Member'))
  await waiting(world, somebody('Will Waits'))
  await world.quiet()
})
after(() => world.close())

describe('the lists of the console', () => {
  it('find members by name and state, and keep what was asked in the address', async () => {
    const everybody = await ann.get('/console/members')
    assert.match(everybody.text, /Mona Member[\s\S]*Will Waits|Will Waits[\s\S]*Mona Member/)
    const { text } = await ann.get('/console/members?search=mona&stage=active')
    assert.match(text, /Mona Member/)
    assert.doesNotMatch(text, /Will Waits/)
    assert.match(text, /value="mona"/)
    assert.match(text, /<option value="active" selected/)
    assert.match(text, /members\.csv\?search=mona&amp;stage=active/)
    assert.match((await ann.get('/console/members?search=nobody')).text, /Nothing fits/)
  })

  it('find orders by purchase order, with what is open', async () => {
    const { text } = await ann.get('/console/orders?search=po-1234')
    assert.match(text, /Capital City/)
    assert.match(text, /\$325\.00/)
    assert.doesNotMatch(text, /Formula/)
  })

  it('show organisations, passes and mail', async () => {
    assert.match((await ann.get('/console/organisations?search=capital')).text, /Capital City/)
    assert.match((await ann.get('/console/passes')).text, /No pass was bought yet/)
    assert.match((await ann.get('/console/mail?stage=sent')).text, /Mona|mona/)
  })

  it('are gone through page by page, whatever the cursor', async () => {
    const at = world.now().toISOString()
    await Promise.all(
      Array.from(
        { length: 51 },
        (_, index) =>
          world.sql`
          with known as (
            insert into people (id, email) values (${randomUUID()}, ${`reader${index}@page.example`}) returning id
          )
          insert into memberships
            (person_id, application, stage, name, organisation, role, why, applied_at, since, carried_over)
          select id, 1, 'active', 'Reader', 'Page Library', '', '', ${at}, ${at}, true from known
        `,
      ),
    )
    const first = await ann.get('/console/members?search=page.example')
    const more = /href="(\/console\/members\?[^"]*cursor=[^"]*)"/.exec(first.text)?.[1]
    assert.ok(more)
    const second = await ann.get(more.replaceAll('&amp;', '&'))
    assert.equal(second.text.match(/@page\.example/g)?.length, 1)
    for (const name of ['members', 'orders', 'organisations', 'passes', 'mail']) {
      const wrong = encodeURIComponent('\u0000x~y')
      assert.equal((await ann.get(`/console/${name}?cursor=${wrong}&stage=wrong`)).status, 200)
    }
  })

  it('come as files that no spreadsheet runs, for who has shown who they are', async () => {
    assert.match(led(await ann.get('/console/orders.csv')), /^\/sign-in\/proof/)
    const authorization = `Bearer ${world.ann}`
    const orders = await ann.get('/console/orders.csv', { authorization })
    assert.equal(orders.status, 200)
    assert.match(orders.text, /"'=Formula Library"/)
    const members = await ann.get('/console/members.csv?search=page.example', { authorization })
    assert.equal(members.text.trim().split('\r\n').length, 52)
    for (const name of ['organisations', 'passes', 'mail']) {
      assert.equal((await ann.get(`/console/${name}.csv`, { authorization })).status, 200)
    }
  })
})
