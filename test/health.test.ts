import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Client, Connection } from '@temporalio/client'
import { defineSearchAttributeKey } from '@temporalio/common'
import { createApp } from '../api/app.ts'
import { measure } from '../api/measure.ts'
import { readConfig } from '../config.ts'
import { waiting } from './support/applicant.ts'
import { request } from './support/http.ts'
import { signIn, type Visitor, visitor } from './support/visitor.ts'
import { openWorld, type World } from './support/world.ts'

let world: World
let ann: Visitor
/** Left to try: closing it would fail whatever still waits for it. */
const nowhere = Connection.lazy({ address: '127.0.0.1:1' })
before(async () => {
  world = await openWorld({ skipsTime: false })
  ann = await signIn(world, 'ann.archer@webinars.example')
})
after(async () => {
  await world.close()
})

const page = async () => {
  const { status, text } = await ann.get('/console/health')
  assert.equal(status, 200)
  return text.replace(/\s+/g, ' ')
}

describe('the health page', () => {
  it('is for administrators', async () => {
    assert.equal((await visitor(world).get('/console/health')).status, 303)
  })

  it('says that all is well, who works, and when mail was last sent', async () => {
    await world.until(async () => (await page()).includes('All is well'))
    const text = await page()
    assert.match(text, new RegExp(`<code>${process.pid}@`))
    assert.match(text, /Last mail sent<\/dt> ?<dd> ?<time/)
    assert.match(text, /Nothing is parked/)
  })

  it('leads to the processes in which it is somebody’s turn', async () => {
    const { id } = await waiting(world)
    const counted = /href="([^"]+)" aria-label="An administrator’s: (\d+) process/
    await world.until(async () => counted.exec(await page())?.[2] === '1')
    const [, href = ''] = counted.exec(await page()) ?? []
    const { pathname, searchParams } = new URL(href)
    const { namespace } = world.client.options
    assert.equal(pathname, `/namespaces/${namespace}/workflows`)
    const query = searchParams.get('query') ?? ''
    const found: string[] = []
    for await (const { workflowId } of world.client.workflow.list({ query })) found.push(workflowId)
    assert.deepEqual(found, [`membership:${id}`])
  })

  it('names what is parked, and how it is tried again', async () => {
    // How it comes to that is in parked.test.ts.
    const stage = defineSearchAttributeKey('Stage', 'KEYWORD')
    await world.client.workflow.start('order', {
      workflowId: 'order:7',
      taskQueue: 'nobody takes from this one',
      args: ['7'],
      typedSearchAttributes: [{ key: stage, value: 'needs-attention' }],
    })
    await world.until(async () => (await page()).includes('has failed for good in 1'))
    assert.match(await page(), /order%3A7"[^>]*>See<\/a>.*npm run operate -- retry order:7/)
    assert.equal((await measure(world)).desk_processes_needing_attention, 1)
    await world.client.workflow.getHandle('order:7').terminate()
    await world.until(async () => (await page()).includes('All is well'))
  })
})

describe('health for programs', () => {
  it('tells all of it to an administrator’s token, and nobody else', async () => {
    assert.equal((await world.get('/health')).status, 401)
    const { body } = await world.get('/health', { as: world.ann })
    const { database, processes } = body as Record<string, Record<string, unknown>>
    assert.deepEqual([database?.submissions, database?.oldestSubmissionAt], [0, null])
    assert.equal(processes?.parked, 0)
    assert.equal(String(processes?.pollers).split(',').length, 2)
  })

  it('is told while Temporal is away, too', async () => {
    const config = readConfig({
      DATABASE_URL: 'postgres://nowhere',
      SMTP_URL: 'smtp://nowhere',
      PUBLIC_URL: 'http://webinars.example',
    })
    const { sql, now } = world
    const client = new Client({ connection: nowhere })
    const app = createApp({ ...config, sql, client, now, report: () => undefined })
    const { status, body } = await request(app, 'GET', '/health', undefined, { as: world.ann })
    assert.deepEqual([status, body.processes], [200, null])
    const measured = await measure({ sql, client, now })
    assert.deepEqual(
      [measured.desk_postgres_up, measured.desk_temporal_up, measured.desk_workers_polling],
      [1, 0, null],
    )
  })
})
