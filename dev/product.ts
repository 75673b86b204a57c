import { setTimeout as pause } from 'node:timers/promises'
import type { Lifetime } from './lifetime.ts'
import { projectFolder } from './project.ts'
import type { Command } from './services/child.ts'
import { type Kept, keepRunning } from './services/keep-running.ts'
import { freePort } from './services/ports.ts'
import { keptSecrets } from './settled.ts'
import { logFileOf, type Stack } from './stack.ts'
import { dim, step, type Teller } from './terminal.ts'

export interface Product {
  publicUrl: string
  bootstrapToken: string
}

const wantedPort = 3000
const readyLimitMs = 90_000

/** Starts the worker and the API as processes of their own, as they run in production. */
export async function startProduct(stack: Stack, life: Lifetime): Promise<Product> {
  return step(
    'API and worker',
    (teller) => start(stack, life, teller),
    ({ publicUrl }) => publicUrl,
  )
}

async function start(stack: Stack, life: Lifetime, teller: Teller): Promise<Product> {
  const port = await freePort(Number(process.env.PORT || wantedPort), 'the API', teller)
  const publicUrl = process.env.PUBLIC_URL || `http://localhost:${port}`
  const kept = keptSecrets()
  const bootstrapToken = process.env.BOOTSTRAP_TOKEN || kept.bootstrapToken
  const environment = {
    ...stack.temporal,
    DATABASE_URL: stack.databaseUrl,
    SMTP_URL: stack.smtpUrl,
    PUBLIC_URL: publicUrl,
    PORT: String(port),
    SECRET_KEY: process.env.SECRET_KEY || kept.secretKey,
    BOOTSTRAP_TOKEN: bootstrapToken,
  }
  const tell = (text: string) => console.log(`\n  ${dim(`↻ ${text}`)}`)
  const processes = ['worker', 'api'].map((name) => keepRunning(commandOf(name, environment), tell))
  life.atEnd(async () => {
    await Promise.all(processes.map((process) => process.stop()))
  })
  await untilReady(`http://127.0.0.1:${port}/readyz`, processes)
  return { publicUrl, bootstrapToken }
}

function commandOf(name: string, env: Record<string, string>): Command {
  return {
    name,
    command: process.execPath,
    args: ['--import', 'tsx', `${name}/index.ts`],
    cwd: projectFolder,
    env,
    logFile: logFileOf(name),
  }
}

async function untilReady(url: string, processes: Kept[]): Promise<void> {
  const deadline = Date.now() + readyLimitMs
  while (!(await answersWell(url))) {
    for (const process of processes) {
      const lastWords = process.despair()
      if (lastWords !== undefined) throw new Error(`It keeps ending. Its last words:\n${lastWords}`)
    }
    if (Date.now() > deadline) throw new Error(`${url} does not answer; see .data/logs.`)
    await pause(200)
  }
}

async function answersWell(url: string): Promise<boolean> {
  try {
    const { ok } = await fetch(url, { signal: AbortSignal.timeout(2_000) })
    return ok
  } catch {
    return false
  }
}
