import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Connection } from '@temporalio/client'
import { yieldToOthers } from '../../operating/priority.ts'
import { type Child, startChild } from './child.ts'

export interface TemporalWish {
  /** The path of the Temporal CLI. */
  cli: string
  port: number
  /** No UI without one. */
  uiPort?: number
  /** Where its state is kept; without one it is forgotten at the end. */
  stateFile?: string
  logFile: string
}

export interface RunningTemporal {
  pid: number
  address: string
  stop(): Promise<void>
  /** As when its machine goes away. */
  kill(): Promise<void>
}

const startLimitMs = 60_000

/** What an operator can search by; the processes keep these up to date. */
export const searchAttributes = {
  Stage: 'Keyword',
  AwaitingActor: 'Keyword',
  AwaitingSince: 'Datetime',
  DueAt: 'Datetime',
  OrderNumber: 'Keyword',
  WebinarSlug: 'Keyword',
  PersonId: 'Keyword',
}

/** Measured to do three times the work of the defaults, and to lose nothing in a power cut. */
const pragmas = { journal_mode: 'WAL', synchronous: 'FULL' }
const serverSettings = {
  'matching.numTaskqueueReadPartitions': '1',
  'matching.numTaskqueueWritePartitions': '1',
  'system.enableActivityEagerExecution': 'true',
}

/** Temporal's own development server, for this machine only. */
export async function startTemporal(wish: TemporalWish): Promise<RunningTemporal> {
  if (wish.stateFile) mkdirSync(dirname(wish.stateFile), { recursive: true })
  const child = startChild({
    name: 'Temporal',
    command: wish.cli,
    args: ['server', 'start-dev', ...options(wish)],
    logFile: wish.logFile,
    stopSignal: 'SIGINT',
  })
  const address = `127.0.0.1:${wish.port}`
  await untilItAnswers(address, child)
  yieldToOthers(child.pid)
  return { pid: child.pid, address, stop: child.stop, kill: () => child.kill() }
}

function options(wish: TemporalWish): string[] {
  return [
    '--ip=127.0.0.1',
    `--port=${wish.port}`,
    wish.uiPort === undefined ? '--headless' : `--ui-port=${wish.uiPort}`,
    ...(wish.stateFile ? [`--db-filename=${wish.stateFile}`] : []),
    '--log-level=error',
    ...pairs('sqlite-pragma', pragmas),
    ...pairs('dynamic-config-value', serverSettings),
    ...pairs('search-attribute', searchAttributes),
  ]
}

function pairs(option: string, values: Record<string, string>): string[] {
  return Object.entries(values).map(([key, value]) => `--${option}=${key}=${value}`)
}

async function untilItAnswers(address: string, child: Child): Promise<void> {
  const deadline = Date.now() + startLimitMs
  while (!(await answers(address))) {
    if (child.hasExited()) throw new Error(`Temporal did not start:\n${child.lastWords()}`)
    if (Date.now() > deadline) {
      await child.stop()
      throw new Error(`Temporal did not answer within 60 s:\n${child.lastWords()}`)
    }
    await pause(200)
  }
}

/** It answers when its namespace can be used and its search attributes are registered. */
async function answers(address: string): Promise<boolean> {
  try {
    const connection = await Connection.connect({ address, connectTimeout: '2 seconds' })
    try {
      const found = await connection.operatorService.listSearchAttributes({ namespace: 'default' })
      const registered = found.customAttributes ?? {}
      return Object.keys(searchAttributes).every((name) => name in registered)
    } finally {
      await connection.close()
    }
  } catch {
    return false
  }
}
