import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { Client, Connection } from '@temporalio/client'
import { createApp } from '../../api/app.ts'
import { readConfig } from '../../config.ts'
import { connect, type Sql } from '../../database/connect.ts'
import { runningWorkflows } from '../../dev/invariants-running.ts'
import { findTemporalCli } from '../../dev/parts/temporal.ts'
import { nodeOptions } from '../../dev/project.ts'
import { type Child, startChild } from '../../dev/services/child.ts'
import { type Inbox, startInbox } from '../../dev/services/inbox.ts'
import { anyPort } from '../../dev/services/ports.ts'
import type { StripeStandIn } from '../../dev/services/stripe.ts'
import { type RunningTemporal, startTemporal } from '../../dev/services/temporal.ts'
import { encrypting } from '../../encryption/encrypting.ts'
import { newDatabase } from './database.ts'
import { type Post, type Reply, request } from './http.ts'
import { assertInvariants } from './invariants.ts'
import { type LetterBox, letterBox } from './letter-box.ts'
import { openStripe, stripeEnvironment, takeWebhooks } from './stripe.ts'

/** The product as processes that can be killed: a Temporal server of its own, which keeps its state, and a worker. */
export interface RealWorld {
  sql: Sql
  client: Client
  inbox: Inbox
  mail: LetterBox
  stripe: StripeStandIn
  ann: string
  now: () => Date
  /** What its processes are given. */
  environment: Record<string, string>
  post: (path: string, body: unknown, how?: Post) => Promise<Reply>
  get: (path: string, how?: Post) => Promise<Reply>
  startTemporal: () => Promise<void>
  stopTemporal: () => Promise<void>
  /** As when its machine goes away. */
  killTemporal: () => Promise<void>
  /** Begins it anew with nothing of what it knew. */
  loseTemporal: () => Promise<void>
  /** One more worker where one runs already; the newest is the one that is killed. */
  startWorker: () => Promise<Child>
  /** The API as a process of its own; its address. */
  startApi: () => Promise<string>
  /** The most memory that the API has had since it was started, in MB. */
  apiPeakMegabytes: () => number
  /** What the worker or the API has logged. */
  log: (of: 'worker' | 'api') => string
  /** kill -9. */
  killWorker: () => Promise<void>
  /** Puts the clock of the API so many milliseconds ahead; behind, when it is negative. */
  putClock: (ahead: number) => void
  /** Waits until it is so, a minute and a half at most. */
  until: (what: string, isSo: () => Promise<boolean>) => Promise<void>
  close: () => Promise<void>
}

const bootstrapToken = 'the-first-one'

/** How Node starts one of its processes: as it was built for the whole run, else from the sources. */
function programOf(name: 'worker' | 'api'): string[] {
  const built = process.env.TEST_PROGRAMS
  return built ? [join(built, name, 'index.mjs')] : ['--import', 'tsx', `${name}/index.ts`]
}

/** `settings` are given to its processes beside what they need. */
export async function openRealWorld(settings: Record<string, string> = {}): Promise<RealWorld> {
  const folder = await mkdtemp(join(tmpdir(), 'real-world-'))
  const inbox = await startInbox({ folder: join(folder, 'mail'), smtpPort: await anyPort() })
  const port = await anyPort()
  const stripe = await openStripe({ deliver: takeWebhooks(() => app) })
  const environment = {
    NODE_OPTIONS: nodeOptions,
    ...stripeEnvironment(stripe),
    DATABASE_URL: settings.DATABASE_URL ?? (await newDatabase()),
    SMTP_URL: inbox.smtpUrl,
    PUBLIC_URL: 'http://webinars.example',
    BOOTSTRAP_TOKEN: bootstrapToken,
    TEMPORAL_ADDRESS: `127.0.0.1:${port}`,
    WORKFLOW_BUNDLE: process.env.TEST_WORKFLOW_BUNDLE ?? '',
    ...settings,
  }
  const config = readConfig(environment)
  const sql = connect(config.databaseUrl)
  const cli = await findTemporalCli({ progress: () => undefined, note: () => undefined } as never)
  const connection = Connection.lazy({ address: environment.TEMPORAL_ADDRESS })
  const client = new Client({ connection, ...encrypting(config.payloadKeys) })
  let ahead = 0
  const app = createApp({
    ...config,
    sql,
    client,
    postsAMinute: 1_000_000,
    now: () => new Date(Date.now() + ahead),
    report: () => undefined,
  })
  let temporal: RunningTemporal | null = null
  const workers: Child[] = []
  let workersStarted = 0
  const workerLog = () => join(folder, `worker-${workersStarted}.log`)
  let api: Child | null = null

  const world: RealWorld = {
    sql,
    client,
    inbox,
    mail: letterBox(inbox),
    stripe,
    ann: '',
    now: () => new Date(),
    environment,
    post: (path, body, how) => request(app, 'POST', path, body, how),
    get: (path, how) => request(app, 'GET', path, undefined, how),
    async startTemporal() {
      const logFile = join(folder, 'temporal.log')
      temporal = await startTemporal({ cli, port, stateFile: join(folder, 'temporal.db'), logFile })
    },
    async stopTemporal() {
      await temporal?.stop()
      temporal = null
    },
    async killTemporal() {
      await temporal?.kill()
      temporal = null
    },
    async loseTemporal() {
      await world.killTemporal()
      for (const file of ['', '-shm', '-wal']) {
        await rm(join(folder, `temporal.db${file}`), { force: true })
      }
      await world.startTemporal()
    },
    async startWorker() {
      workersStarted += 1
      const started = startChild({
        name: 'worker',
        command: process.execPath,
        args: programOf('worker'),
        env: environment,
        logFile: workerLog(),
      })
      workers.push(started)
      await world.until('the worker is ready', async () => started.hasSaid('the worker is ready'))
      return started
    },
    async startApi() {
      const apiPort = await anyPort()
      const started = startChild({
        name: 'api',
        command: process.execPath,
        args: programOf('api'),
        env: { ...environment, PORT: String(apiPort) },
        logFile: join(folder, 'api.log'),
      })
      api = started
      await world.until('the API is ready', async () => started.hasSaid('the API is ready'))
      return `http://127.0.0.1:${apiPort}`
    },
    apiPeakMegabytes() {
      assert.ok(api, 'no API runs')
      const status = readFileSync(`/proc/${api.pid}/status`, 'utf8')
      return Math.round(Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]) / 1_000)
    },
    log: (of) => readFileSync(of === 'worker' ? workerLog() : join(folder, 'api.log'), 'utf8'),
    async killWorker() {
      const worker = workers.findLast((one) => !one.hasExited())
      assert.ok(worker, 'no worker runs')
      await worker.kill()
    },
    putClock(milliseconds) {
      ahead = milliseconds
    },
    async until(what, isSo) {
      for (let tries = 0; tries < 1_800; tries += 1) {
        if (await isSo()) return
        await setTimeout(50)
      }
      assert.fail(`Not within 90 s: ${what}`)
    },
    async close() {
      const works = workers.some((worker) => !worker.hasExited()) && temporal !== null
      const running = works ? () => runningWorkflows(client) : null
      await assertInvariants({ sql, now: world.now, running })
      await api?.stop()
      for (const worker of workers) await worker.stop()
      await world.stopTemporal()
      await connection.close()
      await sql.end({ timeout: 5 })
      await inbox.stop()
      await stripe.stop()
      assert.deepEqual(await stripe.violations(), [])
      await rm(folder, { recursive: true, force: true })
    },
  }
  await world.startTemporal()
  await world.startWorker()
  const added = await world.post(
    '/administrators',
    { name: 'Ann Archer', email: 'ann.archer@webinars.example' },
    { as: bootstrapToken },
  )
  assert.equal(added.status, 201, JSON.stringify(added.body))
  world.ann = String(added.body.token)
  return world
}
