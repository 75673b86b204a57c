import type { Client } from '@temporalio/client'
import { organisationZone } from '../config.ts'
import { connect, type Sql } from '../database/connect.ts'
import { ensureSchedules } from '../worker/schedules.ts'
import { beginFromRows, lostCommands, startOpen } from './runs.ts'
import { keptPlaces } from './settled.ts'
import { withTemporal } from './temporal-client.ts'
import { dim, heading, tellFailure } from './terminal.ts'

const usage = `npm run rebuild, where DATABASE_URL and TEMPORAL_… say, else in what npm start runs

  (nothing)              Temporal has lost its state: the schedules, and a run for every row that is open
  --restored             the database was restored: what histories hold and it does not; changes nothing
  --restored --repair    tells that, ends every run, and begins one from the rows for whatever is open`

const given = process.argv.slice(2)
const what = given.toSorted().join(' ')

try {
  if (process.env.DATABASE_URL === undefined) Object.assign(process.env, keptPlaces())
  const sql = connect(process.env.DATABASE_URL ?? '', { statementLimitMs: 120_000 })
  try {
    await withTemporal(async (client) => {
      if (what === '') await rebuild({ sql, client })
      else if (what === '--restored') await report({ sql, client })
      else if (what === '--repair --restored') await repair({ sql, client })
      else console.error(usage)
    })
  } finally {
    await sql.end({ timeout: 5 })
  }
} catch (error) {
  tellFailure(error)
  process.exitCode = 1
}

async function rebuild(deps: { sql: Sql; client: Client }): Promise<void> {
  heading('A run for every row that is open')
  await ensureSchedules(deps.client, organisationZone(process.env))
  const { started, ranAlready } = await startOpen(deps, new Date().toISOString())
  console.log(`  ${started} started, ${ranAlready} ran already`)
}

async function report(deps: { sql: Sql; client: Client }): Promise<void> {
  heading('What histories hold and the database does not')
  const lost = await lostCommands(deps)
  for (const { subject, command, at } of lost) console.log(`  ${dim(at)} ${subject} ${command}`)
  console.log(`\n${lost.length} commands are to be sent again by a person`)
}

async function repair(deps: { sql: Sql; client: Client }): Promise<void> {
  await report(deps)
  const { ended, started } = await beginFromRows(deps, new Date().toISOString())
  console.log(`${ended} runs ended, ${started} begun from their rows`)
}
