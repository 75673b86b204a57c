import { readdirSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { projectFolder } from './project.ts'

/**
 * The test files of the project whose path contains one of the filters. Without a filter, all but those that take minutes
 * unless all of them are asked for, too.
 */
export function testFiles(filters: string[], isFull = false): string[] {
  return readdirSync(join(projectFolder, 'test'), { recursive: true, encoding: 'utf8' })
    .map((path) => join(projectFolder, 'test', path))
    .filter((path) => /\.test\.tsx?$/.test(path))
    .filter((path) =>
      filters.length === 0
        ? isFull || !takesMinutes(path)
        : filters.some((filter) => path.includes(filter)),
    )
    .sort()
}

/** So many programs run what is neither measured nor mostly waits. */
const programs = 15

/**
 * Files that share a process, which reads the product once for all of them. They are dealt round, for those of one part
 * of the product are alike in length. Those that mostly wait are by themselves, one to every few of the others, so that
 * some work while others wait. What measures is apart, each file by itself.
 */
export function inGroups(files: string[]): { measuring: string[][]; others: string[][] } {
  const measuring = files.filter(measures).map((file) => [file])
  const waiting = files.filter(waits).map((file) => [file])
  const others = files.filter((file) => !measures(file) && !waits(file))
  const dealt = Array.from({ length: programs }, (_, hand) =>
    others.filter((_, index) => index % programs === hand),
  ).filter((group) => group.length > 0)
  const between = Math.ceil(dealt.length / Math.max(waiting.length, 1))
  const mixed = waiting.flatMap((group, index) => [
    group,
    ...dealt.slice(index * between, (index + 1) * between),
  ])
  return { measuring, others: waiting.length > 0 ? mixed : dealt }
}

/** What measures how long something takes is run by itself, so that it measures that and nothing beside it. */
function measures(path: string): boolean {
  return path.endsWith('burst.test.ts')
}

/** Those whose promises are also kept, smaller, by others. */
function takesMinutes(path: string): boolean {
  return /(rollout|(check|reconciliation|webinar)-recovery)\.test\.ts$/.test(path)
}

/** What kills real processes and starts them again. */
function waits(path: string): boolean {
  return path.endsWith('recovery.test.ts') || path.endsWith('chaos.test.ts')
}

/** Rules are pure and these only read files, so that they run in a second. */
export function needsServices(file: string): boolean {
  const path = relative(projectFolder, file).split(sep).join('/')
  return !path.startsWith('test/domain/') && !readersOfFiles.includes(path)
}

const readersOfFiles = ['test/tidy.test.ts', 'test/compose.test.ts']
