import { existsSync, readFileSync } from 'node:fs'
import { SourceMap } from 'node:module'
import { dirname, resolve } from 'node:path'

const maps = new Map<string, SourceMap | null>()

/**
 * The places of a stack trace in the sources that they come from. Only what fails is looked up: with source maps in
 * every process a fifth of the processor time of a test went into traces that nobody reads.
 */
export function inSources(trace: string): string {
  return trace.replace(
    /(?:file:\/\/)?(\/[^\s():]+\.mjs):(\d+):(\d+)/g,
    (written, file: string, line: string, column: string) => {
      const place = placeInSources({ file, line: Number(line), column: Number(column) })
      return place.file === file ? written : `${place.file}:${place.line}:${place.column}`
    },
  )
}

interface Place {
  file?: string | undefined
  /** From 1, as are columns. */
  line?: number | undefined
  column?: number | undefined
}

/** Where something stands in the sources; the place itself when no map knows it. */
export function placeInSources({ file, line, column }: Place): Place {
  if (file === undefined || line === undefined || column === undefined) return {}
  const entry = mapOf(file)?.findEntry(line - 1, column - 1)
  if (entry === undefined || !('originalSource' in entry)) return { file, line, column }
  const source = resolve(dirname(file), entry.originalSource)
  return { file: source, line: entry.originalLine + 1, column: entry.originalColumn + 1 }
}

function mapOf(file: string): SourceMap | null {
  const known = maps.get(file)
  if (known !== undefined) return known
  const path = `${file}.map`
  const map = existsSync(path) ? new SourceMap(JSON.parse(readFileSync(path, 'utf8'))) : null
  maps.set(file, map)
  return map
}
