import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { Client } from '@temporalio/client'
import { msToNumber } from '@temporalio/common/lib/time.js'
import type { TestWorkflowEnvironment } from '@temporalio/testing'
import type { Worker } from '@temporalio/worker'
import type { Hono } from 'hono'
import { createActivities } from '../../activities/index.ts'
import { createApp } from '../../api/app.ts'
import { readConfig } from '../../config.ts'
import { connect, type Sql } from '../../database/connect.ts'
import { deliver } from '../../delivery/deliver.ts'
import { projectFolder } from '../../dev/project.ts'
import { type Inbox, startInbox } from '../../dev/services/inbox.ts'
import { anyPort } from '../../dev/services/ports.ts'
import type { StripeStandIn } from '../../dev/services/stripe.ts'
import { encrypting } from '../../encryption/encrypting.ts'
import { createTransport } from '../../mail/transport.ts'
import { createWorkers } from '../../worker/workers.ts'
import { bundleOf } from '../../worker/workflow-code.ts'
import { workflowBundle } from './bundle.ts'
import { newDatabase } from './database.ts'
import { checkHistories, noting, type Run } from './histories.ts'
import { type Post, type Reply, request } from './http.ts'
import { assertInvariants, runningOf } from './invariants.ts'
import { type LetterBox, letterBox } from './letter-box.ts'
import { openStripe, stripeEnvironment, takeWebhooks } from './stripe.ts'
import { openEnvironment } from './temporal.ts'

/** Everything that a specification needs: the product, whole and real, on a database of its own. */
export interface World {
  sql: Sql
  client: Client
  env: TestWorkflowEnvironment
  app: Hono
  inbox: Inbox
  mail: LetterBox
  /** Stripe, whose clock is the world's. */
  stripe: StripeStandIn
  /** Bearer tokens of two administrators, Ann and Ben. */
  ann: string
  ben: string
  now: () => Date
  post: (path: string, body: unknown, how?: Post) => Promise<Reply>
  get: (path: string, how?: Post) => Promise<Reply>
  /** Lets time go by, such as `3 days`, and waits until all that fell due is done. */
  pass: (time: string | number) => Promise<void>
  /** Lets time go by and waits for nothing. */
  skip: (time: string | number) => Promise<void>
  /** Waits until nothing that is due is unsent or unsettled. */
  quiet: () => Promise<void>
  /** The statements that are sent to Postgres until all that the work brings about is done. */
  counted: (work: () => Promise<unknown>) => Promise<string[]>
  /** Waits until it is so, ten seconds at most. */
  until: (isSo: () => Promise<boolean>) => Promise<void>
  /** Runs the sweep once, as the schedule does. */
  sweep: () => Promise<void>
  /** Asks once about the pages for paying by card that are due, as the schedule does. */
  poll: () => Promise<void>
  /** Compares with Stripe once, as the schedule does every night. */
  reconcile: () => Promise<void>
  /** Looks once for certificates of tax exemption that run out, as the schedule does every morning. */
  remindOfCertificates: () => Promise<void>
  /** Mails once what waits at the desk, as the schedule does every morning. */
  digest: () => Promise<void>
  startWorker: () => Promise<void>
  stopWorker: () => Promise<void>
  close: () => Promise<void>
}

const bootstrapToken = 'the-first-one'

/** Opens a world; with `skipsTime` a year goes by in milliseconds. `settings` are of the environment. */
export async function openWorld({
  skipsTime,
  settings = {},
}: {
  skipsTime: boolean
  settings?: Record<string, string>
}): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'world-'))
  const inbox = await startInbox({ folder, smtpPort: await anyPort() })
  const databaseUrl = await newDatabase()
  const heard: { statements: string[] | null } = { statements: null }
  const sql = connect(databaseUrl, {
    onStatement: (statement) => heard.statements?.push(statement),
  })
  const env = await openEnvironment({ skipsTime })
  const namespace = env.namespace ?? 'default'
  let ahead = 0
  let tooFar = 0
  const now = () => new Date(Date.now() + ahead)
  const stripe = await openStripe({ clock: now, deliver: takeWebhooks(() => app) })
  const config = readConfig({
    ...stripeEnvironment(stripe),
    DATABASE_URL: databaseUrl,
    SMTP_URL: inbox.smtpUrl,
    PUBLIC_URL: 'http://webinars.example',
    TEMPORAL_UI_URL: 'http://temporal.example/',
    BOOTSTRAP_TOKEN: bootstrapToken,
    POSTS_A_MINUTE: '1000000',
    W9_FILE: join(projectFolder, 'dev/organisation/w9-sample.pdf'),
    ORGANISATION_LOGO: join(projectFolder, 'dev/organisation/logo.png'),
    ORGANISATION_TAX_ID: 'EIN 00-0000000',
    ...settings,
  })
  const { organisation, payloadKeys } = config
  const encryption = encrypting(payloadKeys)
  const client = new Client({ connection: env.connection, namespace, ...encryption })
  const transport = createTransport({
    smtpUrl: config.smtpUrl,
    from: { name: organisation.name, address: organisation.senderAddress },
    // Longer than a busy machine makes one wait.
    patience: { turn: 4_000, connection: 4_000, greeting: 4_000, silence: 4_000 },
  })
  const runs = new Map<string, Run>()
  const noted = () => [...runs.values()].map(({ workflowId }) => workflowId)
  const activities = noting(
    createActivities({
      sql,
      transport,
      config,
      deliver: (submission) => deliver({ client, sql }, submission, 10_000),
      clock: () => new Date().toISOString(),
    }),
    runs,
  )
  const app = createApp({ ...config, sql, client, now, report: (error) => reported.push(error) })
  const reported: unknown[] = []
  const bundle = payloadKeys === null ? await workflowBundle() : await bundleOf(config)
  let running: { workers: Worker[]; ended: Promise<unknown> } | null = null

  async function scheduled(workflowType: string): Promise<void> {
    const workflowId = `${workflowType}-${randomUUID()}`
    await client.workflow.start(workflowType, { workflowId, taskQueue: 'desk', args: [] })
    for (let tries = 0; tries < 400; tries += 1) {
      const { status } = await client.workflow.getHandle(workflowId).describe()
      if (status.name !== 'RUNNING') return
      await setTimeout(25)
    }
    assert.fail(`It does not end: ${workflowType}`)
  }

  const world: World = {
    sql,
    client,
    env,
    app,
    inbox,
    mail: letterBox(inbox),
    stripe,
    ann: '',
    ben: '',
    now,
    post: (path, body, how) => request(app, 'POST', path, body, how),
    get: (path, how) => request(app, 'GET', path, undefined, how),
    async pass(time) {
      await world.quiet()
      await world.skip(time)
      await world.quiet()
    },
    async skip(time) {
      const wanted = msToNumber(time as never)
      // The time-skipping server strands a run that cancels a timer in the moment in which it fires
      // (temporalio/sdk-java issue 3088), so no timer is left that would fire just after this.
      const left = skipsTime ? Math.max(wanted - tooFar, 0) + 2_000 : wanted
      tooFar = skipsTime ? 2_000 : 0
      await withinAMinute(env.sleep(left), `letting ${time} go by`, sql)
      ahead = (await env.currentTimeMs()) - Date.now()
    },
    async quiet() {
      for (let tries = 0; tries < 400; tries += 1) {
        await stripe.quiet()
        if ((await unfinished(sql, now())) === 0) return
        await setTimeout(25)
      }
      assert.fail(`Something stays unfinished: ${JSON.stringify(await whatIsUnfinished(sql))}`)
    },
    async counted(work) {
      heard.statements = []
      await work()
      await world.quiet()
      const statements = heard.statements.filter((one) => !isLook(one))
      heard.statements = null
      return statements
    },
    async until(isSo) {
      for (let tries = 0; tries < 400; tries += 1) {
        if (await isSo()) return
        await setTimeout(25)
      }
      assert.fail(`Never so: ${isSo}`)
    },
    sweep: () => scheduled('sweep'),
    poll: () => scheduled('cardPoll'),
    reconcile: () => scheduled('reconciliation'),
    remindOfCertificates: () => scheduled('taxCertificates'),
    digest: () => scheduled('digest'),
    async startWorker() {
      const { nativeConnection: connection } = env
      const known = { connection, namespace, activities, bundle, payloadKeys }
      const workers = await createWorkers(known)
      running = { workers, ended: Promise.all(workers.map((worker) => worker.run())) }
    },
    async stopWorker() {
      for (const worker of running?.workers ?? []) worker.shutdown()
      await running?.ended
      running = null
    },
    async close() {
      await world.quiet()
      await assertInvariants({ sql, now, running: () => runningOf(client, noted()) })
      await world.stopWorker()
      await checkHistories({ client, sql, runs, bundle, encryption, isRealServer: !skipsTime })
      transport.close()
      await env.teardown()
      await sql.end({ timeout: 5 })
      await inbox.stop()
      await stripe.stop()
      assert.deepEqual(await stripe.violations(), [])
      await rm(folder, { recursive: true, force: true })
    },
  }
  await world.startWorker()
  world.ann = await administratorNamed(world, 'Ann Archer', bootstrapToken)
  world.ben = await administratorNamed(world, 'Ben Baker', world.ann)
  return world
}

async function administratorNamed(world: World, name: string, as: string): Promise<string> {
  const email = `${name.toLowerCase().replace(' ', '.')}@webinars.example`
  const added = await world.post('/administrators', { name, email }, { as })
  assert.equal(added.status, 201, JSON.stringify(added.body))
  return String(added.body.token)
}

/** Time that does not go by is a defect to be named, not a test that hangs. */
async function withinAMinute(work: Promise<void>, what: string, sql: Sql): Promise<void> {
  const limit = new AbortController()
  const late = setTimeout(60_000, 'late', { signal: limit.signal }).catch(() => 'ended')
  const first = await Promise.race([work, late])
  limit.abort()
  if (first !== 'late') return
  assert.fail(`Not within a minute: ${what}; ${JSON.stringify(await whatIsUnfinished(sql))}`)
}

async function unfinished(sql: Sql, now: Date): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select
      (select count(*) from messages
        where (state = 'sending' or (state = 'waiting' and attempts = 0)) and send_at <= ${now.toISOString()})
      + (select count(*) from mailings where written_at is null and paused_at is null)
      + (select count(*) from documents where bytes is null)
      + (select count(*) from submissions where settled_at is null and attempts = 0) as count
  `
  return row?.count ?? 0
}

/** A look of the test itself, not of the product. */
function isLook(statement: string): boolean {
  return statement.includes('from mailings where written_at is null and paused_at is null')
}

async function whatIsUnfinished(sql: Sql): Promise<readonly unknown[]> {
  return sql`
    select kind, subject, state as status, send_at as at from messages where state in ('waiting', 'sending')
    union all
    select kind, subject, 'unsettled', received_at from submissions where settled_at is null
  `
}
