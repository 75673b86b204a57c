import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { aCheck, checkShown, recorded } from './support/desk.ts'
import { openWorld, type World } from './support/world.ts'

let world: World
before(async () => {
  world = await openWorld({ skipsTime: true })
})
after(() => world.close())

/** What `temporal workflow signal-with-start` does. */
const signal = async (check: string, name: string, said: unknown) => {
  await world.client.workflow.signalWithStart('check', {
    workflowId: `check:${check}`,
    taskQueue: 'desk',
    args: [check],
    signal: name,
    signalArgs: [said],
  })
  await world.client.workflow.getHandle(`check:${check}`).result()
  await world.quiet()
}

const timeline = async (check: string) => {
  const shown = await world.get(`/timeline?subject=check:${check}`, { as: world.ann })
  const items = shown.body.items as { kind: string; actor: string; answer: { refused: string } }[]
  return items.map(({ kind, actor, answer }) => [kind, actor, answer?.refused ?? 'applied'])
}

describe('an operator, by signals', () => {
  it('records a check', async () => {
    const check = randomUUID()
    await signal(check, 'recordCheck', aCheck({ cents: 9_900 }))
    const shown = await checkShown(world, check)
    assert.deepEqual([shown.cents, shown.recordedBy], [9_900, 'operator'])
    assert.deepEqual(await timeline(check), [['recordCheck', 'operator', 'applied']])
  })

  it('reverses a check whose run has long ended', async () => {
    const check = await recorded(world, aCheck())
    await world.pass('400 days')
    await signal(check, 'reverse', { reason: 'bounced' })
    assert.equal((await checkShown(world, check)).stage, 'reversed')
  })

  it('is refused what is wrong, which changes nothing and is noted', async () => {
    const check = await recorded(world, aCheck())
    const wrong: [name: string, said: unknown, refused: string][] = [
      ['reverse', {}, 'malformed'],
      ['reverse', 'bounced', 'malformed'],
      ['reverse', { reason: 'typed-wrongly', feeCents: 3_000 }, 'malformed'],
      ['reverse', { reason: 'bounced', feeCents: 10_001 }, 'malformed'],
      ['reverse', { reason: 'bounced', feeCents: 3_000 }, 'nobody-owes-fee'],
      ['allocate', { allocations: [] }, 'malformed'],
      ['allocate', { allocations: [{ order: '9999999', cents: 0 }] }, 'malformed'],
      ['allocate', { allocations: [{ order: '9999999', cents: 100 }] }, 'unknown-order'],
      ['moveAllocation', { from: '9999998', to: '9999999' }, 'unknown-order'],
      ['attribute', { creditOf: 'Ann' }, 'malformed'],
      ['attribute', { creditOf: `person:${randomUUID()}` }, 'unknown-holder'],
      ['recordCheck', aCheck(), 'check-recorded'],
    ]
    for (const [name, said] of wrong) await signal(check, name, said)
    assert.equal((await checkShown(world, check)).stage, 'unattached')
    assert.deepEqual(
      (await timeline(check)).slice(1),
      wrong.map(([name, , refused]) => [name, 'operator', refused]),
    )
  })

  it('records no check under an id of words', async () => {
    await signal('smith-1024', 'recordCheck', aCheck())
    assert.deepEqual(await timeline('smith-1024'), [
      ['recordCheck', 'operator', 'check-not-recorded'],
    ])
  })

  it('records no check that is not whole, not readable, or recorded already', async () => {
    const first = aCheck()
    await recorded(world, first)
    const { payer: _, ...anonymous } = aCheck()
    const wrong: [said: unknown, refused: string][] = [
      [anonymous, 'malformed'],
      [aCheck({ cents: '100' }), 'malformed'],
      [aCheck({ receivedOn: '2026-02-30' }), 'malformed'],
      [aCheck({ allocations: 'all' }), 'malformed'],
      [aCheck({ allocations: [{ order: '9999999', cents: 1 }] }), 'unknown-order'],
      [first, 'check-duplicate'],
    ]
    for (const [said, refused] of wrong) {
      const check = randomUUID()
      await signal(check, 'recordCheck', said)
      assert.deepEqual(await timeline(check), [['recordCheck', 'operator', refused]])
      assert.equal((await world.get(`/checks/${check}`, { as: world.ann })).status, 404)
    }
  })
})
