import { TestWorkflowEnvironment } from '@temporalio/testing'

const [kind, downloadDir = ''] = process.argv.slice(2)
const executable = { type: 'cached-download', downloadDir } as const

try {
  const environment =
    kind === 'dev-server'
      ? await TestWorkflowEnvironment.createLocal({ server: { executable } })
      : await TestWorkflowEnvironment.createTimeSkipping({ server: { executable } })
  await environment.teardown()
} catch (error) {
  console.error(firstCause(error))
  process.exitCode = 1
}

function firstCause(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  return message.includes('error sending request')
    ? 'temporal.download cannot be reached from here'
    : message
}
