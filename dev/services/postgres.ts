import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import postgres from 'postgres'
import { postgresBinaries } from '../parts/postgres.ts'
import { type Child, startChild } from './child.ts'
import { type Account, postgresAccount } from './postgres-account.ts'
import { createCluster, endLeftOver, passwordOf } from './postgres-cluster.ts'

export interface PostgresWish {
  /** Holds the cluster and its password; made when it is not there. */
  folder: string
  port: number
  logFile: string
  /** A throw-away database answers faster by not waiting for the disk. */
  isThrowAway: boolean
}

export interface RunningPostgres {
  pid: number
  /** The address of one of its databases, as its owner. */
  urlOf(database: string): string
  createDatabase(name: string): Promise<void>
  stop(): Promise<void>
  /** As `pg_ctl stop -m immediate`: nobody is told, and the next start recovers from its log. */
  stopAtOnce(): Promise<void>
}

const startLimitMs = 30_000

/** A real Postgres server, out of the packages of the project, that answers on this machine only. */
export async function startPostgres(wish: PostgresWish): Promise<RunningPostgres> {
  const account = postgresAccount()
  const binaries = await postgresBinaries(account)
  const cluster = join(wish.folder, 'cluster')
  if (!existsSync(join(cluster, 'PG_VERSION'))) await createCluster(wish.folder, binaries, account)
  await endLeftOver(cluster)
  const child = startServer(wish, { postgres: binaries.postgres, cluster, account })
  const password = passwordOf(wish.folder)
  const urlOf = (database: string) =>
    `postgres://postgres:${password}@127.0.0.1:${wish.port}/${database}`
  await untilItAnswers(urlOf('postgres'), child)
  return {
    pid: child.pid,
    urlOf,
    createDatabase: (name) => createDatabase(urlOf('postgres'), name),
    stop: child.stop,
    stopAtOnce: () => child.kill('SIGQUIT'),
  }
}

interface Server {
  postgres: string
  cluster: string
  account: Account | undefined
}

function startServer(wish: PostgresWish, { postgres, cluster, account }: Server): Child {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '300',
    timezone: 'UTC',
    ...(wish.isThrowAway && { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  }
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  return startChild({
    name: 'Postgres',
    command: postgres,
    args: ['-D', cluster, '-p', String(wish.port), ...flags],
    logFile: wish.logFile,
    cwd: wish.folder,
    user: account,
    // For Postgres this is the quick end: connections are closed, everything is on disk.
    stopSignal: 'SIGINT',
  })
}

async function untilItAnswers(url: string, child: Child): Promise<void> {
  const deadline = Date.now() + startLimitMs
  while (!(await answers(url))) {
    if (child.hasExited()) throw new Error(`Postgres did not start:\n${child.lastWords()}`)
    if (Date.now() > deadline) {
      await child.stop()
      throw new Error(`Postgres did not answer within 30 s:\n${child.lastWords()}`)
    }
    await pause(50)
  }
}

async function answers(url: string): Promise<boolean> {
  const sql = connect(url)
  try {
    await sql`select 1`
    return true
  } catch {
    return false
  } finally {
    await sql.end({ timeout: 1 })
  }
}

async function createDatabase(url: string, name: string): Promise<void> {
  const sql = connect(url)
  try {
    const [found] = await sql`select 1 from pg_database where datname = ${name}`
    if (!found) await sql`create database ${sql(name)}`
  } finally {
    await sql.end({ timeout: 1 })
  }
}

function connect(url: string): postgres.Sql {
  return postgres(url, { max: 1, connect_timeout: 2, onnotice: () => undefined })
}
