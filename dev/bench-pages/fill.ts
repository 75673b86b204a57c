import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { connect } from '../../database/connect.ts'
import { migrate } from '../../database/migrate.ts'

const folder = fileURLToPath(new URL('.', import.meta.url))

/** Fills a new database with 10,000 members, 5,000 orders and 200 webinars, and with all that they bring about. */
export async function fill(databaseUrl: string): Promise<void> {
  await migrate(databaseUrl)
  const sql = connect(databaseUrl, { connections: 1, statementLimitMs: 300_000 })
  try {
    for (const file of readdirSync(folder).sort()) {
      if (file.endsWith('.sql')) await sql.unsafe(readFileSync(`${folder}${file}`, 'utf8'))
    }
    await sql`vacuum analyze`
  } finally {
    await sql.end({ timeout: 5 })
  }
}
