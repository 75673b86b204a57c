import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { address } from './support/purchase.ts'
import { led, signIn, type Visitor, visitor } from './support/visitor.ts'
import { openWorld, type World } from './support/world.ts'

let world: World
let ann: Visitor
before(async () => {
  world = await openWorld({ skipsTime: true })
  ann = visitor(world)
})
after(() => world.close())

const asAnn = () => ({ authorization: `Bearer ${world.ann}` })
const idOf = (token: string) => token.split('.')[0] ?? ''
const send = (path: string, fields: Record<string, string>) =>
  ann.post(path, { key: randomUUID(), ...fields }, asAnn())
const see = (path: string) => ann.get(path, asAnn())

describe('roles at the desk', () => {
  it('are given, changed and taken away, each with who did it in the trail', async () => {
    const email = address('fay')
    const added = await send('/console/administrators', {
      name: 'Fay Finance',
      email,
      role: 'finance',
    })
    assert.equal(added.status, 303, added.text)
    const list = await see(led(added))
    const page =
      /href="(\/console\/administrators\/[^"]+)">Fay Finance/.exec(list.text)?.[1] ?? assert.fail()
    assert.match(list.text, /Add administrator: finance/)
    const fay = await signIn(world, email)
    assert.equal((await fay.get('/console/money')).status, 200)
    assert.equal((await fay.get('/console/carry-over')).status, 403)
    assert.equal((await fay.post(`${page}/removals`, { key: randomUUID() })).status, 403)
    const changed = await send(`${page}/role-changes`, { role: 'host' })
    assert.match((await see(led(changed))).text, /The role is changed/)
    assert.equal((await fay.get('/console/money')).status, 403)
    const removed = await send(`${page}/removals`, {})
    const after = await see(led(removed))
    assert.match(after.text, /Remove administrator/)
    assert.doesNotMatch(after.text, new RegExp(`href="${page}"`))
    assert.equal((await fay.get('/console')).status, 403)
  })

  it('are asked for where none is given', async () => {
    const { status, text } = await send('/console/administrators', { name: 'Nora', email: 'x' })
    assert.equal(status, 422)
    assert.match(text, /Please give one of: administrator, finance, host, read-only\./)
    assert.match(text, /This is not an email address/)
  })

  it('leave one administrator at least, who cannot be removed or become something else', async () => {
    const benRole = `/console/administrators/${idOf(world.ben)}/role-changes`
    assert.equal((await send(benRole, { role: 'read-only' })).status, 303)
    const path = `/console/administrators/${idOf(world.ann)}`
    for (const [what, fields] of [
      ['removals', {}],
      ['role-changes', { role: 'host' }],
    ] as const) {
      const last = await send(`${path}/${what}`, fields)
      assert.equal(last.status, 422)
      assert.match(last.text, /This is the last administrator/)
    }
    assert.equal((await send(benRole, { role: 'administrator' })).status, 303)
  })

  it('keep a page of all that somebody did', async () => {
    const { text } = await see(`/console/administrators/${idOf(world.ann)}`)
    assert.match(text, /Change role: administrator/)
    assert.equal((await see(`/console/administrators/${randomUUID()}`)).status, 404)
  })
})
