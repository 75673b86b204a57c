import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { member } from './support/applicant.ts'
import { aCheck, creditOf, moneyPost, onCheck, recorded, tasksOf } from './support/desk.ts'
import { isFull } from './support/full.ts'
import { openWorld, type World } from './support/world.ts'

interface Row {
  row: number
  id: string
  payer: string
  state: string
}

let world: World
before(async () => {
  world = await openWorld({ skipsTime: true })
})
after(() => world.close())

describe('a deposit', () => {
  it('records every check of the slip, each as if it had come alone', async () => {
    const holder = `person:${(await member(world)).id}`
    const checks = [
      aCheck({ creditOf: holder, cents: 12_300 }),
      aCheck({ memo: 'Second of two' }),
      aCheck(),
    ]
    const id = await deposited(world, checks)
    await world.quiet()
    const shown = await depositShown(world, id)
    assert.deepEqual(
      [shown.bankedOn, shown.totalCents, shown.count, shown.standingCents],
      ['2026-11-03', 112_300, 3, 112_300],
    )
    const rows = shown.checks as Row[]
    assert.deepEqual(
      rows.map(({ row, payer, state }) => [row, payer, state]),
      checks.map(({ payer }, index) => [index + 1, payer, index === 0 ? 'credit' : 'unattached']),
    )
    assert.equal(await creditOf(world, holder), 12_300)
    const { body } = await world.get(`/checks/${rows[1]?.id}`, { as: world.ann })
    assert.deepEqual([body.memo, body.deposit, body.cents], ['Second of two', id, 50_000])
  })

  it('sent twice with one key is one deposit', async () => {
    const slip = slipOf([aCheck()])
    const key = randomUUID()
    const first = await moneyPost(world, '/deposits', slip, { key })
    const again = await moneyPost(world, '/deposits', slip, { key })
    assert.deepEqual([first.status, again.status], [201, 201])
    assert.equal(first.body.subject, again.body.subject)
  })

  it('wants a key, an administrator, and 1 to 200 checks', async () => {
    const slip = slipOf([aCheck()])
    assert.equal((await world.post('/deposits', slip, { as: world.ann })).status, 422)
    assert.equal((await world.post('/deposits', slip, { key: randomUUID() })).status, 401)
    assert.equal((await moneyPost(world, '/deposits', { ...slip, checks: [] })).status, 422)
    const many = Array.from({ length: 201 }, () => aCheck())
    assert.equal((await moneyPost(world, '/deposits', slipOf(many))).status, 422)
  })

  const many = isFull ? 200 : 40
  it(`of ${many} checks is recorded, all of them`, async () => {
    const id = await deposited(
      world,
      Array.from({ length: many }, () => aCheck({ cents: 100 })),
    )
    await world.quiet()
    const shown = await depositShown(world, id)
    assert.deepEqual([shown.count, shown.standingCents], [many, many * 100])
  })

  it('counts what stands: a check that bounced is shown and not added', async () => {
    const id = await deposited(world, [aCheck(), aCheck()])
    await world.quiet()
    const [first] = (await depositShown(world, id)).checks as Row[]
    assert.ok(first)
    await onCheck(world, first.id, 'reversals', { reason: 'bounced' })
    const shown = await depositShown(world, id)
    assert.deepEqual([shown.totalCents, shown.count, shown.standingCents], [100_000, 1, 50_000])
    assert.deepEqual(
      (shown.checks as Row[]).map(({ state }) => state),
      ['reversed', 'unattached'],
    )
  })

  it('is found in the list, page by page', async () => {
    const ids = [await deposited(world, [aCheck()]), await deposited(world, [aCheck()])]
    const found: string[] = []
    let cursor = ''
    do {
      const { body } = await world.get(`/deposits?limit=2${cursor}`, { as: world.ben })
      found.push(...(body.items as { id: string }[]).map(({ id }) => id))
      cursor = body.next === null ? '' : `&cursor=${body.next}`
    } while (cursor !== '')
    for (const id of ids) assert.equal(found.filter((one) => one === id).length, 1)
  })
})

describe('a slip that is wrong records nothing', () => {
  it('where it does not add up: both sums are said', async () => {
    const reply = await moneyPost(world, '/deposits', { ...slipOf([aCheck()]), totalCents: 60_000 })
    assert.equal(reply.status, 422)
    assert.deepEqual(reply.body.errors, [
      {
        field: 'totalCents',
        message: 'The slip says $600.00, and its checks add up to $500.00.',
      },
    ])
  })

  it('where a check is on it twice, in any case and with any blanks around', async () => {
    const check = aCheck({ payer: 'Ohio Trust' })
    const again = { ...check, payer: '  OHIO trust', number: ` ${check.number} ` }
    const reply = await moneyPost(world, '/deposits', slipOf([check, aCheck(), again]))
    assert.equal(reply.status, 422)
    assert.deepEqual(reply.body.errors, [
      { field: 'checks.2.number', message: 'This is the check of row 1 again.' },
    ])
  })

  it('where an order is not there, or gets more than the check: by row', async () => {
    const unknown = aCheck({ allocations: [{ order: '999999999', cents: 100 }] })
    const reply = await moneyPost(world, '/deposits', slipOf([aCheck(), unknown]))
    assert.deepEqual(reply.body.errors, [
      { field: 'checks.1.allocations.0.order', message: 'There is no order 999999999.' },
    ])
    const over = aCheck({ allocations: [{ order: '1', cents: 50_001 }] })
    const second = await moneyPost(world, '/deposits', slipOf([aCheck(), over]))
    const [error] = second.body.errors as { field: string; message: string }[]
    assert.equal(error?.field, 'checks.1.allocations')
    assert.match(String(error?.message), /more than the check/)
  })

  it('where a check is recorded already: by row, by whom, with a link to it', async () => {
    const known = aCheck()
    const other = aCheck()
    const first = await recorded(world, known)
    await recorded(world, other)
    const fresh = aCheck()
    const slip = slipOf([fresh, { ...known, payer: known.payer.toUpperCase() }, other])
    const reply = await moneyPost(world, '/deposits', slip)
    assert.equal(reply.status, 409)
    assert.match(
      String(reply.body.detail),
      /^Nothing of this deposit was recorded, for the check in row 2 is already recorded by Ann Archer, .+ So are those in these rows: 3\.$/,
    )
    assert.equal(reply.body.check, `http://webinars.example/api/v1/checks/${first}`)
    const { body } = await world.get(`/checks?number=${fresh.number}`, { as: world.ann })
    assert.deepEqual(body.items, [])
  })

  it('a check that was reversed may be on a slip again', async () => {
    const check = aCheck()
    await onCheck(world, await recorded(world, check), 'reversals', { reason: 'bounced' })
    await deposited(world, [check])
  })
})

describe('two slips at the same instant with one check', () => {
  it('one of them has it, and whoever has not is a task', async () => {
    const shared = aCheck()
    const slips = [aCheck(), aCheck()].map((own) => slipOf([own, shared]))
    const replies = await Promise.all(slips.map((slip) => moneyPost(world, '/deposits', slip)))
    await world.quiet()
    const ids = replies.filter(({ status }) => status === 201).map(idOf)
    const shown = await Promise.all(ids.map((id) => depositShown(world, id)))
    const states = shown.map(({ checks }) => (checks as Row[])[1]?.state)
    assert.equal(states.filter((state) => state === 'unattached').length, 1)
    const refusedAt = states.indexOf('refused')
    if (refusedAt < 0) return assert.equal(ids.length, 1)
    const [task] = await tasksOf(world, `deposit:${ids[refusedAt]}`)
    assert.deepEqual(
      [task?.kind, task?.facts.row, task?.facts.refused],
      ['deposit-differs', 2, 'check-duplicate'],
    )
    assert.deepEqual(
      shown.map(({ standingCents }) => Number(standingCents)).toSorted((a, b) => a - b),
      [50_000, 100_000],
    )
  })
})

describe('an operator, by signals', () => {
  it('records no deposit, for nobody has read its checks', async () => {
    const id = randomUUID()
    await world.client.workflow.signalWithStart('deposit', {
      workflowId: `deposit:${id}`,
      taskQueue: 'desk',
      args: [id],
      signal: 'recordDeposit',
      signalArgs: [{ ...slipOf([aCheck()]), submission: 'mine' }],
    })
    await world.client.workflow.getHandle(`deposit:${id}`).result()
    assert.equal((await world.get(`/deposits/${id}`, { as: world.ann })).status, 404)
    const { body } = await world.get(`/timeline?subject=deposit:${id}`, { as: world.ann })
    const [noted] = body.items as { actor: string; answer: { refused: string } }[]
    assert.deepEqual([noted?.actor, noted?.answer.refused], ['operator', 'malformed'])
  })
})

function slipOf(checks: { cents: number }[]) {
  const totalCents = checks.reduce((sum, { cents }) => sum + cents, 0)
  return { bankedOn: '2026-11-03', totalCents, checks }
}

async function deposited(on: World, checks: { cents: number }[]): Promise<string> {
  const reply = await moneyPost(on, '/deposits', slipOf(checks))
  assert.equal(reply.status, 201, JSON.stringify(reply.body))
  return idOf(reply)
}

const idOf = ({ body }: { body: Record<string, unknown> }) =>
  String(body.subject).slice('deposit:'.length)

async function depositShown(on: World, id: string): Promise<Record<string, unknown>> {
  const { status, body } = await on.get(`/deposits/${id}`, { as: on.ann })
  assert.equal(status, 200, JSON.stringify(body))
  return body
}
