import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { Worker } from '@temporalio/worker'
import { DeterminismViolationError } from '@temporalio/workflow'
import { taskFailures } from '../dev/history.ts'
import { makeCurrent, move, ramp, upgrade, versions } from '../dev/versions.ts'
import { application, codeFor, personOf, somebody } from './support/applicant.ts'
import { workflowBundle } from './support/bundle.ts'
import { isFull } from './support/full.ts'
import { olderCode } from './support/older-code.ts'
import { openRealWorld, type RealWorld } from './support/real-world.ts'

const processes = isFull ? 200 : 20
const deploymentName = 'desk-test'
const [old, today, next] = ['old', 'today', 'next'].map((buildId) => ({ deploymentName, buildId }))

interface Applicant {
  id: string
  email: string
}

let world: RealWorld
let folder: string
let code: { code: string }
let applicants: Applicant[]

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rollout-'))
  code = await workflowBundle()
  await writeFile(join(folder, 'old.js'), olderCode(code).code)
  await writeFile(join(folder, 'today.js'), code.code)
  world = await openRealWorld({ WORKER_DEPLOYMENT: deploymentName, ...runs('old') })
})
after(async () => {
  await world.close()
  await rm(folder, { recursive: true, force: true })
})

const runs = (buildId: string) => ({
  BUILD_ID: buildId,
  WORKFLOW_BUNDLE: join(folder, buildId === 'old' ? 'old.js' : 'today.js'),
})

/** A worker of a version beside those that run. */
async function deploy(buildId: string) {
  Object.assign(world.environment, runs(buildId))
  const worker = await world.startWorker()
  await world.until(`${buildId} is known`, async () => {
    const known = await versions(world.client, deploymentName)
    return known.some((one) => one.buildId === buildId)
  })
  return worker
}

async function runningOn({ buildId }: { buildId: string } = { buildId: '' }): Promise<number> {
  const known = await versions(world.client, deploymentName)
  return known.find((one) => one.buildId === buildId)?.running ?? 0
}

const stage = async ({ id }: Applicant) =>
  (await world.get(`/applications/${id}`, { as: world.ann })).body.stage

async function areMembers(some: Applicant[]): Promise<boolean> {
  return (await inTens(some, stage)).every((one) => one === 'active')
}

async function apply(): Promise<Applicant> {
  const person = somebody()
  const sent = await world.post('/applications', application(person))
  assert.equal(sent.status, 201, JSON.stringify(sent.body))
  const code = await codeFor(world as never, person.email)
  const confirmed = await world.post('/confirmations', { email: person.email, code })
  assert.ok(confirmed.status < 300, JSON.stringify(confirmed.body))
  return { id: personOf(sent), email: person.email }
}

async function approve({ id }: Applicant): Promise<void> {
  const sent = await world.post(`/applications/${id}/approvals`, {}, { as: world.ann })
  assert.ok(sent.status < 300, JSON.stringify(sent.body))
}

async function inTens<A, B>(all: A[], work: (one: A) => Promise<B>): Promise<B[]> {
  const done: B[] = []
  for (let at = 0; at < all.length; at += 10) {
    done.push(...(await Promise.all(all.slice(at, at + 10).map(work))))
  }
  return done
}

const handleOf = ({ id }: Applicant) => world.client.workflow.getHandle(`membership:${id}`)

describe('a new version of the code', () => {
  it(`leaves ${processes} processes with the old one until it is made current`, async () => {
    applicants = await inTens(Array.from({ length: processes }), apply)
    await world.until('all wait', async () => (await runningOn(old)) >= processes)
    await deploy('today')
    const [first] = applicants
    assert.ok(first)
    await approve(first)
    await world.until('it is decided', async () => (await stage(first)) === 'active')
    assert.equal(await runningOn(today), 0)
    const history = await handleOf(first).fetchHistory()
    await assert.rejects(
      Worker.runReplayHistory({ workflowBundle: code }, history),
      DeterminismViolationError,
    )
  })

  it('takes them on where they stand, although it could not follow their histories', async () => {
    assert.ok(today && old)
    await ramp(world.client, today, 10)
    await makeCurrent(world.client, today)
    await world.until('none keeps to the old one', async () => {
      await upgrade(world.client, old)
      return (await runningOn(old)) === 0 && (await runningOn(today)) >= processes - 1
    })
  })

  it('is rolled back in the same way', async () => {
    assert.ok(today && old)
    await makeCurrent(world.client, old)
    const some = applicants.slice(1, 21)
    await world.until('they are back', async () => {
      await inTens(some, (one) => handleOf(one).signal('upgrade'))
      return (await runningOn(old)) >= some.length
    })
    await inTens(some, approve)
    await world.until('they are decided', async () => areMembers(some))
    await makeCurrent(world.client, today)
  })

  it('without a worker of the version before, takes over runs as they stand', async () => {
    assert.ok(today && next)
    const [, ...rest] = applicants.slice(20)
    await world.killWorker()
    await deploy('next')
    await makeCurrent(world.client, next)
    assert.ok((await move(world.client, today)) >= rest.length)
    await inTens(rest, approve)
    await world.until('all are decided', async () => areMembers(applicants))
  })

  it('fails no task of any run, and each applicant is welcomed once', async () => {
    for (const one of applicants) {
      await world.mail.to(one.email, 'Welcome')
      const welcomes = world.mail.subjects(one.email).filter((subject) => /Welcome/.test(subject))
      assert.equal(welcomes.length, 1)
    }
    const query = 'WorkflowType="membership"'
    for await (const { workflowId, runId, status } of world.client.workflow.list({ query })) {
      assert.ok(
        ['COMPLETED', 'CONTINUED_AS_NEW'].includes(status.name),
        `${workflowId} ${status.name}`,
      )
      const history = await world.client.workflow.getHandle(workflowId, runId).fetchHistory()
      assert.deepEqual(taskFailures(history), [], workflowId)
    }
  })
})
