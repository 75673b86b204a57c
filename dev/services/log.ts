import { readFileSync } from 'node:fs'

/** The end of a log, to be shown where a process failed. */
export function lastLines(file: string, count = 12): string {
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-count).join('\n')
}
