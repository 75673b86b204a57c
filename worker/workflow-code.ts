import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { bundleWorkflowCode, Runtime } from '@temporalio/worker'
import type { Config } from '../config.ts'
import { failureConverterPath } from '../encryption/encrypting.ts'

/** What a bundle of the workflows is made from, wherever one is made. */
export const workflowCode = {
  workflowsPath: fileURLToPath(new URL('../workflows/index.ts', import.meta.url)),
  workflowInterceptorModules: [fileURLToPath(new URL('../workflows/trace.ts', import.meta.url))],
}

/** The same for workflows whose failures are encrypted, which can be read without keys, too. */
export const encryptedWorkflowCode = { ...workflowCode, failureConverterPath }

/**
 * The workflows as this process runs them: those that were bundled before, else bundled now.
 * @throws where payloads are to be encrypted, and the bundle would write failures as plain text
 */
export async function bundleOf(
  config: Pick<Config, 'workflowBundle' | 'payloadKeys'>,
): Promise<{ code: string }> {
  const encrypts = config.payloadKeys !== null
  if (config.workflowBundle === null) {
    const { logger } = Runtime.instance()
    return bundleWorkflowCode({ ...(encrypts ? encryptedWorkflowCode : workflowCode), logger })
  }
  const code = await readFile(config.workflowBundle, 'utf8')
  if (!encrypts || code.includes('encodeCommonAttributes: true')) return { code }
  throw new Error(
    'WORKFLOW_BUNDLE writes failures as plain text, and PAYLOAD_KEYS is set: make it anew by worker/bundle.ts.',
  )
}
