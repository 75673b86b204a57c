import { processesStanding } from '../delivery/standing.ts'
import type { Measured } from '../operating/metrics.ts'
import { standing } from '../readmodels/standing.ts'
import type { ApiDeps } from './deps.ts'

type Known = Pick<ApiDeps, 'sql' | 'client' | 'now'>

/** How long Postgres or Temporal may take to answer, in milliseconds. */
const patience = 2_000

/** What waits, for how long, and who works: null where Postgres or Temporal does not say. */
export async function measure(deps: Known): Promise<Measured> {
  const at = deps.now()
  const { rows, processes } = await look(deps)
  const age = (since: string | null | undefined) =>
    since ? Math.max(0, (at.getTime() - Date.parse(since)) / 1_000) : 0
  return {
    desk_postgres_up: rows === null ? 0 : 1,
    desk_temporal_up: processes === null ? 0 : 1,
    desk_submissions_waiting: rows?.submissions ?? null,
    desk_submission_oldest_seconds: rows && age(rows.oldestSubmissionAt),
    desk_messages_waiting: rows?.messages ?? null,
    desk_message_oldest_seconds: rows && age(rows.oldestMessageAt),
    desk_documents_waiting: rows?.documents ?? null,
    desk_tasks_open: rows?.tasks ?? null,
    desk_processes_running: processes?.running ?? null,
    desk_processes_needing_attention: processes?.parked ?? null,
    desk_workers_polling: processes && new Set(processes.pollers.map((one) => one.identity)).size,
  }
}

/** What Postgres and Temporal say; null for whichever does not answer within two seconds. */
export async function look({ sql, client, now }: Known) {
  const [rows, processes] = await Promise.all([
    answered(standing(sql, now().toISOString())),
    answered(processesStanding(client, patience)),
  ])
  return { rows, processes }
}

async function answered<T>(work: Promise<T>): Promise<T | null> {
  const late = new Promise<null>((resolve) => {
    setTimeout(resolve, patience, null).unref()
  })
  return Promise.race([work, late]).catch(() => null)
}
