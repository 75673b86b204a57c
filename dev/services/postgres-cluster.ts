import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import type { PostgresBinaries } from '../parts/postgres.ts'
import { type Account, giveTo } from './postgres-account.ts'

const run = promisify(execFile)
const createLimitMs = 60_000
const leftOverLimitMs = 15_000

/** Makes an empty cluster with a password that only this machine's user can read. */
export async function createCluster(
  folder: string,
  binaries: PostgresBinaries,
  account: Account | undefined,
): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const cluster = join(folder, 'cluster')
  rmSync(cluster, { recursive: true, force: true })
  const password = join(folder, 'password')
  writeFileSync(password, randomBytes(24).toString('hex'), { mode: 0o600 })
  for (const path of [folder, password]) giveTo(account, path)
  await run(binaries.initdb, initialSettings(cluster, password), {
    ...account,
    cwd: folder,
    timeout: createLimitMs,
  })
}

export function passwordOf(folder: string): string {
  return readFileSync(join(folder, 'password'), 'utf8').trim()
}

/** Ends the server that a killed start left behind in this cluster. */
export async function endLeftOver(cluster: string): Promise<void> {
  const lockFile = join(cluster, 'postmaster.pid')
  if (!existsSync(lockFile)) return
  const pid = Number(readFileSync(lockFile, 'utf8').split('\n')[0])
  const deadline = Date.now() + leftOverLimitMs
  while (existsSync(lockFile) && sendQuickEnd(pid)) {
    if (Date.now() > deadline) {
      throw new Error(`A Postgres server (process ${pid}) holds ${cluster}: end it first.`)
    }
    await pause(100)
  }
}

function initialSettings(cluster: string, password: string): string[] {
  return [
    `--pgdata=${cluster}`,
    '--username=postgres',
    `--pwfile=${password}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
  ]
}

/** Whether the process was still there to be told. */
function sendQuickEnd(pid: number): boolean {
  try {
    process.kill(pid, 'SIGINT')
    return true
  } catch {
    return false
  }
}
