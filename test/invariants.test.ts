import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import type { Sql } from '../database/connect.ts'
import { checkRunning } from '../dev/invariants-running.ts'
import { checkInvariants, type Finding, invariants } from '../readmodels/invariants.ts'
import { catalogue } from './support/catalogue.ts'
import { corruptions } from './support/corruptions.ts'
import { runningOf } from './support/invariants.ts'
import { accepted, done, type Purchase, paid, placed } from './support/purchase.ts'
import { openWorld, type World } from './support/world.ts'

let world: World
let part: Purchase
before(async () => {
  world = await openWorld({ skipsTime: false })
  const webinar = await (await catalogue(world)).webinar({ startsInDays: 90 })
  const full = await accepted(world, webinar)
  part = await accepted(world, webinar)
  await paid(world, [
    [full, 32_500],
    [part, 10_000],
  ])
  await done(world, await accepted(world, webinar), 'cancellations', { reason: 'Not needed.' })
  await placed(world, webinar)
  await paid(world, [[full, 5_000]])
  const pass = { product: 'pass', passProduct: 'individual-annual', seats: undefined }
  const bought = await accepted(world, '', { ...pass, webinar: undefined, people: undefined })
  await paid(world, [[bought, 49_900]])
  await world.quiet()
})
after(() => world.close())

/** What breaks when rows are made wrong; afterwards they are as they were. */
async function brokenBy(corruption: string): Promise<Finding[]> {
  const undone = new Error('undone')
  let findings: Finding[] = []
  const spoil = world.sql.begin(async (transaction) => {
    await transaction.unsafe(corruption)
    const sql = transaction as unknown as Sql
    findings = await checkInvariants(sql, world.now().toISOString())
    throw undone
  })
  await assert.rejects(spoil, undone)
  return findings.filter(({ broken }) => broken.length > 0)
}

describe('the invariants', () => {
  it('hold for what the product did, and look at something', async () => {
    const findings = await checkInvariants(world.sql, world.now().toISOString())
    assert.deepEqual(
      findings.filter(({ broken }) => broken.length > 0),
      [],
    )
    const orders = findings.find(({ name }) => name.startsWith('An order’s charges'))
    assert.equal(orders?.looked, 5)
  })

  for (const [name, corruption] of corruptions) {
    it(`find it when it is not so: ${name}`, async () => {
      const broken = await brokenBy(corruption)
      assert.ok(
        broken.some((finding) => finding.name === name),
        `found only ${JSON.stringify(broken)}`,
      )
    })
  }

  it('are all tried', () => {
    const tried = corruptions.map(([name]) => name)
    const untried = invariants.filter(({ name }) => !tried.includes(name))
    assert.deepEqual(
      untried.map(({ name }) => name),
      [],
    )
  })

  it('name the rows', async () => {
    const [found] = await brokenBy(
      `update orders set total_cents = total_cents + 1 where number = '${part.number}'`,
    )
    assert.deepEqual(
      found?.broken.map(({ id }) => id),
      [`order:${part.number}`],
    )
  })
})

describe('what is open and what runs', () => {
  const running = () => runningOf(world.client, [`order:${part.number}`])
  async function broken(ids: Set<string>): Promise<string[]> {
    const running = async () => ids
    const findings = await checkRunning({ ...world, running }, { looks: 1 })
    return findings.flatMap(({ broken }) => broken.map(({ id, wrong }) => `${id} ${wrong}`))
  }

  it('is found where nothing runs for what is open', async () => {
    assert.ok((await running()).has(`order:${part.number}`))
    assert.ok((await broken(new Set())).includes(`order:${part.number} nothing runs for it`))
  })

  it('is found where something runs for nothing', async () => {
    const id = `membership:${randomUUID()}`
    assert.ok((await broken(new Set([id]))).includes(`${id} runs, and nothing is open`))
  })
})
