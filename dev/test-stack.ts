import { chmodSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bundleWorkflowCode } from '@temporalio/worker'
import { connect } from '../database/connect.ts'
import { migrate } from '../database/migrate.ts'
import { workflowCode } from '../worker/workflow-code.ts'
import type { Lifetime } from './lifetime.ts'
import { findChromium, findHeadlessShell } from './parts/chromium.ts'
import { findStripeMock } from './parts/stripe-mock.ts'
import { findTemporalCli, findTestServer } from './parts/temporal.ts'
import { productName } from './project.ts'
import { anyPort } from './services/ports.ts'
import { startPostgres } from './services/postgres.ts'
import { othersMayEnter, postgresAccount } from './services/postgres-account.ts'
import { startStripeMock } from './services/stripe-mock.ts'
import { startTemporal } from './services/temporal.ts'
import { step } from './terminal.ts'

/** Stands up what the tests share in this run, and says by environment variables where it is. */
export async function startTestStack(life: Lifetime): Promise<Record<string, string>> {
  const folder = throwAwayFolder(life)
  const cli = await step('Temporal CLI', findTemporalCli, (path) => path)
  const testServer = await step('Test server', findTestServer, (path) => path)
  const stripeMock = await step('stripe-mock', findStripeMock, (path) => path)
  const chromium = await step('Chromium', findChromium, (path) => path)
  const headlessShell = await step('Headless Chromium', findHeadlessShell, (path) => path)
  const [databaseUrl, temporalAddress, stripeMockUrl, bundle] = await step('Services', (teller) => {
    teller.progress('Postgres, Temporal, stripe-mock, bundle of the workflows')
    return Promise.all([
      testPostgres(folder, life),
      testTemporal(cli, folder, life),
      testStripeMock(stripeMock, folder, life),
      bundleWorkflows(folder),
    ])
  })
  return {
    TEST_DATABASE_URL: databaseUrl,
    TEST_DATABASE_MODEL: await step('Tables', () => modelDatabase(databaseUrl)),
    TEST_TEMPORAL_ADDRESS: temporalAddress,
    TEMPORAL_TEST_SERVER: testServer,
    TEST_CHROMIUM: chromium,
    TEST_HEADLESS_SHELL: headlessShell,
    TEST_STRIPE_MOCK_URL: stripeMockUrl,
    TEST_WORKFLOW_BUNDLE: bundle,
  }
}

/** A folder that is gone when all is over, which the database's own account may enter. */
export function throwAwayFolder(life: Lifetime): string {
  const place = realpathSync(tmpdir())
  const isOpen = postgresAccount() === undefined || othersMayEnter(place)
  const folder = mkdtempSync(join(isOpen ? place : '/var/tmp', `${productName}-test-`))
  chmodSync(folder, 0o711)
  life.atEnd(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A Postgres server that nobody needs afterwards; its address. */
export async function testPostgres(folder: string, life: Lifetime): Promise<string> {
  const postgres = await startPostgres({
    folder: join(folder, 'postgres'),
    port: await anyPort(),
    logFile: join(folder, 'postgres.log'),
    isThrowAway: true,
  })
  life.atEnd(postgres.stop)
  return postgres.urlOf('postgres')
}

/** A database with today's tables, which each test file copies. */
async function modelDatabase(server: string): Promise<string> {
  const name = 'model'
  const sql = connect(server, { connections: 1 })
  await sql.unsafe(`create database ${name}`)
  await sql.end()
  const url = new URL(server)
  url.pathname = `/${name}`
  await migrate(url.href)
  return name
}

async function testTemporal(cli: string, folder: string, life: Lifetime): Promise<string> {
  const logFile = join(folder, 'temporal.log')
  const temporal = await startTemporal({ cli, port: await anyPort(), logFile })
  life.atEnd(temporal.stop)
  return temporal.address
}

async function testStripeMock(program: string, folder: string, life: Lifetime): Promise<string> {
  const logFile = join(folder, 'stripe-mock.log')
  const stripeMock = await startStripeMock({ program, port: await anyPort(), logFile })
  life.atEnd(stripeMock.stop)
  return stripeMock.url
}

/** A file with the workflows bundled, for workers that start at once. */
export async function bundleWorkflows(folder: string): Promise<string> {
  const file = join(folder, 'workflow-bundle.js')
  const silent = () => undefined
  const logger = {
    trace: silent,
    debug: silent,
    info: silent,
    warn: console.warn,
    error: console.error,
    log: silent,
  }
  const { code } = await bundleWorkflowCode({ ...workflowCode, logger })
  writeFileSync(file, code)
  return file
}
