import {
  type Client,
  WithStartWorkflowOperation,
  WorkflowUpdateFailedError,
} from '@temporalio/client'
import { ApplicationFailure } from '@temporalio/common'
import type { Sql } from '../database/connect.ts'
import { outsideKinds } from '../domain/process.ts'
import { within } from '../operating/tracing.ts'
import { taskQueue } from './queue.ts'
import { type ProcessName, splitSubject } from './subject.ts'

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
  const { process, id: subjectId } = splitSubject(subject)
  try {
    await client.workflow.executeUpdateWithStart(kind, {
      updateId: id,
      args: [{ ...facts, submission: id }],
      startWorkflowOperation: new WithStartWorkflowOperation(process, {
        workflowId: subject,
        taskQueue,
        args: [subjectId],
        workflowIdConflictPolicy: 'USE_EXISTING',
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
        staticSummary: summaries[process],
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

const summaries: Record<ProcessName, string> = {
  membership: 'One person’s way into the community',
  order: 'One order, from the price to the last cent and the last seat',
  check: 'One check and the orders that it pays',
  deposit: 'One stack of checks that went to the bank with one slip',
  pass: 'One term of an all-access pass',
  webinar: 'One webinar, from draft to recording',
  mailing: 'One mail to everybody with a place in a webinar, in batches',
  inquiry: 'One question, until it is answered',
  address: 'One person’s e-mail address, until both the old and the new one said yes',
  record: 'One short change that waits for nothing',
}
