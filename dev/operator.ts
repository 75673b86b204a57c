import { randomUUID } from 'node:crypto'
import {
  type Client,
  WithStartWorkflowOperation,
  type WorkflowHandle,
  WorkflowUpdateFailedError,
} from '@temporalio/client'
import { ApplicationFailure, type Workflow } from '@temporalio/common'
import { taskQueue } from '../delivery/queue.ts'
import { parkedQuery } from '../delivery/standing.ts'
import { splitSubject } from '../delivery/subject.ts'

/** What an operator may say about a parked step. */
export type Decision = 'retry' | 'skip' | 'abort'

/** So long a process may take to answer, in milliseconds. */
const patience = 20_000

/** The processes in which a step has failed for good, each with what it says about it. */
export async function parkedProcesses(
  client: Client,
): Promise<{ subject: string; says: string }[]> {
  const found: { subject: string; says: string }[] = []
  for await (const { workflowId } of client.workflow.list({ query: parkedQuery })) {
    const [says = ''] = (await detailsOf(client, workflowId)).split('\n')
    found.push({ subject: workflowId, says })
  }
  return found
}

/** What the Temporal UI shows of a process: where it stands, what it waits for and what to do. */
export async function detailsOf(client: Client, subject: string): Promise<string> {
  const handle = client.workflow.getHandle(subject)
  const { currentDetails } = await client.withDeadline(Date.now() + patience, () =>
    handle.query<{ currentDetails: string }>('__temporal_workflow_metadata'),
  )
  return currentDetails
}

/** Decides what is parked in a process. @returns how many of its steps that were; none where nothing is parked */
export async function decide(client: Client, subject: string, decision: Decision): Promise<number> {
  const handle = client.workflow.getHandle(subject)
  try {
    return await client.withDeadline(Date.now() + patience, () =>
      handle.executeUpdate<number, []>(`${decision}Step`),
    )
  } catch (error) {
    // A process that never had to park anything does not know the command.
    if (error instanceof WorkflowUpdateFailedError) return 0
    throw error
  }
}

/**
 * Sends a command as an operator, who is named so on the timeline; a process that has ended begins anew for it.
 * @returns the stage after it, or why it was refused
 */
export async function send(
  client: Client,
  { subject, command, said }: { subject: string; command: string; said: object },
): Promise<{ stage: string | null } | { refused: string }> {
  const { process, id } = splitSubject(subject)
  const startWorkflowOperation = new WithStartWorkflowOperation(process, {
    workflowId: subject,
    taskQueue,
    args: [id],
    workflowIdConflictPolicy: 'USE_EXISTING',
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
  })
  try {
    return await client.withDeadline(Date.now() + patience, () =>
      client.workflow.executeUpdateWithStart<Workflow, { stage: string | null }, [object]>(
        command,
        {
          updateId: randomUUID(),
          args: [said],
          startWorkflowOperation,
        },
      ),
    )
  } catch (error) {
    const refused = refusalIn(error)
    if (refused === null) throw error
    return { refused }
  }
}

/**
 * Begins a run anew from where its last task left it, with what it was told since; or from its rows alone, for a history
 * that the code cannot follow any more. What was sent and has had no effect is then delivered by the sweep.
 * @returns the id of the new run
 */
export async function reset(
  client: Client,
  { subject, fromRows }: { subject: string; fromRows: boolean },
): Promise<string> {
  const handle = client.workflow.getHandle(subject)
  const { runId } = await handle.describe()
  const tasks = await completedTasks(client.workflow.getHandle(subject, runId))
  const workflowTaskFinishEventId = fromRows ? tasks[0] : tasks.at(-1)
  if (workflowTaskFinishEventId === undefined)
    throw new Error(`${subject} has not done anything yet.`)
  const answer = await client.workflowService.resetWorkflowExecution({
    namespace: client.options.namespace,
    workflowExecution: { workflowId: subject, runId },
    reason: fromRows ? 'an operator: anew from its rows' : 'an operator: anew from its last task',
    workflowTaskFinishEventId,
    requestId: randomUUID(),
    ...(fromRows && { resetReapplyExcludeTypes: [signals, updates] }),
  })
  return answer.runId
}

const signals = 1
const updates = 2

async function completedTasks(handle: WorkflowHandle) {
  const { events = [] } = await handle.fetchHistory()
  return (events ?? []).flatMap(({ workflowTaskCompletedEventAttributes: done, eventId }) =>
    done && eventId ? [eventId] : [],
  )
}

function refusalIn(error: unknown): string | null {
  if (!(error instanceof WorkflowUpdateFailedError)) return null
  const { cause } = error
  return cause instanceof ApplicationFailure && cause.type === 'Refused' ? cause.message : null
}
