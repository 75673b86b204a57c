import { join } from 'node:path'
import { migrate } from '../database/migrate.ts'
import type { Lifetime } from './lifetime.ts'
import { postgresFolder } from './parts/postgres.ts'
import { findTemporalCli } from './parts/temporal.ts'
import { dataFolder } from './project.ts'
import { startInbox } from './services/inbox.ts'
import { freePort } from './services/ports.ts'
import { startPostgres } from './services/postgres.ts'
import { postgresAccount } from './services/postgres-account.ts'
import { type StripeStandIn, startStripe } from './services/stripe.ts'
import { startTemporal } from './services/temporal.ts'
import { keptStripeSecrets } from './settled.ts'
import { step, type Teller } from './terminal.ts'

/** Where the product finds what it stands on. */
export interface Stack {
  databaseUrl: string
  smtpUrl: string
  /** How the Temporal client is told where to connect; nothing when the environment says so. */
  temporal: Record<string, string>
  temporalUiUrl: string | undefined
  inboxUrl: string | undefined
  /** The stand-in, unless the environment names Stripe's own key. */
  stripe: StripeStandIn | undefined
}

const wantedPorts = {
  postgres: 54320,
  temporal: 7233,
  temporalUi: 8233,
  smtp: 1025,
  inbox: 8025,
  stripe: 12100,
}

export function logFileOf(name: string): string {
  return join(dataFolder, 'logs', `${name}.log`)
}

/** Starts the real parts that the environment does not name, each of which keeps its state. */
export async function startStack(life: Lifetime): Promise<Stack> {
  const { DATABASE_URL, SMTP_URL, STRIPE_SECRET_KEY } = process.env
  const databaseUrl = DATABASE_URL ?? (await localPostgres(life))
  if (DATABASE_URL) await step('Postgres', async () => 'the one in DATABASE_URL', String)
  await step('Tables', () => migrate(databaseUrl))
  const temporal = namesTemporal() ? undefined : await localTemporal(life)
  if (!temporal) await step('Temporal', async () => 'the one that TEMPORAL_… names', String)
  const inbox = SMTP_URL ? undefined : await localInbox(life)
  if (SMTP_URL) await step('Mail', async () => 'sent by the server in SMTP_URL', String)
  const stripe = STRIPE_SECRET_KEY ? undefined : await localStripe(life)
  if (!stripe) await step('Stripe', async () => 'itself, by the key in STRIPE_SECRET_KEY', String)
  return {
    databaseUrl,
    smtpUrl: SMTP_URL ?? inbox?.smtpUrl ?? '',
    temporal: temporal?.environment ?? {},
    temporalUiUrl: temporal?.uiUrl,
    inboxUrl: inbox?.url,
    stripe,
  }
}

/** Whether the environment says where Temporal is. */
export function namesTemporal(): boolean {
  const { TEMPORAL_ADDRESS, TEMPORAL_PROFILE, TEMPORAL_CONFIG_FILE } = process.env
  return Boolean(TEMPORAL_ADDRESS || TEMPORAL_PROFILE || TEMPORAL_CONFIG_FILE)
}

async function localPostgres(life: Lifetime): Promise<string> {
  const work = async (teller: Teller) => {
    const port = await freePort(wantedPorts.postgres, 'Postgres', teller)
    const postgres = await startPostgres({
      folder: postgresFolder(join(dataFolder, 'postgres'), postgresAccount()),
      port,
      logFile: logFileOf('postgres'),
      isThrowAway: false,
    })
    life.atEnd(postgres.stop)
    await postgres.createDatabase('webinar_desk')
    return { port, url: postgres.urlOf('webinar_desk') }
  }
  const { url } = await step('Postgres', work, ({ port }) => `on port ${port}`)
  return url
}

async function localTemporal(life: Lifetime) {
  const cli = await step('Temporal CLI', findTemporalCli, (path) => path)
  const work = async (teller: Teller) => {
    const port = await freePort(wantedPorts.temporal, 'Temporal', teller)
    const uiPort = await freePort(wantedPorts.temporalUi, "Temporal's UI", teller)
    const stateFile = join(dataFolder, 'temporal', 'temporal.db')
    const logFile = logFileOf('temporal')
    const temporal = await startTemporal({ cli, port, uiPort, stateFile, logFile })
    life.atEnd(temporal.stop)
    return { port, environment: temporalEnvironment(temporal.address), uiUrl: localUrl(uiPort) }
  }
  return step('Temporal', work, ({ port }) => `on port ${port}`)
}

/** The user's own Temporal profile could hold keys and TLS, which are not for this server. */
function temporalEnvironment(address: string): Record<string, string> {
  return {
    TEMPORAL_ADDRESS: address,
    TEMPORAL_NAMESPACE: 'default',
    TEMPORAL_CONFIG_FILE: join(dataFolder, 'temporal', 'no-profile.toml'),
  }
}

async function localInbox(life: Lifetime) {
  const work = async (teller: Teller) => {
    const smtpPort = await freePort(wantedPorts.smtp, 'the mail server', teller)
    const pagePort = await freePort(wantedPorts.inbox, 'the inbox', teller)
    const inbox = await startInbox({ folder: join(dataFolder, 'mail'), smtpPort, pagePort })
    life.atEnd(inbox.stop)
    return { smtpPort, smtpUrl: inbox.smtpUrl, url: localUrl(pagePort) }
  }
  return step('Inbox', work, ({ smtpPort }) => `takes mail on port ${smtpPort}`)
}

async function localStripe(life: Lifetime): Promise<StripeStandIn> {
  const work = async (teller: Teller) => {
    const stripe = await startStripe({
      ...keptStripeSecrets(),
      port: await freePort(wantedPorts.stripe, 'the Stripe stand-in', teller),
      stateFile: join(dataFolder, 'stripe.json'),
      merchant: process.env.ORGANISATION_NAME,
    })
    life.atEnd(stripe.stop)
    return stripe
  }
  return step('Stripe stand-in', work, ({ url }) => `at ${url}, moves no money`)
}

function localUrl(port: number): string {
  return `http://localhost:${port}`
}
