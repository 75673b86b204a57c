import { readdirSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { projectFolder } from './project.ts'

/**
 * The test files of the project whose path contains one of the filters; all without a filter. Those that kill and
 * restart real processes mostly wait, so they come first and the others run beside them.
 */
export function testFiles(filters: string[]): string[] {
  return readdirSync(join(projectFolder, 'test'), { recursive: true, encoding: 'utf8' })
    .map((path) => join(projectFolder, 'test', path))
    .filter((path) => /\.test\.tsx?$/.test(path))
    .filter((path) => filters.length === 0 || filters.some((filter) => path.includes(filter)))
    .sort((one, other) => Number(waits(other)) - Number(waits(one)) || one.localeCompare(other))
}

/** What measures how long something takes is run by itself, so that it measures that and nothing beside it. */
export function measures(path: string): boolean {
  return path.endsWith('burst.test.ts')
}

function waits(path: string): boolean {
  return path.endsWith('recovery.test.ts')
}

/** Rules are pure and these only read files, so that they run in a second. */
export function needsServices(file: string): boolean {
  const path = relative(projectFolder, file).split(sep).join('/')
  return !path.startsWith('test/domain/') && !readersOfFiles.includes(path)
}

const readersOfFiles = ['test/tidy.test.ts', 'test/compose.test.ts']
