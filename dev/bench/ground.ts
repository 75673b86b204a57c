import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Client, Connection } from '@temporalio/client'
import { connect, type Sql } from '../../database/connect.ts'
import { migrate } from '../../database/migrate.ts'
import { type Post, type Reply, request } from '../../test/support/http.ts'
import type { Lifetime } from '../lifetime.ts'
import { findTemporalCli } from '../parts/temporal.ts'
import { nodeOptions, projectFolder } from '../project.ts'
import { type Child, startChild } from '../services/child.ts'
import { anyPort } from '../services/ports.ts'
import { startPostgres } from '../services/postgres.ts'
import { startTemporal } from '../services/temporal.ts'
import { step } from '../terminal.ts'
import { bundleWorkflows, throwAwayFolder } from '../test-stack.ts'
import { peerTables } from './peer/activities.ts'
import { type Sink, startSink } from './sink.ts'

/** The product and its peers as processes on one server each of Postgres and Temporal, which keep their state on disk. */
export interface Ground {
  /** Where the API listens. */
  url: string
  sql: Sql
  /** The peers' own database on the same server. */
  peerSql: Sql
  client: Client
  sink: Sink
  /** An administrator's token. */
  ann: string
  /** The ids of the processes that are measured, by name. */
  pids: Map<string, number>
  folder: string
  isQuick: boolean
  /** The file in which Temporal keeps its state. */
  temporalFile: string
  post: (path: string, body: unknown, how?: Post) => Promise<Reply>
  startWorker: () => Promise<Child>
  /** One more API, on a database of its own and without Temporal; its address. */
  startApiAlone: (databaseUrl: string) => Promise<string>
  /** An empty database on the same server; its address. */
  newDatabase: (name: string) => Promise<string>
  /** A program of the bench itself; where it listens, if it does. */
  startPeer: (name: 'worker' | 'hono' | 'mailer') => Promise<string>
}

export interface GroundWish {
  isQuick: boolean
  /** Where profiles of the API and the worker are written when they end; null makes none. */
  profiles: string | null
}

const bootstrapToken = 'the-first-one'
const readyLimitMs = 60_000

/** Nothing listens there. */
const nowhere = '127.0.0.1:9'

/** Stands everything up, as it runs in production but for the encryption of its connections. */
export async function startGround(wish: GroundWish, life: Lifetime): Promise<Ground> {
  const folder = throwAwayFolder(life)
  const pids = new Map<string, number>([['bench', process.pid]])
  const start = starter({ folder, pids, profiles: wish.profiles, life })
  const databases = await step('Postgres', () => startDatabases(folder, pids, life))
  const address = await step('Temporal', () => startServer(folder, pids, life))
  const sink = await startSink(life)
  const port = await anyPort()
  const url = `http://127.0.0.1:${port}`
  const product = {
    NODE_OPTIONS: nodeOptions,
    DATABASE_URL: databases.product,
    SMTP_URL: sink.url,
    PUBLIC_URL: 'http://webinars.example',
    PORT: String(port),
    POSTS_A_MINUTE: '100000000',
    BOOTSTRAP_TOKEN: bootstrapToken,
    TEMPORAL_ADDRESS: address,
    WORKFLOW_BUNDLE: await step('Workflows', () => bundleWorkflows(folder)),
  }
  const peer = { DATABASE_URL: databases.peer, SMTP_URL: sink.url, TEMPORAL_ADDRESS: address }
  const startWorker = () => start('worker', 'worker/index.ts', 'the worker is ready', product)
  await step('API', () => start('api', 'api/index.ts', 'the API is ready', product))
  await step('Worker', startWorker)
  const connection = await Connection.connect({ address })
  const [sql, peerSql] = [connect(databases.product), connect(databases.peer)]
  life.atEnd(async () => {
    await Promise.all([sql.end({ timeout: 5 }), peerSql.end({ timeout: 5 }), connection.close()])
  })
  await peerSql.unsafe(peerTables)
  const wire = { request: (path: string, init: RequestInit) => fetch(`${url}${path}`, init) }
  const post: Ground['post'] = (path, body, how) => request(wire, 'POST', path, body, how)
  return {
    url,
    sql,
    peerSql,
    client: new Client({ connection }),
    sink,
    ann: await firstAdministrator(post),
    pids,
    folder,
    isQuick: wish.isQuick,
    temporalFile: temporalFileIn(folder),
    post,
    startWorker,
    newDatabase: databases.another,
    async startApiAlone(databaseUrl) {
      const own = { ...product, DATABASE_URL: databaseUrl, TEMPORAL_ADDRESS: nowhere }
      const port = String(await anyPort())
      await start('api alone', 'api/index.ts', 'the API is ready', { ...own, PORT: port })
      return `http://127.0.0.1:${port}`
    },
    async startPeer(name) {
      const port = String(await anyPort())
      await start(`bare ${name}`, `dev/bench/peer/${name}.ts`, 'is ready', { ...peer, PORT: port })
      return `http://127.0.0.1:${port}`
    },
  }
}

interface Starting {
  folder: string
  pids: Map<string, number>
  profiles: string | null
  life: Lifetime
}

/** Starts programs as processes of their own, and waits until each says that it is ready. */
function starter({ folder, pids, profiles, life }: Starting) {
  return async (
    kind: string,
    file: string,
    ready: string,
    env: Record<string, string>,
  ): Promise<Child> => {
    const others = [...pids.keys()].filter((name) => name.startsWith(kind)).length
    const name = others === 0 ? kind : `${kind} ${others + 1}`
    const profiling = profiles ? ['--cpu-prof', `--cpu-prof-dir=${join(profiles, name)}`] : []
    const child = startChild({
      name,
      command: process.execPath,
      args: [...profiling, '--import', 'tsx', file],
      cwd: projectFolder,
      env,
      logFile: join(folder, `${name}.log`),
      graceMs: 20_000,
    })
    pids.set(name, child.pid)
    life.atEnd(child.stop)
    const deadline = Date.now() + readyLimitMs
    while (!child.hasSaid(ready)) {
      if (child.hasExited() || Date.now() > deadline) {
        throw new Error(`The ${name} did not start:\n${child.lastWords()}`)
      }
      await pause(100)
    }
    return child
  }
}

/** Two databases on one server, which waits for its disk as it does in production. */
async function startDatabases(folder: string, pids: Map<string, number>, life: Lifetime) {
  const postgres = await startPostgres({
    folder: join(folder, 'postgres'),
    port: await anyPort(),
    logFile: join(folder, 'postgres.log'),
    isThrowAway: false,
  })
  life.atEnd(postgres.stop)
  pids.set('postgres', postgres.pid)
  await postgres.createDatabase('product')
  await postgres.createDatabase('peer')
  const product = postgres.urlOf('product')
  await migrate(product)
  const another = async (name: string) => {
    await postgres.createDatabase(name)
    return postgres.urlOf(name)
  }
  return { product, peer: postgres.urlOf('peer'), another }
}

async function startServer(
  folder: string,
  pids: Map<string, number>,
  life: Lifetime,
): Promise<string> {
  const cli = await findTemporalCli({ progress: () => undefined, note: () => undefined })
  const temporal = await startTemporal({
    cli,
    port: await anyPort(),
    stateFile: temporalFileIn(folder),
    logFile: join(folder, 'temporal.log'),
  })
  life.atEnd(temporal.stop)
  pids.set('temporal', temporal.pid)
  return temporal.address
}

function temporalFileIn(folder: string): string {
  return join(folder, 'temporal.db')
}

async function firstAdministrator(post: Ground['post']): Promise<string> {
  const ann = { name: 'Ann Archer', email: 'ann.archer@webinars.example' }
  const { status, body } = await post('/administrators', ann, { as: bootstrapToken })
  if (status !== 201) throw new Error(`No administrator: ${JSON.stringify(body)}`)
  return String(body.token)
}
