import type { WorkerDeploymentVersion } from '@temporalio/common'
import {
  OpenTelemetryActivityInboundInterceptor,
  OpenTelemetryActivityOutboundInterceptor,
} from '@temporalio/interceptors-opentelemetry/lib/worker/index.js'
import {
  type ActivityInterceptorsFactory,
  type NativeConnection,
  Worker,
  type WorkerOptions,
  type WorkflowBundleOption,
} from '@temporalio/worker'
import type { Activities } from '../activities/index.ts'
import { mailQueue, taskQueue } from '../delivery/queue.ts'
import type { PayloadKey } from '../encryption/codec.ts'
import { encrypting } from '../encryption/encrypting.ts'
import { plainFailures } from './failures.ts'

interface WorkersWanted {
  connection: NativeConnection
  namespace: string
  activities: Activities
  /** The workflows. */
  bundle: WorkflowBundleOption
  /** Encrypt what the workers write; nothing is encrypted without. */
  payloadKeys?: PayloadKey[] | null
  /** The version that the workers are, each run being kept to the one that began it; all are one without. */
  version?: WorkerDeploymentVersion | undefined
  /** Traces what each activity does. */
  traces?: boolean
}

/** The workers of one process: one for workflows and short activities, one for mail. */
export async function createWorkers({
  connection,
  namespace,
  activities,
  bundle,
  payloadKeys = null,
  version,
  traces = false,
}: WorkersWanted): Promise<Worker[]> {
  const alike = { ...encrypting(payloadKeys), ...versioned(version) }
  const around = traces ? [traced, plainFailures] : [plainFailures]
  return Promise.all([
    Worker.create({
      connection,
      namespace,
      taskQueue,
      ...alike,
      activities,
      workflowBundle: bundle,
      interceptors: { activity: around },
      // A waiting workflow costs memory only while it is cached.
      maxCachedWorkflows: 600,
      shutdownGraceTime: '8s',
      shutdownForceTime: '20s',
    }),
    Worker.create({
      connection,
      namespace,
      taskQueue: mailQueue,
      ...alike,
      activities: mailActivities(activities),
      interceptors: { activity: around },
      maxConcurrentActivityTaskExecutions: 20,
      maxHeartbeatThrottleInterval: '15s',
      shutdownGraceTime: '8s',
      shutdownForceTime: '20s',
    }),
  ])
}

function mailActivities({ sendMessages, sendMessage, sendBatch }: Activities) {
  return { sendMessages, sendMessage, sendBatch }
}

function versioned(
  version: WorkerDeploymentVersion | undefined,
): Pick<WorkerOptions, 'workerDeploymentOptions'> {
  if (version === undefined) return {}
  return {
    workerDeploymentOptions: {
      version,
      useWorkerVersioning: true,
      defaultVersioningBehavior: 'PINNED',
    },
  }
}

const traced: ActivityInterceptorsFactory = (context) => ({
  inbound: new OpenTelemetryActivityInboundInterceptor(context),
  outbound: new OpenTelemetryActivityOutboundInterceptor(context),
})
