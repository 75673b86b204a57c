import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { tokenFor } from './support/applicant.ts'
import { catalogue } from './support/catalogue.ts'
import { dayFromNow, type Holder, holderUntil, passOf, passUntil } from './support/pass-holder.ts'
import { openWorld, type World } from './support/world.ts'

let world: World
let holder: Holder
let token = ''
before(async () => {
  world = await openWorld({ skipsTime: true })
  await catalogue(world)
  holder = await holderUntil(world, 31)
  await passUntil(world, dayFromNow(world, 1))
  token = await tokenFor(world, holder.email, 'Your pass ends in 30 days')
})
after(() => world.close())

const path = (what: string, number = holder.number) => `/passes/${number}/${what}`

describe('who may', () => {
  const commands: [string, object, boolean][] = [
    ['cancellations', {}, true],
    ['cancellation-undos', {}, true],
    ['suspensions', { reason: 'Shared.' }, false],
    ['suspension-undos', {}, false],
  ]
  for (const [what, body, isHolders] of commands) {
    it(`${what}: ${isHolders ? 'the holder and ' : ''}administrators`, async () => {
      assert.equal((await world.post(path(what), body)).status, 401)
      assert.equal((await world.post(path(what), body, { as: 'a.b' })).status, 401)
      const wrong = await world.post(`${path(what)}?token=wrong`, body)
      assert.equal(wrong.status, isHolders ? 404 : 401)
      const own = await world.post(`${path(what)}?token=${token}`, body)
      assert.equal(own.status, isHolders ? 201 : 401)
      const missing = await world.post(path(what, '99999'), body, { as: world.ann })
      assert.deepEqual([missing.status, missing.body.detail], [404, 'There is no such pass.'])
    })
  }

  it('reading one needs the link or an administrator; the list an administrator', async () => {
    const { number } = holder
    assert.equal((await world.get(`/passes/${number}`)).status, 401)
    assert.equal((await world.get(`/passes/${number}?token=wrong`)).status, 404)
    assert.equal((await world.get(`/passes/${number}?token=${token}`)).status, 200)
    assert.equal((await world.get('/passes/99999', { as: world.ann })).status, 404)
    assert.equal((await world.get(`/passes?token=${token}`)).status, 401)
  })
})

describe('a wrong field', () => {
  const wrong: [string, object, string, string][] = [
    ['suspensions', {}, 'reason', 'Please give the reason.'],
    ['suspensions', { reason: ' ' }, 'reason', 'Please give the reason.'],
    ['suspensions', { reason: 'A', until: 'B' }, 'until', 'There is no field “until”.'],
    ['cancellations', { reason: 7 }, 'reason', 'Please give the reason.'],
    ['cancellation-undos', { now: true }, 'now', 'There is no field “now”.'],
    ['suspension-undos', { now: true }, 'now', 'There is no field “now”.'],
  ]
  for (const [what, body, field, message] of wrong) {
    it(`${what} with ${JSON.stringify(body)}`, async () => {
      const answer = await world.post(path(what), body, { as: world.ann })
      assert.equal(answer.status, 422)
      assert.deepEqual(answer.body.errors, [{ field, message }])
    })
  }

  for (const what of ['cancellations', 'suspensions']) {
    it(`${what} of what is no number`, async () => {
      const answer = await world.post(path(what, 'x'), {}, { as: world.ann })
      assert.deepEqual(
        [answer.status, answer.body.detail],
        [422, 'This is not a number that we give.'],
      )
    })
  }

  for (const query of ['stage=lost', 'holder=paula', 'product=A%20B', 'limit=0', 'cursor=x']) {
    it(`a list with ${query}`, async () => {
      assert.equal((await world.get(`/passes?${query}`, { as: world.ann })).status, 422)
    })
  }
})

describe('the list', () => {
  it('is filtered by stage, holder and product, and goes on by cursor', async () => {
    for (const days of [200, 10, -5]) await holderUntil(world, days)
    const list = async (query: string) =>
      (await world.get(`/passes?${query}`, { as: world.ann })).body as {
        items: { number: string; stage: string }[]
        next: string | null
      }
    const all = await list('limit=200')
    assert.equal(all.items.length, 4)
    const [first, second] = [await list('limit=2'), await list('limit=2&cursor=302')]
    assert.equal(first.next, '302')
    assert.deepEqual([...first.items, ...second.items], all.items)
    assert.deepEqual(
      (await list('stage=grace')).items.map(({ stage }) => stage),
      ['grace'],
    )
    const { holderId } = await passOf(world, holder.number)
    const mine = await list(`holder=${holderId}&product=individual-annual`)
    assert.deepEqual(
      mine.items.map(({ number }) => number),
      [holder.number],
    )
    assert.deepEqual((await list('product=another')).items, [])
  })
})

describe('operators', () => {
  const timeline = async () => {
    const shown = await world.get(`/timeline?subject=pass:${holder.number}&limit=200`, {
      as: world.ann,
    })
    return (shown.body.items as { kind: string; actor: string; outcome: string }[])
      .filter(({ actor }) => actor === 'operator')
      .map(({ kind, outcome }) => [kind, outcome])
  }

  it('suspend and resume by signals of the same name; one that makes no sense is noted', async () => {
    const handle = world.client.workflow.getHandle(`pass:${holder.number}`)
    await handle.signal('suspend', {})
    await handle.signal('termPaid', { order: 7, receivedAt: 'now' })
    await handle.signal('suspend', { reason: 'By telephone.' })
    await handle.signal('openPass', { product: 'individual-annual', holder: 'nobody' })
    await handle.signal('resume', {})
    for (let tries = 0; tries < 200 && (await timeline()).length < 5; tries += 1) {
      await world.quiet()
    }
    await world.pass('1 minute')
    assert.deepEqual(await timeline(), [
      ['suspend', 'refused'],
      ['termPaid', 'refused'],
      ['suspend', 'applied'],
      ['openPass', 'refused'],
      ['resume', 'applied'],
    ])
  })
})
