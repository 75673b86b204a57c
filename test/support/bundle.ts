import { readFile } from 'node:fs/promises'
import { bundleWorkflowCode } from '@temporalio/worker'
import { workflowCode } from '../../worker/workflow-code.ts'

/** The workflows as a worker runs them: bundled once for the whole run, else now. */
export async function workflowBundle(): Promise<{ code: string }> {
  const made = process.env.TEST_WORKFLOW_BUNDLE
  if (made) return { code: await readFile(made, 'utf8') }
  return bundleWorkflowCode(workflowCode)
}
