import { endOnSignals, lifetime } from './lifetime.ts'
import { heading, tellFailure } from './terminal.ts'
import { needsServices, testFiles } from './test-files.ts'
import { type Counts, runTests } from './test-run.ts'
import { startTestStack } from './test-stack.ts'

const life = lifetime()
endOnSignals(life)
const given = process.argv.slice(2)
const isFull = given.includes('--full')
if (isFull) process.env.TEST_FULL = 'yes'
process.exitCode = await test(given.filter((word) => word !== '--full'))
await life.end()

/** The exit code: 0 when at least one test ran and none failed. */
async function test(filters: string[]): Promise<number> {
  try {
    const files = testFiles(filters, isFull)
    if (files.length === 0) throw new Error(`No test file is named like ${filters.join(', ')}.`)
    heading(`Testing ${files.length} ${files.length === 1 ? 'file' : 'files'}`)
    const environment = files.some(needsServices) ? await startTestStack(life) : {}
    const counts = await runTests(files, environment, life)
    await life.end()
    console.log(closingLine(counts))
    return counts.failed === 0 && counts.passed > 0 ? 0 : 1
  } catch (error) {
    tellFailure(error)
    return 1
  }
}

function closingLine({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}
