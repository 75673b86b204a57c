import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import type { Socket } from 'node:net'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { lastLines } from './log.ts'

export interface Command {
  name: string
  command: string
  args: string[]
  /** Everything that the process writes goes here; begun anew at each start. */
  logFile: string
  env?: Record<string, string> | undefined
  cwd?: string | undefined
  user?: { uid: number; gid: number } | undefined
  stopSignal?: NodeJS.Signals
  /** How long it may take to end by itself before it is killed. */
  graceMs?: number
  keepLog?: boolean
}

export interface Child {
  pid: number
  hasExited(): boolean
  /** Settles when the process is gone, with a phrase that says how it went. */
  exited: Promise<string>
  stop(): Promise<void>
  /** As when its machine goes away, or by a rougher signal than the usual one. */
  kill(signal?: NodeJS.Signals): Promise<void>
  /** Whether these words stand in its log. */
  hasSaid(words: string): boolean
  lastWords(): string
}

/**
 * Starts a process in a group of its own, so that Ctrl-C in the terminal reaches only us, and we
 * end everything in order. It is put on the leash, which ends it should we be killed.
 */
export function startChild(options: Command): Child {
  mkdirSync(dirname(options.logFile), { recursive: true })
  const log = openSync(options.logFile, options.keepLog ? 'a' : 'w')
  const child = spawn(options.command, options.args, {
    stdio: ['ignore', log, log],
    detached: true,
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    ...options.user,
  })
  closeSync(log)
  const stopSignal = options.stopSignal ?? 'SIGTERM'
  const exited = untilGone(child)
  hold(child, stopSignal, exited)
  return {
    pid: child.pid ?? 0,
    exited,
    hasExited: () => isGone(child),
    stop: () => stop(child, { stopSignal, graceMs: options.graceMs ?? 4_000, exited }),
    kill: async (signal = 'SIGKILL') => {
      if (!isGone(child)) child.kill(signal)
      await exited
    },
    hasSaid: (words) => readFileSync(options.logFile, 'utf8').includes(words),
    lastWords: () => lastLines(options.logFile),
  }
}

function untilGone(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(`could not be started: ${error.message}`))
    child.once('exit', (code, signal) =>
      resolve(signal ? `ended by ${signal}` : `ended with code ${code}`),
    )
  })
}

function isGone(child: ChildProcess): boolean {
  return child.pid === undefined || child.exitCode !== null || child.signalCode !== null
}

async function stop(child: ChildProcess, { stopSignal, graceMs, exited }: Ending): Promise<void> {
  if (isGone(child)) return
  child.kill(stopSignal)
  const timer = setTimeout(() => killGroup(child), graceMs)
  await exited
  clearTimeout(timer)
}

interface Ending {
  stopSignal: NodeJS.Signals
  graceMs: number
  exited: Promise<string>
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined || isGone(child)) return
  process.kill(-child.pid, 'SIGKILL')
}

let leash: ChildProcess | undefined

function hold(child: ChildProcess, stopSignal: NodeJS.Signals, exited: Promise<string>): void {
  const pid = child.pid
  if (pid === undefined) return
  leash ??= startLeash()
  const { stdin } = leash
  stdin?.write(`hold ${pid} ${stopSignal}\n`)
  void exited.then(() => stdin?.write(`release ${pid}\n`))
}

function startLeash(): ChildProcess {
  const file = fileURLToPath(new URL('./leash.mjs', import.meta.url))
  const holder = spawn(process.execPath, [file], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    env: { ...process.env, NODE_OPTIONS: '' },
  })
  holder.unref()
  const pipe = holder.stdin as Socket
  pipe.unref()
  return holder
}
