import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import type { temporal } from '@temporalio/proto'
import { Worker } from '@temporalio/worker'
import { DeterminismViolationError } from '@temporalio/workflow'
import { taskFailures } from '../dev/history.ts'
import { command } from './chaos/people.ts'
import { application, codeFor, personOf, somebody } from './support/applicant.ts'
import { workflowBundle } from './support/bundle.ts'
import { isFull } from './support/full.ts'
import { olderCode } from './support/older-code.ts'
import { openRealWorld, type RealWorld } from './support/real-world.ts'

type History = temporal.api.history.v1.IHistory

const processes = isFull ? 200 : 20
const isReady = new RegExp(`, ${processes} running`)

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
  world = await openRealWorld({ WORKER_DEPLOYMENT: 'desk-test', ...runs('old') })
})
after(async () => {
  await world.close()
  await rm(folder, { recursive: true, force: true })
})

const runs = (buildId: string) => ({
  BUILD_ID: buildId,
  WORKFLOW_BUNDLE: join(folder, buildId === 'old' ? 'old.js' : 'today.js'),
})

/** `npm run rollout -- …`; what it printed. */
const rollout = (...words: string[]) => command(world, 'dev/rollout.ts', ...words)

/** What it says of a version. */
async function shown(buildId: string): Promise<string> {
  const lines = (await rollout('show')).split('\n')
  return lines.find((line) => line.startsWith(`${buildId}  `)) ?? ''
}

/** Waits for five minutes at most, on a machine with much else to do. */
async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 300_000
  while (!(await isSo())) {
    assert.ok(Date.now() < deadline, `Not within five minutes: ${what}`)
    await setTimeout(500)
  }
}

/** A worker of a version beside those that run. */
async function deploy(buildId: string) {
  Object.assign(world.environment, runs(buildId))
  const worker = await world.startWorker()
  await until(`${buildId} is known`, async () => /1 worker/.test(await shown(buildId)))
  return worker
}

/** The run of a process as the server has it now; its lists are some seconds late. */
async function runOf(one: Applicant) {
  const { runId, status, raw } = await handleOf(one).describe()
  const versioning = raw.workflowExecutionInfo?.versioningInfo
  return {
    runId,
    status: status.name,
    version: versioning?.deploymentVersion?.buildId,
    isMoved: Boolean(versioning?.versioningOverride),
  }
}

async function keepTo(buildId: string, some: Applicant[]): Promise<boolean> {
  return (await inTens(some, runOf)).every(({ version }) => version === buildId)
}

/** Its runs one after the other, each of which went on as the next one. */
async function chainOf(one: Applicant): Promise<History[]> {
  const histories: History[] = []
  let runId: string | undefined = (await runOf(one)).runId
  while (runId) {
    const history: History = await handleOf(one, runId).fetchHistory()
    histories.unshift(history)
    const began = history.events?.[0]?.workflowExecutionStartedEventAttributes
    runId = began?.continuedExecutionRunId || undefined
  }
  return histories
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

const handleOf = ({ id }: Applicant, runId?: string) =>
  world.client.workflow.getHandle(`membership:${id}`, runId)

describe('a new version of the code', () => {
  it(`leaves ${processes} processes with the old one until it is made current`, async () => {
    applicants = await inTens(Array.from({ length: processes }), apply)
    await deploy('today')
    assert.ok(await keepTo('old', applicants))
    await until('all are shown', async () => isReady.test(await shown('old')))
    assert.match(await shown('today'), /takes nothing, 1 worker, 0 running/)
    const [first] = applicants
    assert.ok(first)
    await approve(first)
    await until('it is decided', () => areMembers([first]))
    assert.ok(await keepTo('old', applicants))
    const history = await handleOf(first).fetchHistory()
    await assert.rejects(
      Worker.runReplayHistory({ workflowBundle: code }, history),
      DeterminismViolationError,
    )
  })

  it('takes them on where they stand, although it could not follow their histories', async () => {
    assert.match(await rollout('ramp', 'today', '10'), /today {2}takes 10 %/)
    assert.match(await rollout('current', 'today'), /today {2}takes all/)
    await goesOver({ from: 'old', to: 'today' }, applicants.slice(1))
  })

  it('is rolled back in the same way', async () => {
    assert.match(await rollout('current', 'old'), /old {2}takes all/)
    await goesOver({ from: 'today', to: 'old' }, applicants.slice(1))
    const some = applicants.slice(1, 11)
    await inTens(some, approve)
    await until('they are decided', () => areMembers(some))
    assert.ok(await keepTo('old', some))
    await rollout('current', 'today')
    await goesOver({ from: 'old', to: 'today' }, applicants.slice(11))
  })

  it('without a worker of the version before, takes over runs as they stand', async () => {
    const rest = applicants.slice(11)
    await world.killWorker()
    await deploy('next')
    await rollout('current', 'next')
    await until('all are moved', async () => {
      assert.match(await rollout('move', 'today'), /^\d+ runs are moved/)
      return (await inTens(rest, runOf)).every(({ isMoved }) => isMoved)
    })
    await inTens(rest, approve)
    await until('all are decided', () => areMembers(applicants))
    assert.ok(await keepTo('next', rest))
  })

  it('fails no task of any run, and each applicant is welcomed once', async () => {
    for (const one of applicants) {
      await world.mail.to(one.email, 'Welcome')
      const welcomes = world.mail.subjects(one.email).filter((subject) => /Welcome/.test(subject))
      assert.equal(welcomes.length, 1)
    }
    await until('all have ended', async () => {
      return (await inTens(applicants, runOf)).every(({ status }) => status === 'COMPLETED')
    })
    const chains = await inTens(applicants, chainOf)
    const lengths = chains.map((chain) => chain.length)
    assert.deepEqual([...new Set(lengths.slice(0, 1))], [1])
    assert.deepEqual([...new Set(lengths.slice(1, 11))], [3])
    assert.deepEqual([...new Set(lengths.slice(11))], [4])
    for (const history of chains.flat()) assert.deepEqual(taskFailures(history), [])
  })
})

/** Wakes those that keep to a version, as often as it takes, until each has gone over. */
async function goesOver(
  { from, to }: { from: string; to: string },
  some: Applicant[],
): Promise<void> {
  await until(`all go over to ${to}`, async () => {
    assert.match(await rollout('upgrade', from), /^\d+ runs are told/)
    return keepTo(to, some)
  })
}

describe('npm run rollout', () => {
  it('says what is wrong rather than leave all without workers', async () => {
    const wrong = {
      'current tomorrow': /No worker of tomorrow was ever seen in desk-test, only of next, today/,
      'upgrade next': /next is current: name the one whose runs are to go over to it/,
      'ramp next 10': /next takes all: make another one current/,
      'ramp today 101': /npm run rollout -- <what>/,
      sideways: /npm run rollout -- <what>/,
    }
    for (const [words, sentence] of Object.entries(wrong)) {
      await assert.rejects(rollout(...words.split(' ')), (error: { stderr: string }) => {
        assert.match(error.stderr, sentence)
        return true
      })
    }
  })
})
