import type { Client } from '@temporalio/client'
import { defineSearchAttributeKey } from '@temporalio/common'
import type { Actor } from '../domain/process.ts'
import { mailQueue, taskQueue } from './queue.ts'

/** A process that takes work from a queue, as the server knows it. */
export interface Poller {
  queue: string
  /** `<process id>@<machine>`. */
  identity: string
  /** Of its code, where Worker Versioning is on; else null. */
  version: string | null
  seenAt: string | null
}

/** What the server lists of our processes. */
export interface ProcessesStanding {
  pollers: Poller[]
  running: number
  /** Processes that a person has to look at: a step of theirs failed for good. */
  parked: number
}

/** A process that is parked, and since when. */
export interface ParkedProcess {
  subject: string
  since: string | null
}

const running = 'ExecutionStatus="Running"'

/** Finds the processes in which a step has failed for good. */
export const parkedQuery = `${running} AND Stage="needs-attention"`

/** Finds the processes in which it is somebody's turn, as the Temporal UI takes it in `?query=`. */
export const turnQuery = (actor: Actor): string => `${running} AND AwaitingActor="${actor}"`

/** Finds what should have happened before an ISO instant. */
export const overdueQuery = (at: string): string => `${running} AND DueAt < "${at}"`

/** What the server says of workers and processes. @throws when it does not answer in time */
export function processesStanding(client: Client, patienceMs: number): Promise<ProcessesStanding> {
  return client.withDeadline(Date.now() + patienceMs, async () => {
    const [pollers, all, parked] = await Promise.all([
      Promise.all([taskQueue, mailQueue].map((queue) => pollersOf(client, queue))),
      client.workflow.count(running),
      client.workflow.count(parkedQuery),
    ])
    return { pollers: pollers.flat(), running: all.count, parked: parked.count }
  })
}

/** How many processes each query finds. @throws when the server does not answer in time */
export function counted(client: Client, queries: string[], patienceMs: number): Promise<number[]> {
  return client.withDeadline(Date.now() + patienceMs, () =>
    Promise.all(queries.map(async (query) => (await client.workflow.count(query)).count)),
  )
}

/** Processes that are parked, so many at most. @throws when the server does not answer in time */
export function parkedOnes(
  client: Client,
  { limit, patienceMs }: { limit: number; patienceMs: number },
): Promise<ParkedProcess[]> {
  return client.withDeadline(Date.now() + patienceMs, async () => {
    const found: ParkedProcess[] = []
    const listed = client.workflow.list({ query: parkedQuery, pageSize: limit })
    for await (const { workflowId, typedSearchAttributes } of listed) {
      const since = typedSearchAttributes.get(awaitingSince)
      found.push({ subject: workflowId, since: since?.toISOString() ?? null })
      if (found.length === limit) break
    }
    return found
  })
}

const awaitingSince = defineSearchAttributeKey('AwaitingSince', 'DATETIME')

/** Of a queue, once each: who takes workflows takes activities, too. */
async function pollersOf(client: Client, queue: string): Promise<Poller[]> {
  const found = new Map<string, Poller>()
  for (const taskQueueType of [workflows, activities]) {
    const { pollers } = await client.workflowService.describeTaskQueue({
      namespace: client.options.namespace,
      taskQueue: { name: queue },
      taskQueueType,
    })
    for (const { identity, lastAccessTime, deploymentOptions } of pollers ?? []) {
      if (!identity) continue
      found.set(identity, {
        queue,
        identity,
        version: deploymentOptions?.buildId || null,
        seenAt: lastAccessTime?.seconds
          ? new Date(Number(lastAccessTime.seconds) * 1_000).toISOString()
          : null,
      })
    }
  }
  return [...found.values()]
}

const workflows = 1
const activities = 2
