import type { Client } from '@temporalio/client'
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

/** Finds the processes in which a step has failed for good. */
export const parkedQuery = 'ExecutionStatus="Running" AND Stage="needs-attention"'

/** What the server says of workers and processes. @throws when it does not answer in time */
export function processesStanding(client: Client, patienceMs: number): Promise<ProcessesStanding> {
  return client.withDeadline(Date.now() + patienceMs, async () => {
    const [pollers, running, parked] = await Promise.all([
      Promise.all([taskQueue, mailQueue].map((queue) => pollersOf(client, queue))),
      client.workflow.count('ExecutionStatus="Running"'),
      client.workflow.count(parkedQuery),
    ])
    return { pollers: pollers.flat(), running: running.count, parked: parked.count }
  })
}

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
