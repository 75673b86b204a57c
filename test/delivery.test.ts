import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { WithStartWorkflowOperation } from '@temporalio/client'
import { deliver } from '../delivery/deliver.ts'
import { application, applied, codeFor, somebody } from './support/applicant.ts'
import { openWorld, type World } from './support/world.ts'

let world: World
before(async () => {
  world = await openWorld({ skipsTime: true })
})
after(() => world.close())

const stageOf = async (id: string) =>
  (await world.get(`/applications/${id}`, { as: world.ann })).body.stage

describe('the sweep', () => {
  it('never applies later what was refused', async () => {
    const { id, email } = await applied(world)
    const early = await world.post(`/applications/${id}/approvals`, {}, { as: world.ann })
    assert.equal(early.status, 409)
    await world.post('/confirmations', { email, code: await codeFor(world, email) })
    await world.pass('1 hour')
    await world.sweep()
    await deliver(world, String(early.body.submission), 5_000)
    assert.equal(await stageOf(id), 'pending')
    const status = await world.get(`/submissions/${early.body.submission}`)
    assert.deepEqual([status.status, status.body.detail], [409, early.body.detail])
  })

  it('takes what is older than 10 seconds, in the order in which it came, one subject beside another', async () => {
    const people = [somebody('Ada Adams'), somebody('Bob Brown')]
    const ids: string[] = []
    for (const person of people) ids.push(await strayApplication(person))
    await world.sweep()
    assert.equal(await settled(ids), 0)
    await world.skip('11 seconds')
    await world.sweep()
    await world.until(async () => (await settled(ids)) === 2)
    for (const { email } of people) await world.mail.to(email, 'confirm')
  })

  it('backs off from a subject that fails, lets others pass, and asks a person after 10 tries', async () => {
    const stuck = await stray({ kind: 'apply', subject: 'nobody:1', body: {} })
    const tries = async () => {
      const [row] = await world.sql`select attempts from submissions where id = ${stuck}`
      return row?.attempts
    }
    await world.skip('11 seconds')
    await world.sweep()
    await world.sweep()
    assert.equal(await tries(), 1)
    const passes = await strayApplication(somebody('Pat Passes'))
    for (let hours = 1; hours <= 9; hours += 1) {
      await world.skip('1 hour')
      await world.sweep()
    }
    assert.equal(await settled([passes]), 1)
    assert.equal(await tries(), 10)
    const { body } = await world.get('/tasks?kind=undelivered', { as: world.ann })
    assert.deepEqual(
      (body.items as { facts: { submission: string } }[]).map(({ facts }) => facts.submission),
      [stuck],
    )
    await world.sql`delete from submissions where id = ${stuck}`
  })
})

describe('the same submission', () => {
  it('delivered again while it runs, after the run has ended, and after a new run: one effect', async () => {
    const person = somebody()
    const { id, email } = await applied(world, person)
    const [first] = await world.sql`
      select id from submissions where subject = ${`membership:${id}`} and kind = 'apply'
    `
    const again = () => Promise.all(Array.from({ length: 5 }, () => tellDirectly(first?.id, id)))
    await again()
    const mail = await world.mail.to(email, 'confirm')
    const token = /token=([\w-]+)/.exec(mail.text)?.[1]
    await world.post(`/applications/${id}/withdrawals?token=${token}`, {})
    await world.quiet()
    await again()
    assert.equal(await stageOf(id), 'withdrawn')
    await world.post('/applications', application(person))
    await world.quiet()
    await again()
    const [row] = await world.sql`select application from memberships where person_id = ${id}`
    assert.equal(row?.application, 2)
  })
})

/** The Update itself, as a delivery sends it that does not know that the row is settled. */
async function tellDirectly(submission: string, personId: string): Promise<void> {
  await world.client.workflow
    .executeUpdateWithStart('apply', {
      updateId: randomUUID(),
      args: [{ submission }],
      startWorkflowOperation: new WithStartWorkflowOperation('membership', {
        workflowId: `membership:${personId}`,
        taskQueue: 'desk',
        args: [personId],
        workflowIdConflictPolicy: 'USE_EXISTING',
      }),
    })
    .catch(() => undefined)
}

/** A row as the intake leaves it when nothing could be delivered. */
async function stray(row: { kind: string; subject: string; body: object }): Promise<string> {
  const id = randomUUID()
  await world.sql`
    insert into submissions (id, token, kind, subject, actor, body, received_at)
    values (${id}, ${id}, ${row.kind}, ${row.subject}, 'applicant', ${world.sql.json(row.body as never)},
      ${world.now().toISOString()})
  `
  return id
}

async function strayApplication(person: { name: string; email: string }): Promise<string> {
  const [row] = await world.sql`select known_person(${randomUUID()}, ${person.email}) as id`
  return stray({ kind: 'apply', subject: `membership:${row?.id}`, body: application(person) })
}

async function settled(ids: string[]): Promise<number> {
  const rows = await world.sql`
    select from submissions where id = any(${ids}) and settled_at is not null
  `
  return rows.length
}
