import { type Client, ScheduleNotFoundError } from '@temporalio/client'
import { createTransport } from 'nodemailer'
import { type Config, readConfig } from '../config.ts'
import { connect } from '../database/connect.ts'
import { migrationNames } from '../database/migrate.ts'
import { processesStanding } from '../delivery/standing.ts'
import { masked } from '../operating/log.ts'
import { createPayments } from '../payments/stripe.ts'
import { migrations } from '../readmodels/standing.ts'
import { schedules } from '../worker/schedules.ts'
import { searchAttributes } from './services/temporal.ts'
import { type Environment, openTemporal, type Temporal } from './temporal-client.ts'

/** What was looked at and found, with what to do about it; null is that nothing needs to be done. */
export interface Looked {
  name: string
  found: string
  remedy: string | null
}

/** How long each may take to answer, in milliseconds. */
const patience = 5_000

/** Looks at all that the product stands on, one after the other, and changes nothing. */
export async function* examine(env: Environment): AsyncGenerator<Looked> {
  const read = await look(
    'Configuration',
    'set the variable that is named, then look again',
    async () => {
      const config = readConfig(env)
      return { found: config.isProduction ? 'production' : 'development', config }
    },
  )
  yield read.looked
  if (read.result === null) return
  const { config } = read.result
  yield* examineDatabase(config)
  yield* examineTemporal(config, env)
  yield await told('Mail server', 'see SMTP_URL: address, port, name and password', () =>
    mail(config),
  )
  yield await told(
    'Stripe',
    'see STRIPE_SECRET_KEY; a restricted key must be allowed to read events',
    () => stripe(config),
  )
  yield await told(
    'The site',
    'start the API, or see PUBLIC_URL and what stands in front of it',
    () => site(config),
  )
}

async function* examineDatabase({ databaseUrl }: Config): AsyncGenerator<Looked> {
  const sql = connect(databaseUrl, { connections: 1, statementLimitMs: patience })
  try {
    const postgres = await told(
      'Postgres',
      'see DATABASE_URL, and whether Postgres runs there',
      async () => {
        const [row] = await sql<
          { version: string }[]
        >`select current_setting('server_version') as version`
        return `version ${row?.version}`
      },
    )
    yield postgres
    if (postgres.remedy !== null) return
    const update = 'bring the tables up to date: npm start does, and `tables` of docker-compose.yml'
    yield await told('Tables', update, async () => {
      const applied = new Set(await migrations(sql))
      const missing = migrationNames().filter((name) => !applied.has(name))
      if (missing.length > 0) throw new Error(`without ${missing.join(', ')}`)
      return `${applied.size} migrations`
    })
  } finally {
    await sql.end({ timeout: 1 })
  }
}

async function* examineTemporal(
  { organisation }: Config,
  env: Environment,
): AsyncGenerator<Looked> {
  const opened = await look(
    'Temporal',
    'see TEMPORAL_ADDRESS, the key or certificates, and whether it runs',
    () => answering(env),
  )
  yield opened.looked
  if (opened.result === null) return
  const temporal = opened.result
  const { namespace } = temporal
  try {
    const create = `temporal operator namespace create -n ${namespace} --retention 30d`
    const space = await told('Namespace', create, () => namespaceOf(temporal))
    yield space
    if (space.remedy !== null) return
    yield await told('Search attributes', attributesRemedy(namespace), () => attributes(temporal))
    yield await told(
      'Schedules',
      'start a worker, which makes them; one that is paused, by hand',
      () => scheduled(temporal, organisation.zone),
    )
    yield await told('Workers', 'start one, and read the last lines of its log', () =>
      workers(temporal),
    )
    yield await told('Parked processes', 'npm run operate -- parked', () => parked(temporal))
  } finally {
    await temporal.connection.close()
  }
}

async function answering(env: Environment): Promise<Temporal & { found: string }> {
  const temporal = await openTemporal(env, { connectTimeout: patience })
  const { serverVersion } = await temporal.connection.workflowService.getSystemInfo({})
  return { ...temporal, found: `version ${serverVersion}` }
}

async function namespaceOf({ connection, namespace }: Temporal): Promise<string> {
  const { config } = await connection.workflowService.describeNamespace({ namespace })
  const days = Number(config?.workflowExecutionRetentionTtl?.seconds ?? 0) / 86_400
  return `${namespace}, kept for ${Math.round(days)} days`
}

async function attributes({ connection, namespace }: Temporal): Promise<string> {
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace })
  const missing = Object.keys(searchAttributes).filter(
    (name) => !(name in (customAttributes ?? {})),
  )
  if (missing.length > 0) throw new Error(`without ${missing.join(', ')}`)
  return Object.keys(searchAttributes).join(', ')
}

function attributesRemedy(namespace: string): string {
  const wanted = Object.entries(searchAttributes).map(
    ([name, type]) => `--name ${name} --type ${type}`,
  )
  return `temporal operator search-attribute create -n ${namespace} ${wanted.join(' ')}`
}

/** Each is asked for by itself: the list of them all lags behind. */
async function scheduled({ client }: Temporal, zone: string): Promise<string> {
  const wanted = schedules(zone).map(({ id }) => id)
  const missing: string[] = []
  const paused: string[] = []
  for (const id of wanted) {
    const state = await scheduleState(client, id)
    if (state === null) missing.push(id)
    else if (state.paused) paused.push(id)
  }
  if (missing.length > 0) throw new Error(`without ${missing.join(', ')}`)
  if (paused.length > 0) throw new Error(`paused: ${paused.join(', ')}`)
  return wanted.join(', ')
}

async function scheduleState(client: Client, id: string): Promise<{ paused: boolean } | null> {
  try {
    return (await client.schedule.getHandle(id).describe()).state
  } catch (error) {
    if (error instanceof ScheduleNotFoundError) return null
    throw error
  }
}

async function workers({ client }: Temporal): Promise<string> {
  const { pollers } = await processesStanding(client, patience)
  const idle = ['desk', 'mail'].filter((queue) => !pollers.some((one) => one.queue === queue))
  if (idle.length > 0) throw new Error(`nobody takes work from ${idle.join(' and ')}`)
  return [...new Set(pollers.map(({ identity }) => identity))].join(', ')
}

async function parked({ client }: Temporal): Promise<string> {
  const { parked: count, running } = await processesStanding(client, patience)
  if (count > 0) throw new Error(`${count} wait for a decision`)
  return `none of ${running} that run`
}

async function mail({ smtpUrl }: Config): Promise<string> {
  const limits = { connectionTimeout: patience, greetingTimeout: patience, socketTimeout: patience }
  const transport = createTransport({ url: smtpUrl, ...limits })
  try {
    await transport.verify()
    return `${new URL(smtpUrl).host} takes mail from us`
  } finally {
    transport.close()
  }
}

async function stripe(config: Config): Promise<string> {
  const events = createPayments(config.stripe).listEvents(new Date().toISOString())
  await events.next()
  return config.stripe.apiUrl === null ? 'answers' : `the one at ${config.stripe.apiUrl} answers`
}

async function site({ publicUrl }: Config): Promise<string> {
  const { status } = await fetch(`${publicUrl}/readyz`, { signal: AbortSignal.timeout(patience) })
  if (status !== 200) throw new Error(`${publicUrl}/readyz answers ${status}`)
  return publicUrl
}

async function told(name: string, remedy: string, work: () => Promise<string>): Promise<Looked> {
  return (await look(name, remedy, async () => ({ found: await work() }))).looked
}

/** What is wrong is a finding, whatever it is. */
async function look<T extends { found: string }>(
  name: string,
  remedy: string,
  work: () => Promise<T>,
): Promise<{ looked: Looked; result: T | null }> {
  try {
    const result = await work()
    return { looked: { name, found: result.found, remedy: null }, result }
  } catch (error) {
    const found = masked(error instanceof Error ? error.message : String(error))
    return { looked: { name, found, remedy }, result: null }
  }
}
