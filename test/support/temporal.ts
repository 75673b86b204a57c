import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { type Connection, isGrpcServiceError } from '@temporalio/client'
import { IllegalStateError } from '@temporalio/common'
import { TestWorkflowEnvironment } from '@temporalio/testing'
import { DefaultLogger, Runtime } from '@temporalio/worker'

const keyword = 2
const instant = 6
const searchAttributes = {
  Stage: keyword,
  AwaitingActor: keyword,
  OrderNumber: keyword,
  WebinarSlug: keyword,
  PersonId: keyword,
  AwaitingSince: instant,
  DueAt: instant,
}

/** Temporal for one test file: a time-skipping server of its own, or its own namespace on the real one of the run. */
export async function openEnvironment({
  skipsTime,
}: {
  skipsTime: boolean
}): Promise<TestWorkflowEnvironment> {
  installRuntime()
  const env = skipsTime ? await timeSkipping() : await ownNamespace()
  await registered(env.connection, env.namespace ?? 'default')
  return env
}

/** Of a process there is one, which goes when no worker is left, unless something else holds it. */
export function installRuntime(): void {
  try {
    // A signal ends a test at once: there is nothing to drain.
    Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [] })
  } catch (error) {
    if (!(error instanceof IllegalStateError)) throw error
  }
}

async function timeSkipping(): Promise<TestWorkflowEnvironment> {
  const path = process.env.TEMPORAL_TEST_SERVER
  return TestWorkflowEnvironment.createTimeSkipping(
    path ? { server: { executable: { type: 'existing-path', path } } } : {},
  )
}

async function ownNamespace(): Promise<TestWorkflowEnvironment> {
  const address = process.env.TEST_TEMPORAL_ADDRESS
  if (!address) throw new Error('TEST_TEMPORAL_ADDRESS is not set: run the tests by npm test')
  const namespace = `test-${randomUUID()}`
  const env = await TestWorkflowEnvironment.createFromExistingServer({ address, namespace })
  await env.connection.workflowService.registerNamespace({
    namespace,
    workflowExecutionRetentionPeriod: { seconds: 86_400 as never },
  })
  return env
}

/** A new namespace is known everywhere only after a moment, so this is asked until it is. */
async function registered(connection: Connection, namespace: string): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    try {
      await connection.operatorService.addSearchAttributes({ namespace, searchAttributes })
      return
    } catch (error) {
      if (!isGrpcServiceError(error) || tries > 100) throw error
      await setTimeout(100)
    }
  }
}
