import { setMaxListeners } from 'node:events'
import { finished } from 'node:stream/promises'
import { run } from 'node:test'
import { spec } from 'node:test/reporters'
import type { Lifetime } from './lifetime.ts'
import { buildTests } from './test-build.ts'
import { inGroups } from './test-files.ts'
import { inSources, placeInSources } from './test-stack-trace.ts'

export interface Counts {
  passed: number
  failed: number
  skipped: number
}

/**
 * Handed down to each group's process, which ends with its last test even if a clean-up failed. Most of what a test makes
 * is soon forgotten: with room for it, a tenth of the processor time is saved.
 */
const childOptions = ['--test-force-exit', '--max-semi-space-size=64']

/** Runs the groups, those that measure alone and the others three at a time, and shows them as a specification. */
export async function runTests(
  files: string[],
  environment: Record<string, string>,
  life: Lifetime,
): Promise<Counts> {
  const counts = { passed: 0, failed: 0, skipped: 0 }
  const groups = inGroups(files)
  const { programs, folder } = await buildTests([...groups.measuring, ...groups.others], life)
  Object.assign(process.env, environment, { TEST_PROGRAMS: folder })
  const stop = new AbortController()
  // Each program listens.
  setMaxListeners(programs.length + 1, stop.signal)
  life.atEnd(() => stop.abort())
  process.execArgv.push(...childOptions)
  const measuring = programs.slice(0, groups.measuring.length)
  const others = programs.slice(groups.measuring.length)
  for (const [alike, concurrency] of [
    [measuring, 1],
    [others, 3],
  ] as const) {
    if (alike.length === 0) continue
    const events = run({ files: alike, concurrency, signal: stop.signal })
    events.on('test:pass', (event) => {
      if (isPromise(event, programs)) counts[event.skip === undefined ? 'passed' : 'skipped'] += 1
    })
    events.on('test:fail', (event) => {
      placed(event.details.error)
      Object.assign(event, placeInSources(event))
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
