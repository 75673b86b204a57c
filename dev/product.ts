import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { firstLink, linkToken } from '../link.ts'
import type { Lifetime } from './lifetime.ts'
import { nodeOptions, projectFolder } from './project.ts'
import { type Kept, keepRunning } from './services/keep-running.ts'
import { freePort } from './services/ports.ts'
import { keepPlaces, keptSecrets } from './settled.ts'
import { logFileOf, type Stack } from './stack.ts'
import { dim, step, type Teller } from './terminal.ts'

export interface Product {
  publicUrl: string
  /** Makes the first administrator. */
  bootstrapToken: string
  /** Signs in the first administrator, once. */
  firstSignIn: string
}

interface Settings extends Product {
  port: number
  environment: Record<string, string>
}

const wantedPort = 3000

/** What stands on paper beside the neutral defaults, so that all of it can be seen. */
const organisation = {
  ORGANISATION_TAX_ID: process.env.ORGANISATION_TAX_ID || 'EIN 00-0000000',
  ORGANISATION_LOGO: process.env.ORGANISATION_LOGO || ofOrganisation('logo.png'),
  W9_FILE: process.env.W9_FILE || ofOrganisation('w9-sample.pdf'),
}

const readyLimitMs = 90_000

/** Starts the API and the worker as processes of their own, as they run in production. */
export async function startProduct(stack: Stack, life: Lifetime): Promise<Product> {
  const startApi = async (teller: Teller) => {
    const settings = await settle(stack, teller)
    keepPlaces(settings.environment)
    const api = keep('api', settings.environment, life)
    await untilReady(api, () => answersWell(`http://127.0.0.1:${settings.port}/readyz`))
    return settings
  }
  const { environment, ...product } = await step('API', startApi, ({ port }) => `on port ${port}`)
  await step('Worker', async () => {
    const worker = keep('worker', environment, life)
    await untilReady(worker, async () => worker.hasSaid('the worker is ready'))
  })
  return product
}

async function settle(stack: Stack, teller: Teller): Promise<Settings> {
  const { PORT, PUBLIC_URL, SECRET_KEY, BOOTSTRAP_TOKEN } = process.env
  const port = await freePort(Number(PORT || wantedPort), 'the API', teller)
  const publicUrl = PUBLIC_URL || `http://localhost:${port}`
  const kept = keptSecrets()
  const bootstrapToken = BOOTSTRAP_TOKEN || kept.bootstrapToken
  stack.stripe?.listen(`http://127.0.0.1:${port}/webhooks/stripe`)
  const environment = {
    NODE_OPTIONS: nodeOptions,
    ...organisation,
    ...stack.temporal,
    ...stripeEnvironment(stack),
    DATABASE_URL: stack.databaseUrl,
    SMTP_URL: stack.smtpUrl,
    PUBLIC_URL: publicUrl,
    PORT: String(port),
    // Everybody on this machine is one address: the seed, the tour and whoever tries things out.
    TEMPORAL_UI_URL: process.env.TEMPORAL_UI_URL || stack.temporalUiUrl || '',
    API_METRICS: process.env.API_METRICS || (await metricsAddress(9464, 'the API', teller)),
    WORKER_METRICS:
      process.env.WORKER_METRICS || (await metricsAddress(9465, 'the worker', teller)),
    POSTS_A_MINUTE: process.env.POSTS_A_MINUTE || '1000',
    SECRET_KEY: SECRET_KEY || kept.secretKey,
    BOOTSTRAP_TOKEN: bootstrapToken,
  }
  const firstSignIn = `${publicUrl}/sign-in/first?token=${linkToken(environment.SECRET_KEY, firstLink)}`
  return { port, publicUrl, bootstrapToken, firstSignIn, environment }
}

async function metricsAddress(wanted: number, of: string, teller: Teller): Promise<string> {
  return `127.0.0.1:${await freePort(wanted, `what ${of} has counted`, teller)}`
}

/** Nothing where the environment says itself how Stripe is asked. */
function stripeEnvironment({ stripe }: Stack): Record<string, string> {
  if (!stripe) return {}
  return {
    STRIPE_SECRET_KEY: stripe.secretKey,
    STRIPE_WEBHOOK_SECRET: stripe.webhookSecret,
    STRIPE_API_URL: stripe.url,
  }
}

function keep(name: string, env: Record<string, string>, life: Lifetime): Kept {
  const command = {
    name,
    command: process.execPath,
    args: ['--import', 'tsx', `${name}/index.ts`],
    cwd: projectFolder,
    env,
    logFile: logFileOf(name),
  }
  const kept = keepRunning(command, (text) => console.log(`\n  ${dim(`↻ ${text}`)}`))
  life.atEnd(kept.stop)
  return kept
}

async function untilReady(kept: Kept, isReady: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + readyLimitMs
  while (!(await isReady())) {
    const lastWords = kept.despair()
    if (lastWords !== undefined) throw new Error(`It keeps ending. Its last words:\n${lastWords}`)
    if (Date.now() > deadline) throw new Error('It is not ready after 90 s; see .data/logs.')
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

function ofOrganisation(file: string): string {
  return join(projectFolder, 'dev', 'organisation', file)
}
