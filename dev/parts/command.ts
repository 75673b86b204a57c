import { type ChildProcess, spawn } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Teller } from '../terminal.ts'

export interface Errand {
  command: string
  args: string[]
  env?: Record<string, string>
  /** Everything is given up after this time. */
  limitMs: number
  /** Given up already after this time when nothing has arrived in the watched folder. */
  firstByteMs?: number
  /** What arrives in this folder is shown as progress. */
  watched: string
  teller: Teller
}

const watchEveryMs = 250

/** Runs another tool to its end, shows what arrives, and fails with the tool's last words. */
export async function runErrand(errand: Errand): Promise<void> {
  const child = spawn(errand.command, errand.args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...errand.env },
  })
  const output = collect(child)
  const watch = startWatch(errand, child)
  try {
    const code = await untilClosed(child)
    if (watch.givenUp) throw new Error(watch.givenUp)
    if (code !== 0) throw new Error(lastLine(output()) || `${errand.command} failed`)
  } finally {
    watch.stop()
  }
}

interface Watch {
  givenUp: string | undefined
  stop(): void
}

function startWatch(errand: Errand, child: ChildProcess): Watch {
  const began = Date.now()
  const watch: Watch = { givenUp: undefined, stop: () => clearInterval(timer) }
  const timer = setInterval(() => {
    const bytes = bytesIn(errand.watched)
    const elapsedMs = Date.now() - began
    const arrived = bytes > 0 ? `${megabytes(bytes)} so far, ` : ''
    errand.teller.progress(`${arrived}${Math.round(elapsedMs / 1000)} s`)
    if (elapsedMs > (bytes > 0 ? errand.limitMs : (errand.firstByteMs ?? errand.limitMs))) {
      watch.givenUp = `no answer within ${Math.round(elapsedMs / 1000)} s`
      child.kill('SIGKILL')
    }
  }, watchEveryMs)
  return watch
}

function collect(child: ChildProcess): () => string {
  const chunks: string[] = []
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => chunks.push(chunk))
  }
  return () => chunks.join('')
}

function untilClosed(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once('error', (error: NodeJS.ErrnoException) => {
      const isMissing = error.code === 'ENOENT'
      reject(isMissing ? new Error(`${child.spawnfile} is not installed here`) : error)
    })
    child.once('close', resolve)
  })
}

/** Tools rename and delete while they work: what is gone by the time of the look counts nothing. */
function bytesIn(path: string): number {
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found?.isDirectory()) return found?.size ?? 0
  return entriesOf(path).reduce((sum, name) => sum + bytesIn(join(path, name)), 0)
}

function entriesOf(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1_000_000)} MB`
}

function lastLine(output: string): string {
  const lines = output.split('\n').filter((line) => line.trim() !== '' && !/notice/i.test(line))
  return lines.at(-1)?.trim().slice(0, 300) ?? ''
}
