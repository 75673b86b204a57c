import { connect } from '../database/connect.ts'
import { checkInvariants, type Finding } from '../readmodels/invariants.ts'
import { checkLatestHistories, checkRunning, runningWorkflows } from './invariants-running.ts'
import { keptPlaces } from './settled.ts'
import { namesTemporal } from './stack.ts'
import { withTemporal } from './temporal-client.ts'
import { heading, tellFailure, tellFinding } from './terminal.ts'

/** Looks at the database and the Temporal that the environment names, else at those of `npm start`. */
try {
  const isOwn = process.env.DATABASE_URL === undefined
  if (isOwn) Object.assign(process.env, keptPlaces())
  heading('What must hold')
  const findings = await look(process.env.DATABASE_URL ?? '', isOwn || namesTemporal())
  for (const finding of findings) tellFinding(finding)
  const broken = findings.filter((finding) => finding.broken.length > 0).length
  console.log(`\n${findings.length - broken} hold, ${broken} are broken`)
  process.exitCode = broken > 0 ? 1 : 0
} catch (error) {
  tellFailure(error)
  process.exitCode = 1
}

async function look(databaseUrl: string, hasTemporal: boolean): Promise<Finding[]> {
  const sql = connect(databaseUrl, { statementLimitMs: 120_000 })
  const now = () => new Date()
  try {
    const inRows = await checkInvariants(sql, now().toISOString())
    if (!hasTemporal) return inRows
    const inWorkflows = await withTemporal(async (client) => {
      const running = () => runningWorkflows(client)
      return [
        ...(await checkRunning({ sql, now, running })),
        ...(await checkLatestHistories(client)),
      ]
    })
    return [...inRows, ...inWorkflows]
  } finally {
    await sql.end({ timeout: 5 })
  }
}
