import { randomUUID } from 'node:crypto'
import { WithStartWorkflowOperation } from '@temporalio/client'
import type { Ground } from '../ground.ts'
import type { Shape } from '../shape.ts'
import { bare, tell } from './workflows.ts'

/** Goes through the processes of a shape, each told all that it is told, until all are over. */
export async function bareJourney({ client }: Ground, shape: Shape, works: boolean): Promise<void> {
  for (const steps of shape) {
    const workflowId = `bare:${randomUUID()}`
    const operation = () =>
      new WithStartWorkflowOperation(bare, {
        workflowId,
        taskQueue: 'bare',
        args: [{ steps, works }],
        workflowIdConflictPolicy: 'USE_EXISTING',
      })
    for (const _ of steps) {
      await client.workflow.executeUpdateWithStart(tell, {
        updateId: randomUUID(),
        startWorkflowOperation: operation(),
      })
    }
    await client.workflow.getHandle(workflowId).result()
  }
}
