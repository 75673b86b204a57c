import { createHash } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { type Client, isGrpcServiceError } from '@temporalio/client'
import type { WorkerDeploymentVersion } from '@temporalio/common'
import type { DeploymentConfig } from '../config.ts'

/** The version that a worker is: what its build is called, else a digest of its workflows. */
export function versionOf(
  { name, buildId }: DeploymentConfig,
  code: string,
): WorkerDeploymentVersion {
  const digest = createHash('sha256').update(code).digest('hex').slice(0, 12)
  return { deploymentName: name, buildId: buildId ?? digest }
}

/**
 * Makes a version the current one where none has ever been: nothing would be worked off else. To be called while its
 * workers run; those that come later are made current by a person.
 * @returns whether it is now
 */
export async function becomeFirst(
  client: Client,
  version: WorkerDeploymentVersion,
  isEnding: () => boolean,
): Promise<boolean> {
  const { namespace } = client.options
  const { deploymentName, buildId } = version
  // The server knows a version a moment after its first poll.
  for (let tries = 0; tries < 120 && !isEnding(); tries += 1) {
    try {
      const { workerDeploymentInfo: known, conflictToken } =
        await client.workflowService.describeWorkerDeployment({ namespace, deploymentName })
      if (known?.routingConfig?.currentDeploymentVersion) return false
      await client.workflowService.setWorkerDeploymentCurrentVersion({
        namespace,
        deploymentName,
        buildId,
        conflictToken,
      })
      return true
    } catch (error) {
      if (!isGrpcServiceError(error)) throw error
      await setTimeout(500)
    }
  }
  return false
}
