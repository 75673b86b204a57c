import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ConfigError, readConfig } from '../config.ts'

const production = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgres://desk@db.example/desk',
  SMTP_URL: 'smtps://mail.example',
  PUBLIC_URL: 'https://webinars.example/',
  SECRET_KEY: 'a-secret-of-our-own-that-is-long-enough',
  MAIL_FROM: 'hello@webinars.example',
  ORGANISATION_NAME: 'Library Webinars',
  ORGANISATION_ADDRESS: '1 Library Lane',
  STRIPE_SECRET_KEY: 'sk_live_1',
  STRIPE_WEBHOOK_SECRET: 'whsec_1',
}

const key = Buffer.alloc(32, 7).toString('base64')
const keysSentence =
  'PAYLOAD_KEYS must be keys such as 2026-11:…, separated by commas, each with another name and 32 bytes from openssl rand -base64 32.'
const versionSentence =
  'WORKER_DEPLOYMENT and BUILD_ID must be letters, digits, - and _, 60 at most.'

describe('the configuration', () => {
  it('in production is read when all is there', () => {
    const config = readConfig(production)
    assert.equal(config.publicUrl, 'https://webinars.example')
    assert.equal(config.organisation.zone, 'America/New_York')
  })

  it('links to the W-9 that it serves, unless another address is given', () => {
    const w9File = 'dev/organisation/w9-sample.pdf'
    const served = readConfig({ ...production, W9_FILE: w9File })
    assert.equal(served.organisation.w9Url, 'https://webinars.example/w9.pdf')
    const elsewhere = readConfig({ ...production, W9_FILE: w9File, W9_URL: 'https://a.example/w9' })
    assert.equal(elsewhere.organisation.w9Url, 'https://a.example/w9')
    assert.equal(readConfig(production).organisation.w9Url, null)
  })

  const rows: [name: string, value: string | undefined, sentence: string][] = [
    ['DATABASE_URL', undefined, 'DATABASE_URL is not set, and there is no default for it.'],
    [
      'DATABASE_URL',
      'mysql://db',
      'DATABASE_URL must be a URL that begins with postgres:// or postgresql://.',
    ],
    ['SMTP_URL', '', 'SMTP_URL is not set, and there is no default for it.'],
    [
      'PUBLIC_URL',
      'http://webinars.example',
      'PUBLIC_URL must be a URL that begins with https://.',
    ],
    ['SECRET_KEY', undefined, 'SECRET_KEY is not set, and there is no default for it.'],
    [
      'SECRET_KEY',
      'short',
      'SECRET_KEY must be a secret of your own of at least 32 characters in production.',
    ],
    [
      'SECRET_KEY',
      'development-secret-not-for-production',
      'SECRET_KEY must be a secret of your own of at least 32 characters in production.',
    ],
    [
      'STRIPE_SECRET_KEY',
      undefined,
      'STRIPE_SECRET_KEY is not set, and there is no default for it.',
    ],
    ['STRIPE_SECRET_KEY', 'pk_live_1', 'STRIPE_SECRET_KEY must begin with sk_live_ or sk_test_.'],
    [
      'STRIPE_WEBHOOK_SECRET',
      undefined,
      'STRIPE_WEBHOOK_SECRET is not set, and there is no default for it.',
    ],
    ['STRIPE_WEBHOOK_SECRET', 'sk_live_1', 'STRIPE_WEBHOOK_SECRET must begin with whsec_.'],
    [
      'STRIPE_API_URL',
      'https://stripe.example',
      'STRIPE_API_URL is for development and tests, and refused in production.',
    ],
    ['BOOTSTRAP_TOKEN', 'first', 'BOOTSTRAP_TOKEN must have at least 32 characters in production.'],
    ['MAIL_FROM', undefined, 'MAIL_FROM is not set, and there is no default for it.'],
    ['PORT', '70000', 'PORT must be a whole number from 0 to 65535.'],
    [
      'TEMPORAL_UI_URL',
      'javascript:alert(1)',
      'TEMPORAL_UI_URL must be a URL that begins with http:// or https://.',
    ],
    ['PROXIES', 'many', 'PROXIES must be a whole number from 0 to 9.'],
    ['LOG_LEVEL', 'loud', 'LOG_LEVEL must be one of debug, info, warn, error.'],
    ['API_METRICS', '9464', 'API_METRICS must be an address and a port, such as 127.0.0.1:9464.'],
    [
      'WORKER_METRICS',
      '127.0.0.1:94650',
      'WORKER_METRICS must be an address and a port, such as 127.0.0.1:9464.',
    ],
    [
      'OTEL_EXPORTER_OTLP_ENDPOINT',
      'collector:4318',
      'OTEL_EXPORTER_OTLP_ENDPOINT must be a URL that begins with http:// or https://.',
    ],
    ['POSTS_A_MINUTE', '0', 'POSTS_A_MINUTE must be a whole number above zero.'],
    ['W9_FILE', 'w9.doc', 'W9_FILE must name a file that ends with .pdf.'],
    [
      'ORGANISATION_LOGO',
      'nowhere/logo.png',
      'ORGANISATION_LOGO names a file that is not there: nowhere/logo.png.',
    ],
    ['PAYLOAD_KEYS', '2026-11:c2hvcnQ=', keysSentence],
    ['PAYLOAD_KEYS', `a:${key},a:${key}`, keysSentence],
    ['WORKER_DEPLOYMENT', 'two words', versionSentence],
    ['BUILD_ID', '1.2', versionSentence],
    [
      'ORGANISATION_ZONE',
      'Mars/Olympus',
      'ORGANISATION_ZONE is not a time zone that is known: Mars/Olympus.',
    ],
    [
      'ORGANISATION_HOLIDAYS',
      '2026-12-25, someday',
      'ORGANISATION_HOLIDAYS must be dates such as 2026-12-25, separated by commas; not someday.',
    ],
  ]
  for (const [name, value, sentence] of rows) {
    it(`in production refuses ${name}=${value ?? '(missing)'} with a sentence that names it`, () => {
      const isTheSentence = (error: unknown) =>
        error instanceof ConfigError && error.message === sentence
      assert.throws(() => readConfig({ ...production, [name]: value }), isTheSentence)
    })
  }

  it('encrypts nothing without keys, and keeps versions of workers apart in production alone', () => {
    const plain = readConfig(production)
    assert.deepEqual(plain.deployment, { name: 'webinar-desk', buildId: null })
    assert.equal(plain.payloadKeys, null)
    assert.equal(readConfig({ ...production, WORKER_DEPLOYMENT: 'none' }).deployment, null)
    assert.equal(readConfig({ ...production, NODE_ENV: '' }).deployment, null)
    const { payloadKeys } = readConfig({ ...production, PAYLOAD_KEYS: `new:${key}, old:${key}` })
    assert.deepEqual(
      payloadKeys?.map(({ id, bytes }) => [id, bytes.length]),
      [
        ['new', 32],
        ['old', 32],
      ],
    )
  })

  it('in development needs no secret of one’s own', () => {
    const { DATABASE_URL, SMTP_URL } = production
    readConfig({ DATABASE_URL, SMTP_URL, PUBLIC_URL: 'http://localhost:3000' })
  })
})
