import {
  type Client,
  WithStartWorkflowOperation,
  WorkflowUpdateFailedError,
} from '@temporalio/client'
import { ApplicationFailure } from '@temporalio/common'
import type { Sql } from '../database/connect.ts'
import { outsideKinds } from '../domain/process.ts'
import { within } from '../operating/tracing.ts'
import { runOf } from './start.ts'

interface Waiting {
  id: string
  kind: string
  subject: string
  facts: Record<string, unknown>
  trace: string | null
}

/**
 * Brings a submission to its process, and before it whatever else waits for the same subject, oldest first. Returns
 * when it is settled; a refusal settles it too. What rests on somebody outside goes apart from what does not. The
 * Update's id is the submission's, so sending it again is harmless.
 * @throws whatever keeps Temporal or Postgres from answering; the submission then waits for the sweep
 */
export async function deliver(
  { client, sql }: { client: Client; sql: Sql },
  submission: string,
  patienceMs: number,
): Promise<void> {
  const waiting = await sql<Waiting[]>`
    select other.id, other.kind, other.subject, other.facts, other.trace
    from submissions mine
    join submissions other on other.subject = mine.subject and other.position <= mine.position
    where mine.id = ${submission} and mine.settled_at is null and other.settled_at is null
      and (mine.kind = any (${outsideKinds})) = (other.kind = any (${outsideKinds}))
    order by other.position
  `
  const deadline = Date.now() + patienceMs
  for (const one of waiting) {
    await within(one.trace, () => client.withDeadline(deadline, () => tell(client, one)))
  }
}

async function tell(client: Client, { id, kind, subject, facts }: Waiting): Promise<void> {
  const { process, options } = runOf(subject)
  try {
    await client.workflow.executeUpdateWithStart(kind, {
      updateId: id,
      args: [{ ...facts, submission: id }],
      startWorkflowOperation: new WithStartWorkflowOperation(process, {
        ...options,
        workflowIdConflictPolicy: 'USE_EXISTING',
      }),
    })
  } catch (error) {
    if (!isRefused(error)) throw error
  }
}

function isRefused(error: unknown): boolean {
  return (
    error instanceof WorkflowUpdateFailedError &&
    error.cause instanceof ApplicationFailure &&
    error.cause.type === 'Refused'
  )
}
