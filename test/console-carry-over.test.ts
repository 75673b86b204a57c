import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { address } from './support/purchase.ts'
import { signIn, type Visitor, visitor } from './support/visitor.ts'
import { openWorld, type World } from './support/world.ts'

let world: World
let ann: Visitor
before(async () => {
  world = await openWorld({ skipsTime: true })
  ann = await signIn(world, 'ann.archer@webinars.example')
})
after(() => world.close())

describe('carrying over at the desk', () => {
  it('shows what would become of each row, keeps nothing yet, and then brings them over', async () => {
    const [mona, moe] = [address('mona'), address('moe')]
    const csv = `name,email\nMona Meyer,${mona}\nMoe Miller,not an address\nMoe Miller,${moe}\n`
    const seen = await ann.post('/console/carry-over', { key: randomUUID(), kind: 'members', csv })
    assert.equal(seen.status, 200, seen.text)
    assert.match(seen.text, /2 of 3 members will be brought over/)
    assert.match(seen.text, /email: This is not an email address/)
    assert.equal(await memberCount([mona, moe]), 0)
    const done = await ann.post('/console/carry-over/rows', {
      key: randomUUID(),
      kind: 'members',
      csv,
    })
    assert.match(done.text, /2 of 3 members brought over/)
    assert.equal(await memberCount([mona, moe]), 2)
    const again = await ann.post('/console/carry-over', { key: randomUUID(), kind: 'members', csv })
    assert.match(again.text, /0 of 3 members will be brought over/)
  })

  it('says what is wrong with a file as a whole', async () => {
    const empty = await ann.post('/console/carry-over', { key: randomUUID(), kind: 'members' })
    assert.equal(empty.status, 422)
    assert.match(empty.text, /There is nothing in this file/)
    const unknown = await ann.post('/console/carry-over', {
      key: randomUUID(),
      kind: 'nonsense',
      csv: 'a',
    })
    assert.equal(unknown.status, 422)
  })

  it('takes a file, too', async () => {
    const email = address('fay')
    const form = new FormData()
    form.set('kind', 'members')
    form.set('file', new File([`name,email\nFay File,${email}\n`], 'members.csv'))
    const response = await world.app.request('http://webinars.example/console/carry-over', {
      method: 'POST',
      body: form,
      headers: {
        origin: 'http://webinars.example',
        cookie: ann.cookie(),
      },
    })
    assert.match(await response.text(), /1 of 1 members will be brought over/)
  })

  it('is for administrators only', async () => {
    assert.equal((await visitor(world).get('/console/carry-over')).status, 303)
  })
})

async function memberCount(emails: string[]): Promise<number> {
  const [row] = await world.sql<{ count: number }[]>`
    select count(*)::integer as count from people join memberships on person_id = id where email = any (${emails})
  `
  return row?.count ?? 0
}
