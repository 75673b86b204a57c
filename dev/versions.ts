import type { Client } from '@temporalio/client'
import type { WorkerDeploymentVersion } from '@temporalio/common'
import { processesStanding } from '../delivery/standing.ts'

/** A version of the code, as the server knows it. */
export interface Version {
  buildId: string
  /** Takes what begins: all of it, a share in percent, or nothing. */
  takes: 'all' | number | 'nothing'
  /** Runs that keep to it, as the server’s list has them, which is some seconds late. */
  running: number
  /** Workers of it that ask for work; one that was killed is named for a minute or two. */
  workers: number
}

/** So many runs are told at once. */
const atOnce = 20

/** How long the server may take to say who asks for work, in milliseconds. */
const patienceMs = 20_000

/** A worker asks at least once a minute; one that has not for longer, in milliseconds, is gone. */
const goneAfterMs = 120_000

/** The versions of a deployment, the newest first. */
export async function versions(client: Client, deploymentName: string): Promise<Version[]> {
  const { workerDeploymentInfo: known } = await client.workflowService.describeWorkerDeployment({
    namespace: client.options.namespace,
    deploymentName,
  })
  const routing = known?.routingConfig
  const current = routing?.currentDeploymentVersion?.buildId
  const ramping = routing?.rampingDeploymentVersion?.buildId
  const workers = await workersOf(client)
  const found: Version[] = []
  for (const { deploymentVersion } of known?.versionSummaries ?? []) {
    const buildId = deploymentVersion?.buildId
    if (!buildId) continue
    const share = buildId === ramping ? (routing?.rampingVersionPercentage ?? 0) : 'nothing'
    const { count } = await client.workflow.count(runsOf({ deploymentName, buildId }))
    found.push({
      buildId,
      takes: buildId === current ? 'all' : share,
      running: count,
      workers: workers(buildId),
    })
  }
  return found
}

/** How many workers of a version ask for work. */
async function workersOf(client: Client): Promise<(buildId: string) => number> {
  const { pollers } = await processesStanding(client, patienceMs)
  const since = new Date(Date.now() - goneAfterMs).toISOString()
  const there = pollers.filter(({ seenAt }) => seenAt !== null && seenAt > since)
  return (buildId) => {
    const ofIt = there.filter(({ version }) => version === buildId)
    return new Set(ofIt.map(({ identity }) => identity)).size
  }
}

/** Makes a version the one that takes what begins. */
export async function makeCurrent(client: Client, version: WorkerDeploymentVersion): Promise<void> {
  const { namespace } = client.options
  await client.workflowService.setWorkerDeploymentCurrentVersion({ namespace, ...version })
}

/** Gives a version a share of what begins, in percent; none is 0. */
export async function ramp(
  client: Client,
  version: WorkerDeploymentVersion,
  percentage: number,
): Promise<void> {
  const { namespace } = client.options
  await client.workflowService.setWorkerDeploymentRampingVersion({
    namespace,
    ...version,
    ...(percentage === 0 && { buildId: '' }),
    percentage,
  })
}

/** Makes every run that keeps to a version go over to today's as soon as nothing is under way in it. */
export function upgrade(client: Client, version: WorkerDeploymentVersion): Promise<number> {
  return eachRun(client, version, (subject) => client.workflow.getHandle(subject).signal('upgrade'))
}

/**
 * Takes every run from a version, as it stands, to today's, which has to follow its history: for runs whose version has
 * no worker any more, or has a defect that keeps them from going over by themselves.
 */
export function move(client: Client, version: WorkerDeploymentVersion): Promise<number> {
  const { namespace } = client.options
  return eachRun(client, version, (workflowId, runId) =>
    client.workflowService.updateWorkflowExecutionOptions({
      namespace,
      workflowExecution: { workflowId, runId },
      workflowExecutionOptions: { versioningOverride: { autoUpgrade: true } },
      updateMask: { paths: ['versioning_override'] },
    }),
  )
}

async function eachRun(
  client: Client,
  version: WorkerDeploymentVersion,
  tell: (workflowId: string, runId: string) => Promise<unknown>,
): Promise<number> {
  let told = 0
  let batch: Promise<unknown>[] = []
  for await (const { workflowId, runId } of client.workflow.list({ query: runsOf(version) })) {
    // One that has ended meanwhile needs nothing.
    batch.push(
      tell(workflowId, runId)
        .then(() => (told += 1))
        .catch(unlessEnded),
    )
    if (batch.length < atOnce) continue
    await Promise.all(batch)
    batch = []
  }
  await Promise.all(batch)
  return told
}

function unlessEnded(error: unknown): void {
  if (error instanceof Error && error.name === 'WorkflowNotFoundError') return
  if (error instanceof Error && 'code' in error && error.code === notFound) return
  throw error
}

const notFound = 5

function runsOf({ deploymentName, buildId }: WorkerDeploymentVersion): string {
  return `ExecutionStatus="Running" AND TemporalWorkerDeploymentVersion="${deploymentName}:${buildId}"`
}
