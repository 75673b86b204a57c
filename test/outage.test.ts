import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Client, Connection } from '@temporalio/client'
import type { Hono } from 'hono'
import { createApp } from '../api/app.ts'
import { administratorToken } from '../api/guard.ts'
import { readConfig } from '../config.ts'
import { connect, type Sql } from '../database/connect.ts'
import { anyPort } from '../dev/services/ports.ts'
import { application, somebody } from './support/applicant.ts'
import { request } from './support/http.ts'

let app: Hono
let sql: Sql
const config = readConfig({
  DATABASE_URL: 'postgres://nobody@127.0.0.1/nowhere',
  SMTP_URL: 'smtp://127.0.0.1',
  PUBLIC_URL: 'http://webinars.example',
  POSTS_A_MINUTE: '5',
})

before(async () => {
  const nobodyListens = await anyPort()
  sql = connect(`postgres://nobody@127.0.0.1:${nobodyListens}/nowhere`)
  const connection = Connection.lazy({ address: `127.0.0.1:${nobodyListens}` })
  const client = new Client({ connection })
  app = createApp({ ...config, sql, client, now: () => new Date(), report: () => undefined })
})
// The connection is left to try: closing it would fail whatever still waits for it.
after(() => sql.end({ timeout: 1 }))

describe('while Postgres is away', () => {
  it('what is sent is answered 503 with when to come back, for nothing could be stored', async () => {
    const reply = await request(app, 'POST', '/applications', application(somebody()))
    assert.equal(reply.status, 503)
    assert.ok(Number(reply.headers.get('retry-after')) > 0)
    assert.match(String(reply.body.detail), /nothing was done/)
  })

  it('lists are answered 503, too', async () => {
    const as = administratorToken(config.secretKey, '9b2f0f0e-8a52-4c8e-9a39-1f1d0f5d9c11')
    const reply = await request(app, 'GET', '/applications', undefined, { as })
    assert.equal(reply.status, 503)
    assert.ok(reply.headers.get('retry-after'))
  })

  it('the process is alive and not ready', async () => {
    assert.equal((await app.request('/healthz')).status, 200)
    const ready = await app.request('/readyz')
    assert.equal(ready.status, 503)
    assert.deepEqual(await ready.json(), { status: 'not ready', postgres: false, temporal: false })
  })
})

describe('who posts more often than people do', () => {
  it('is answered 429 with when to come back', async () => {
    const replies = []
    for (let times = 0; times < 6; times += 1)
      replies.push(await request(app, 'POST', '/applications', {}))
    const last = replies.at(-1)
    assert.equal(last?.status, 429)
    assert.ok(Number(last?.headers.get('retry-after')) > 0)
  })
})

describe('the API', () => {
  it('describes itself as OpenAPI 3.1, with a page to try it', async () => {
    const document = (await (await app.request('/api/openapi.json')).json()) as {
      openapi: string
      paths: object
    }
    assert.equal(document.openapi, '3.1.0')
    assert.ok('/applications/{id}/approvals' in document.paths)
    assert.match(await (await app.request('/api/docs')).text(), /swagger-ui/)
    for (const file of ['swagger-ui.css', 'swagger-ui-bundle.js', 'start.js']) {
      assert.equal((await app.request(`/api/docs/${file}`)).status, 200)
    }
  })

  it('sends the headers that keep a browser safe', async () => {
    const { headers } = await app.request('/healthz')
    assert.match(headers.get('content-security-policy') ?? '', /default-src 'none'/)
    assert.match(headers.get('strict-transport-security') ?? '', /max-age=31536000/)
    assert.equal(headers.get('x-content-type-options'), 'nosniff')
  })
})
