import { type Client, WorkflowExecutionAlreadyStartedError } from '@temporalio/client'
import { atOnce } from '../activities/at-once.ts'
import type { Sql } from '../database/connect.ts'
import { runOf } from '../delivery/start.ts'
import { processes, splitSubject } from '../delivery/subject.ts'
import { openSubjects } from '../readmodels/open-subject.ts'

interface Deps {
  sql: Sql
  client: Client
}

/** What a history holds and the database does not: it was applied after the state that was restored. */
export interface Lost {
  subject: string
  command: string
  /** ISO instant. */
  at: string
}

/** Calls to the server that are under way at the same time. */
const callsAtOnce = 20

/**
 * Starts a run for every subject that is not done and has none; it begins from its rows, so that a Temporal that knows
 * nothing any more is brought to where it was. Doing it twice is harmless.
 */
export async function startOpen(
  { sql, client }: Deps,
  at: string,
): Promise<{ started: number; ranAlready: number }> {
  const counts = { started: 0, ranAlready: 0 }
  await atOnce(await openSubjects(sql, at), callsAtOnce, async (subject) => {
    const { process, options } = runOf(subject)
    try {
      await client.workflow.start(process, { ...options, workflowIdConflictPolicy: 'FAIL' })
      counts.started += 1
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error
      counts.ranAlready += 1
    }
  })
  return counts
}

/**
 * The commands that histories hold and the database does not, oldest first: what to do again after a restore. Looks at
 * the runs that did something after the database's last submission.
 */
export async function lostCommands({ sql, client }: Deps): Promise<Lost[]> {
  const [last] = await sql<{ at: string | null }[]>`select max(received_at) as at from submissions`
  const since = last?.at ?? new Date(0).toISOString()
  const query = `ExecutionStatus="Running" OR CloseTime > "${since}"`
  const told = new Map<string, Lost>()
  for await (const { workflowId, runId } of client.workflow.list({ query })) {
    if (!isSubject(workflowId)) continue
    const { events } = await client.workflow.getHandle(workflowId, runId).fetchHistory()
    for (const event of events ?? []) {
      const seconds = Number(event.eventTime?.seconds ?? 0)
      const at = new Date(seconds * 1_000).toISOString()
      const request = event.workflowExecutionUpdateAcceptedEventAttributes?.acceptedRequest
      const id = request?.meta?.updateId
      const command = request?.input?.name
      if (id && command && isUuid(id)) told.set(id, { subject: workflowId, command, at })
    }
  }
  const kept = await sql<{ id: string }[]>`
    select id from submissions where id = any (${[...told.keys()]}::uuid[])
  `
  for (const { id } of kept) told.delete(id)
  return [...told.values()].toSorted((one, other) => one.at.localeCompare(other.at))
}

/**
 * Ends every run and begins one from the rows for whatever is open, after a restore: what a run remembers is ahead of
 * the database. Numbers that were given out since are not given out again.
 */
export async function beginFromRows(
  deps: Deps,
  at: string,
): Promise<{ ended: number; started: number }> {
  const { client } = deps
  const running: string[] = []
  for await (const { workflowId } of client.workflow.list({ query: 'ExecutionStatus="Running"' })) {
    if (isSubject(workflowId)) running.push(workflowId)
  }
  await keepNumbers(deps)
  await atOnce(running, callsAtOnce, async (subject) => {
    await client.workflow.getHandle(subject).terminate('the database was restored')
  })
  const { started } = await startOpen(deps, at)
  return { ended: running.length, started }
}

async function keepNumbers({ sql, client }: Deps): Promise<void> {
  const highest = { order: 0, pass: 0, inquiry: 0 }
  for await (const { workflowId } of client.workflow.list()) {
    if (!isSubject(workflowId)) continue
    const { process, id } = splitSubject(workflowId)
    if (process in highest && /^\d+$/.test(id)) {
      const noun = process as keyof typeof highest
      highest[noun] = Math.max(highest[noun], Number(id))
    }
  }
  for (const [noun, number] of Object.entries(highest)) {
    const sequence = `${noun}_numbers`
    await sql`
      select setval(${sequence}::regclass, ${number}::bigint)
      where ${number}::bigint > coalesce(pg_sequence_last_value(${sequence}::regclass), 0)
    `
  }
}

/** Schedules run for no row. */
function isSubject(workflowId: string): boolean {
  return processes.some((process) => workflowId.startsWith(`${process}:`))
}

function isUuid(text: string): boolean {
  return /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(text)
}
