import assert from 'node:assert/strict'
import { after, afterEach, before, describe, it } from 'node:test'
import { type Applicant, waiting } from './support/applicant.ts'
import { catalogue } from './support/catalogue.ts'
import { accepted } from './support/purchase.ts'
import { openWorld, type World } from './support/world.ts'

let world: World
before(async () => {
  world = await openWorld({ skipsTime: true })
})
afterEach(() => mend())
after(() => world.close())

const handle = (of: Applicant | string) =>
  world.client.workflow.getHandle(typeof of === 'string' ? of : `membership:${of.id}`)
const stageOf = async ({ id }: Applicant) =>
  (await world.get(`/applications/${id}`, { as: world.ann })).body.stage

/** What the Temporal UI shows of a process. */
const shown = async (applicant: Applicant | string) => {
  const described = await handle(applicant).describe()
  const attribute = (name: string) =>
    described.typedSearchAttributes.getAll().find(({ key }) => key.name === name)?.value
  return {
    status: described.status.name,
    stage: attribute('Stage'),
    awaiting: attribute('AwaitingActor'),
    details: (
      await handle(applicant).query<{ currentDetails: string }>('__temporal_workflow_metadata')
    ).currentDetails,
  }
}

/** Somebody whose approval fails for good: the table does not take it, as after a migration that went wrong. */
const parked = async () => {
  const applicant = await waiting(world)
  await world.sql`alter table memberships add constraint wrong check (stage <> 'active') not valid`
  const sent = await approve(applicant)
  assert.equal(sent.status, 202)
  await world.skip('3 minutes')
  await world.until(async () => (await shown(applicant)).stage === 'needs-attention')
  return { applicant, submission: String(sent.body.submission) }
}
const approve = ({ id }: Applicant) =>
  world.post(`/applications/${id}/approvals`, {}, { as: world.ann })
const mend = () => world.sql`alter table memberships drop constraint if exists wrong`
const outcome = async (submission: string) =>
  (await world.get(`/submissions/${submission}`, { as: world.ann })).body

describe('a step that has failed for good', () => {
  it('parks its process, which says what to do', async () => {
    const { applicant } = await parked()
    const { status, awaiting, details } = await shown(applicant)
    assert.deepEqual([status, awaiting], ['RUNNING', 'administrator'])
    assert.match(details, /needs-attention.*“approve” has failed for good since .*"wrong"/)
    assert.match(details, /send `retryStep`.*`skipStep`.*`abortStep`/)
    await mend()
    await handle(applicant).executeUpdate('retryStep')
    await world.until(async () => (await stageOf(applicant)) === 'active')
    const after = await shown(applicant)
    assert.notEqual(after.stage, 'needs-attention')
    assert.doesNotMatch(after.details, /needs-attention/)
  })

  it('is tried again after an hour by itself', async () => {
    const { applicant } = await parked()
    await mend()
    await world.skip('1 hour')
    await world.until(async () => (await stageOf(applicant)) === 'active')
  })

  it('can be skipped: what was asked for is refused, and the process goes on', async () => {
    const { applicant, submission } = await parked()
    await handle(applicant).signal('skipStep')
    await world.until(async () => (await outcome(submission)).code === 'left-out')
    assert.equal(await stageOf(applicant), 'pending')
    await mend()
    assert.equal((await approve(applicant)).status, 201)
    assert.equal(await stageOf(applicant), 'active')
  })

  it('can be skipped when it is the clock’s: that step is left out, and the process goes on', async () => {
    const applicant = await waiting(world)
    await world.sql`alter table memberships add constraint wrong check (stage <> 'expired') not valid`
    await world.skip('31 days')
    await world.until(async () => (await shown(applicant)).stage === 'needs-attention')
    await handle(applicant).executeUpdate('skipStep')
    await world.until(async () => (await shown(applicant)).stage === 'pending')
    await mend()
    await world.pass('2 days')
    assert.equal(await stageOf(applicant), 'pending')
    assert.equal((await approve(applicant)).status, 201)
  })

  it('may be a document: the rest of its order goes on, and it is rendered in the end', async () => {
    const { webinar } = await catalogue(world)
    await world.sql`alter table documents add constraint wrong check (bytes is null) not valid`
    const order = `order:${(await accepted(world, await webinar())).number}`
    await world.skip('5 minutes')
    await world.until(async () => (await shown(order)).stage === 'needs-attention')
    const { details } = await shown(order)
    assert.match(details, /“render: invoice” has failed for good/)
    assert.match(details, /Waits for/)
    await world.sql`alter table documents drop constraint wrong`
    await handle(order).executeUpdate('retryStep')
    await world.quiet()
    assert.equal((await shown(order)).stage, 'invoiced')
  })

  it('can be aborted: the run fails, the rows stand, and the next command begins anew', async () => {
    const { applicant, submission } = await parked()
    await handle(applicant).signal('abortStep')
    await world.until(async () => (await shown(applicant)).status === 'FAILED')
    assert.equal((await outcome(submission)).code, 'left-out')
    await mend()
    assert.equal((await approve(applicant)).status, 201)
    assert.equal(await stageOf(applicant), 'active')
  })
})
