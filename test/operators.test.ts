import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { waiting } from './support/applicant.ts'
import { openWorld, type World } from './support/world.ts'

let world: World
before(async () => {
  world = await openWorld({ skipsTime: true })
})
after(() => world.close())

const stageOf = async (id: string) =>
  (await world.get(`/applications/${id}`, { as: world.ann })).body.stage

describe('operators', () => {
  const signal = (id: string, name: string, said: unknown) =>
    world.client.workflow.getHandle(`membership:${id}`).signal(name, said)
  const timeline = async (id: string) => {
    const shown = await world.get(`/timeline?subject=membership:${id}`, { as: world.ann })
    return shown.body.items as { kind: string; actor: string; outcome: string; answer: object }[]
  }

  it('approve by a signal of the same name', async () => {
    const { id, email } = await waiting(world)
    await signal(id, 'approve', { note: 'By telephone.' })
    await world.mail.to(email, 'Welcome')
    const last = (await timeline(id)).at(-1)
    assert.deepEqual([last?.kind, last?.actor, last?.outcome], ['approve', 'operator', 'applied'])
  })

  it('a signal that makes no sense changes nothing and is noted', async () => {
    const { id } = await waiting(world)
    await signal(id, 'answer', { text: 'Nobody asked.' })
    await signal(id, 'reject', { reason: 'No.', mayReapplyOn: 'tomorrow' })
    await signal(id, 'reject', 'not even an object')
    await signal(id, 'approve', {})
    await world.quiet()
    await world.pass('1 minute')
    assert.equal(await stageOf(id), 'active')
    const noted = (await timeline(id)).slice(-4).map(({ kind, outcome }) => [kind, outcome])
    assert.deepEqual(noted, [
      ['answer', 'refused'],
      ['reject', 'refused'],
      ['reject', 'refused'],
      ['approve', 'applied'],
    ])
  })
})
