import { createHmac, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { dataFolder } from './project.ts'

/** What the first start settles once and for all, so that links in mails stay good. */
export interface Secrets {
  /** Signs the links and tokens that people hold. */
  secretKey: string
  /** Makes the first administrator. */
  bootstrapToken: string
}

const lockFile = join(dataFolder, 'running.pid')
const placesFile = join(dataFolder, 'places.json')

export function keptSecrets(): Secrets {
  const file = join(dataFolder, 'secrets.json')
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Secrets
  const secrets = { secretKey: randomSecret(), bootstrapToken: randomSecret() }
  mkdirSync(dataFolder, { recursive: true })
  writeFileSync(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 })
  return secrets
}

/** The stand-in's keys: pages and webhooks of an earlier start stay good. */
export function keptStripeSecrets(): { secretKey: string; webhookSecret: string } {
  const { secretKey } = keptSecrets()
  const derived = (purpose: string) =>
    createHmac('sha256', secretKey).update(purpose).digest('hex').slice(0, 32)
  return {
    secretKey: `sk_test_${derived('stripe key')}`,
    webhookSecret: `whsec_${derived('stripe webhooks')}`,
  }
}

/** Two starts on the same state would harm each other; the result lets the next one in. */
export function lockState(): () => void {
  requireNotRunning()
  mkdirSync(dataFolder, { recursive: true })
  writeFileSync(lockFile, String(process.pid))
  return () => rmSync(lockFile, { force: true })
}

/** The environment of the product this time, for other commands beside it. */
export function keepPlaces(places: Record<string, string>): void {
  writeFileSync(placesFile, `${JSON.stringify(places, null, 2)}\n`, { mode: 0o600 })
}

/** @throws when nothing of it runs */
export function keptPlaces(): Record<string, string> {
  if (runningPid() !== null && existsSync(placesFile)) {
    return JSON.parse(readFileSync(placesFile, 'utf8'))
  }
  throw new Error('Nothing runs here: begin with npm start, or name a database in DATABASE_URL.')
}

export function requireNotRunning(): void {
  const pid = runningPid()
  if (pid === null) return
  throw new Error(
    `It is already running here, as process ${pid}: stop that one with Ctrl-C first. ` +
      'If that process is something else, delete .data/running.pid.',
  )
}

function runningPid(): number | null {
  if (!existsSync(lockFile)) return null
  const pid = Number(readFileSync(lockFile, 'utf8'))
  return isAlive(pid) ? pid : null
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function randomSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** The token of the first administrator: asked for once, then kept, because it is told only once. */
export async function keptAdministrator(ask: () => Promise<string>): Promise<string> {
  const file = join(dataFolder, 'administrator.json')
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')).token
  const token = await ask()
  writeFileSync(file, `${JSON.stringify({ token })}\n`, { mode: 0o600 })
  return token
}
