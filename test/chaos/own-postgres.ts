import { execFile } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { migrate } from '../../database/migrate.ts'
import { lifetime } from '../../dev/lifetime.ts'
import { anyPort } from '../../dev/services/ports.ts'
import { type RunningPostgres, startPostgres } from '../../dev/services/postgres.ts'
import { throwAwayFolder } from '../../dev/test-stack.ts'

const run = promisify(execFile)

/** A Postgres server of one's own, to be ended and begun at will; it keeps what it said is stored. */
export interface OwnPostgres {
  databaseUrl: string
  urlOf: (database: string) => string
  /** As `pg_ctl stop -m fast`. */
  stop: () => Promise<void>
  /** As `pg_ctl stop -m immediate`. */
  stopAtOnce: () => Promise<void>
  start: () => Promise<void>
  /** Keeps its state as it is now, for a moment of standing still. */
  keep: () => Promise<void>
  /** Brings it back to the state that was kept. */
  restore: () => Promise<void>
  close: () => Promise<void>
}

/** `inFolder` is where its files are, such as a small disk; else a folder that is gone afterwards. */
export async function openOwnPostgres(inFolder?: string): Promise<OwnPostgres> {
  const life = lifetime()
  const folder = inFolder ?? throwAwayFolder(life)
  const wish = {
    folder: join(folder, 'postgres'),
    port: await anyPort(),
    logFile: join(folder, 'postgres.log'),
    isThrowAway: false,
  }
  const cluster = join(wish.folder, 'cluster')
  const kept = join(wish.folder, 'kept')
  let server: RunningPostgres = await startPostgres(wish)
  await server.createDatabase('chaos')
  const databaseUrl = server.urlOf('chaos')
  await migrate(databaseUrl)
  return {
    databaseUrl,
    urlOf: server.urlOf,
    stop: () => server.stop(),
    stopAtOnce: () => server.stopAtOnce(),
    async start() {
      server = await startPostgres(wish)
    },
    async keep() {
      await server.stop()
      await rm(kept, { recursive: true, force: true })
      await run('cp', ['-a', cluster, kept])
      server = await startPostgres(wish)
    },
    async restore() {
      await server.stop()
      await rm(cluster, { recursive: true })
      await run('cp', ['-a', kept, cluster])
      server = await startPostgres(wish)
    },
    async close() {
      await server.stop()
      await life.end()
    },
  }
}
