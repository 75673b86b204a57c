import { setMaxListeners } from 'node:events'
import { finished } from 'node:stream/promises'
import { run } from 'node:test'
import { spec } from 'node:test/reporters'
import type { Lifetime } from './lifetime.ts'
import { buildTests } from './test-build.ts'
import { measures } from './test-files.ts'
import { inSources } from './test-stack-trace.ts'

export interface Counts {
  passed: number
  failed: number
  skipped: number
}

const fileLimitMs = 5 * 60_000

/** Handed down to each file's process, which ends with its last test even if a clean-up failed. */
const childOptions = ['--test-force-exit']

/** Runs each file in a process of its own, those that measure alone and the others three at a time, and shows them as a specification. */
export async function runTests(
  files: string[],
  environment: Record<string, string>,
  life: Lifetime,
): Promise<Counts> {
  const counts = { passed: 0, failed: 0, skipped: 0 }
  const stop = new AbortController()
  // Each file listens.
  setMaxListeners(files.length + 1, stop.signal)
  life.atEnd(() => stop.abort())
  Object.assign(process.env, environment)
  process.execArgv.push(...childOptions)
  const groups = [
    { files: files.filter(measures), concurrency: 1 },
    { files: files.filter((file) => !measures(file)), concurrency: 3 },
  ]
  for (const group of groups) {
    if (group.files.length === 0) continue
    const built = await buildTests(group.files, life)
    const events = run({
      files: built,
      concurrency: group.concurrency,
      timeout: fileLimitMs,
      signal: stop.signal,
    })
    events.on('test:pass', (event) => {
      if (isPromise(event, built)) counts[event.skip === undefined ? 'passed' : 'skipped'] += 1
    })
    events.on('test:fail', (event) => {
      placed(event.details.error)
      if (event.details.type !== 'suite') counts.failed += 1
    })
    const report = events.compose(new spec())
    report.pipe(process.stdout, { end: false })
    await finished(report)
  }
  return counts
}

/** Says of an error, and of what caused it, where it stands in the sources. */
function placed(error: unknown): void {
  if (!(error instanceof Error)) return
  if (error.stack) error.stack = inSources(error.stack)
  placed(error.cause)
}

/** A suite is counted by its tests; a file that reports itself holds none. */
function isPromise(event: { name: string; details: { type?: string } }, files: string[]): boolean {
  return event.details.type !== 'suite' && !files.includes(event.name)
}
