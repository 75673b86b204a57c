import { fileURLToPath } from 'node:url'
import { runner } from 'node-pg-migrate'

/** Brings a database to today's tables; safe to run from several processes at once (advisory lock). */
export async function migrate(databaseUrl: string): Promise<void> {
  await runner({
    databaseUrl,
    dir: fileURLToPath(new URL('./migrations', import.meta.url)),
    direction: 'up',
    migrationsTable: 'migrations',
    checkOrder: true,
    log: () => {},
  })
}
