import { existsSync } from 'node:fs'
import { extname } from 'node:path'
import type { PayloadKey } from './encryption/codec.ts'

/** What the product is told by its environment, read once and passed on in parts. */
export interface Config {
  databaseUrl: string
  smtpUrl: string
  publicUrl: string
  port: number
  /** The address to listen on: this machine alone in development. */
  host: string
  /** Posts that one network address may send a minute. */
  postsAMinute: number
  /** Proxies of our own in front of this process: so many addresses of `X-Forwarded-For` are believed. */
  proxies: number
  /** Signs the links and tokens that people hold. */
  secretKey: string
  /** Creates the first administrator, and nothing after that. */
  bootstrapToken: string | null
  /** A file with the workflows bundled before, so that a worker starts faster; null bundles them at start. */
  workflowBundle: string | null
  /** Encrypt what stands in histories: the first writes, all read. Null leaves it readable. */
  payloadKeys: PayloadKey[] | null
  /** Which version of the code a worker is, where versions are kept apart; null takes all work as it comes. */
  deployment: DeploymentConfig | null
  /** Temporal's own UI as administrators open it; null leaves the links to it out. */
  temporalUiUrl: string | null
  logLevel: LogLevel
  /** Where each process shows what it has counted; null shows it nowhere. */
  apiMetrics: ListenAddress | null
  workerMetrics: ListenAddress | null
  /** Where traces are sent, by OTLP over HTTP; null makes none. */
  tracesEndpoint: string | null
  organisation: OrganisationConfig
  stripe: StripeConfig
  isProduction: boolean
}

/** What is logged: this and what is worse. */
export type LogLevel = (typeof logLevels)[number]

const logLevels = ['debug', 'info', 'warn', 'error'] as const

export interface ListenAddress {
  host: string
  port: number
}

/** A worker's place in Temporal's Worker Versioning. */
export interface DeploymentConfig {
  name: string
  /** Null is a digest of the workflows' code. */
  buildId: string | null
}

/** How Stripe is asked, and whom its webhooks are believed. */
export interface StripeConfig {
  /** `sk_live_…` or `sk_test_…`, which also says of which of its worlds Stripe may speak. */
  secretKey: string
  webhookSecret: string
  /** Another host that answers as Stripe does; null is Stripe itself. */
  apiUrl: string | null
  /** `acct_…`: an event that names an account must name this one. */
  accountId: string | null
}

/** The organisation as its mails and invoices show it. */
export interface OrganisationConfig {
  name: string
  address: string
  supportEmail: string
  senderAddress: string
  remitTo: string
  w9Url: string | null
  /** A PDF that is served as `/w9.pdf`, and linked to where no other address is given. */
  w9File: string | null
  /** As it stands on paper, such as `EIN 12-3456789`. */
  taxId: string | null
  /** A PNG or JPEG for the head of what is issued. */
  logoFile: string | null
  /** IANA zone in which days are counted and mails go out. */
  zone: string
  /** Days without work, `YYYY-MM-DD`. */
  holidays: string[]
}

export class ConfigError extends Error {}

const developmentSecret = 'development-secret-not-for-production'

/** @throws ConfigError with a sentence that names the variable */
export function readConfig(env: Record<string, string | undefined> = process.env): Config {
  const isProduction = env.NODE_ENV === 'production'
  const read = (name: string, fallback?: string) => {
    const value = env[name] || (isProduction ? undefined : fallback)
    if (value === undefined)
      throw new ConfigError(`${name} is not set, and there is no default for it.`)
    return value
  }
  const secretKey = read('SECRET_KEY', developmentSecret)
  if (isProduction && (secretKey === developmentSecret || secretKey.length < 32)) {
    throw new ConfigError(
      'SECRET_KEY must be a secret of your own of at least 32 characters in production.',
    )
  }
  const publicUrl = url(
    'PUBLIC_URL',
    read('PUBLIC_URL'),
    isProduction ? ['https:'] : ['http:', 'https:'],
  ).replace(/\/$/, '')
  return {
    databaseUrl: url('DATABASE_URL', read('DATABASE_URL'), ['postgres:', 'postgresql:']),
    smtpUrl: url('SMTP_URL', read('SMTP_URL'), ['smtp:', 'smtps:']),
    publicUrl,
    port: port(env.PORT ?? '3000'),
    host: env.HOST || (isProduction ? '0.0.0.0' : '127.0.0.1'),
    postsAMinute: whole('POSTS_A_MINUTE', env.POSTS_A_MINUTE || '120'),
    proxies: proxies(env.PROXIES || '0'),
    secretKey,
    bootstrapToken: bootstrap(env.BOOTSTRAP_TOKEN, isProduction),
    workflowBundle: env.WORKFLOW_BUNDLE || null,
    payloadKeys: payloadKeys(env),
    deployment: deployment(env, isProduction),
    temporalUiUrl: temporalUi(env.TEMPORAL_UI_URL),
    logLevel: logLevel(env.LOG_LEVEL || 'info'),
    apiMetrics: listenAddress('API_METRICS', env.API_METRICS),
    workerMetrics: listenAddress('WORKER_METRICS', env.WORKER_METRICS),
    tracesEndpoint: endpoint(env.OTEL_EXPORTER_OTLP_ENDPOINT),
    organisation: organisation(env, read, publicUrl),
    stripe: stripe(env, read, isProduction),
    isProduction,
  }
}

/**
 * The keys in `PAYLOAD_KEYS`, such as `2026-11:<32 bytes as base64>,2025-11:…`; null where it is not set.
 * @throws ConfigError where one is not a key
 */
export function payloadKeys(env: Record<string, string | undefined>): PayloadKey[] | null {
  if (!env.PAYLOAD_KEYS) return null
  const keys = env.PAYLOAD_KEYS.split(',').map((one) => {
    const [, id = '', base64 = ''] = /^([\w.-]{1,40}):([A-Za-z0-9+/]{43}=)$/.exec(one.trim()) ?? []
    return { id, bytes: new Uint8Array(Buffer.from(base64, 'base64')) }
  })
  const ids = new Set(keys.map(({ id }) => id))
  if (!ids.has('') && ids.size === keys.length) return keys
  throw new ConfigError(
    'PAYLOAD_KEYS must be keys such as 2026-11:…, separated by commas, each with another name and 32 bytes from openssl rand -base64 32.',
  )
}

function organisation(
  env: Record<string, string | undefined>,
  read: (name: string, fallback?: string) => string,
  publicUrl: string,
): OrganisationConfig {
  const senderAddress = read('MAIL_FROM', 'hello@webinars.example')
  const address = read(
    'ORGANISATION_ADDRESS',
    '1 Library Lane, Springfield, IL 62701, United States',
  )
  return {
    name: read('ORGANISATION_NAME', 'Library Webinars'),
    address,
    supportEmail: env.SUPPORT_EMAIL || senderAddress,
    senderAddress,
    remitTo: env.REMIT_TO || address,
    w9Url: env.W9_URL || (env.W9_FILE ? `${publicUrl}/w9.pdf` : null),
    w9File: file('W9_FILE', env.W9_FILE, ['.pdf']),
    taxId: env.ORGANISATION_TAX_ID || null,
    logoFile: file('ORGANISATION_LOGO', env.ORGANISATION_LOGO, ['.png', '.jpg', '.jpeg']),
    zone: organisationZone(env),
    holidays: holidays(env.ORGANISATION_HOLIDAYS || ''),
  }
}

function stripe(
  env: Record<string, string | undefined>,
  read: (name: string, fallback?: string) => string,
  isProduction: boolean,
): StripeConfig {
  const apiUrl = env.STRIPE_API_URL || null
  if (isProduction && apiUrl !== null) {
    throw new ConfigError('STRIPE_API_URL is for development and tests, and refused in production.')
  }
  const secretKey = read('STRIPE_SECRET_KEY', 'sk_test_development')
  if (!/^[rs]k_(live|test)_/.test(secretKey)) {
    throw new ConfigError('STRIPE_SECRET_KEY must begin with sk_live_ or sk_test_.')
  }
  const webhookSecret = read('STRIPE_WEBHOOK_SECRET', 'whsec_development')
  if (!/^whsec_\w+$/.test(webhookSecret)) {
    throw new ConfigError('STRIPE_WEBHOOK_SECRET must begin with whsec_.')
  }
  return {
    secretKey,
    webhookSecret,
    apiUrl: apiUrl && url('STRIPE_API_URL', apiUrl, ['http:', 'https:']),
    accountId: env.STRIPE_ACCOUNT_ID || null,
  }
}

function url(name: string, value: string, protocols: string[]): string {
  if (URL.canParse(value) && protocols.includes(new URL(value).protocol)) return value
  throw new ConfigError(`${name} must be a URL that begins with ${protocols.join('// or ')}//.`)
}

function temporalUi(value: string | undefined): string | null {
  return value ? url('TEMPORAL_UI_URL', value, ['http:', 'https:']).replace(/\/$/, '') : null
}

function deployment(
  env: Record<string, string | undefined>,
  isProduction: boolean,
): DeploymentConfig | null {
  const name = env.WORKER_DEPLOYMENT || (isProduction ? 'webinar-desk' : 'none')
  const buildId = env.BUILD_ID || null
  if (name === 'none') return null
  if (/^[\w-]{1,60}$/.test(name) && /^[\w-]{1,60}$/.test(buildId ?? '-')) return { name, buildId }
  throw new ConfigError(
    'WORKER_DEPLOYMENT and BUILD_ID must be letters, digits, - and _, 60 at most.',
  )
}

function endpoint(value: string | undefined): string | null {
  if (!value) return null
  return url('OTEL_EXPORTER_OTLP_ENDPOINT', value, ['http:', 'https:']).replace(/\/$/, '')
}

function logLevel(value: string): LogLevel {
  const level = logLevels.find((one) => one === value)
  if (level !== undefined) return level
  throw new ConfigError(`LOG_LEVEL must be one of ${logLevels.join(', ')}.`)
}

function listenAddress(name: string, value: string | undefined): ListenAddress | null {
  if (!value) return null
  const [, host = '', port = ''] = /^([\w.-]+):(\d{1,5})$/.exec(value) ?? []
  if (host !== '' && Number(port) < 65_536) return { host, port: Number(port) }
  throw new ConfigError(`${name} must be an address and a port, such as 127.0.0.1:9464.`)
}

function file(name: string, value: string | undefined, endings: string[]): string | null {
  if (!value) return null
  if (!endings.includes(extname(value).toLowerCase())) {
    throw new ConfigError(`${name} must name a file that ends with ${endings.join(' or ')}.`)
  }
  if (existsSync(value)) return value
  throw new ConfigError(`${name} names a file that is not there: ${value}.`)
}

function port(value: string): number {
  const number = Number(value)
  if (Number.isInteger(number) && number >= 0 && number < 65_536) return number
  throw new ConfigError('PORT must be a whole number from 0 to 65535.')
}

function whole(name: string, value: string): number {
  if (/^[1-9]\d{0,8}$/.test(value)) return Number(value)
  throw new ConfigError(`${name} must be a whole number above zero.`)
}

function proxies(value: string): number {
  if (/^[0-9]$/.test(value)) return Number(value)
  throw new ConfigError('PROXIES must be a whole number from 0 to 9.')
}

function bootstrap(token: string | undefined, isProduction: boolean): string | null {
  if (!token) return null
  if (!isProduction || token.length >= 32) return token
  throw new ConfigError('BOOTSTRAP_TOKEN must have at least 32 characters in production.')
}

/**
 * The zone in which the organisation's days begin.
 * @throws ConfigError where it is not known
 */
export function organisationZone(env: Record<string, string | undefined>): string {
  const name = env.ORGANISATION_ZONE || 'America/New_York'
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone
  } catch {
    throw new ConfigError(`ORGANISATION_ZONE is not a time zone that is known: ${name}.`)
  }
}

function holidays(list: string): string[] {
  const days = list
    .split(',')
    .map((day) => day.trim())
    .filter(Boolean)
  const wrong = days.find((day) => !/^\d{4}-\d{2}-\d{2}$/.test(day))
  if (wrong === undefined) return days
  throw new ConfigError(
    `ORGANISATION_HOLIDAYS must be dates such as 2026-12-25, separated by commas; not ${wrong}.`,
  )
}
