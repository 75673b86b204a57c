import { fileURLToPath } from 'node:url'
import { type NativeConnection, Worker, type WorkflowBundleOption } from '@temporalio/worker'
import type { Activities } from '../activities/index.ts'
import { mailQueue, taskQueue } from '../delivery/queue.ts'
import { withoutValues } from './failures.ts'

interface WorkersWanted {
  connection: NativeConnection
  namespace: string
  activities: Activities
  /** A bundle made before; without one the workflows are bundled now. */
  bundle?: WorkflowBundleOption | undefined
}

/** The workers of one process: one for workflows and short activities, one for mail. */
export async function createWorkers({
  connection,
  namespace,
  activities,
  bundle,
}: WorkersWanted): Promise<Worker[]> {
  const workflows = bundle
    ? { workflowBundle: bundle }
    : { workflowsPath: fileURLToPath(new URL('../workflows/index.ts', import.meta.url)) }
  return Promise.all([
    Worker.create({
      connection,
      namespace,
      taskQueue,
      activities,
      interceptors: { activity: [withoutValues] },
      ...workflows,
      // A waiting workflow costs memory only while it is cached.
      maxCachedWorkflows: 600,
      shutdownGraceTime: '8s',
      shutdownForceTime: '20s',
    }),
    Worker.create({
      connection,
      namespace,
      taskQueue: mailQueue,
      activities: { sendMessage: activities.sendMessage, sendBatch: activities.sendBatch },
      maxConcurrentActivityTaskExecutions: 20,
      maxHeartbeatThrottleInterval: '15s',
      shutdownGraceTime: '8s',
      shutdownForceTime: '20s',
    }),
  ])
}
