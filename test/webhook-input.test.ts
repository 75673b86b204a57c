import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Client, Connection } from '@temporalio/client'
import { createApp } from '../api/app.ts'
import { readConfig } from '../config.ts'
import { connect, type Sql } from '../database/connect.ts'
import { anyPort } from '../dev/services/ports.ts'
import { newDatabase } from './support/database.ts'
import { type Door, event, knock, paid, signature, tell } from './support/stripe-event.ts'

const now = () => new Date('2027-03-01T12:00:00Z')
const stripe = { webhookSecret: 'whsec_ours' }

/** The door alone: a database, a clock of its own, and a Temporal that nobody answers for. */
let door: Door & { sql: Sql }
let live: Door
let connection: Connection

before(async () => {
  connection = Connection.lazy({ address: `127.0.0.1:${await anyPort()}` })
  const sql = connect(await newDatabase())
  door = open(sql, { STRIPE_ACCOUNT_ID: 'acct_ours' })
  live = open(sql, { STRIPE_SECRET_KEY: 'sk_live_1' })
})
after(async () => {
  await door.sql.end({ timeout: 1 })
  await connection.close()
})

describe('a webhook that is not believed stores nothing', () => {
  const told = paid(null)
  const bytes = JSON.stringify(told)
  const signed = (how = {}, payload = bytes) => signature({ now, stripe }, payload, how)
  const rows: [what: string, code: string, header: () => string | null, payload?: string][] = [
    ['unsigned', 'forged-or-stale', () => null],
    ['signed with nothing', 'forged-or-stale', () => ''],
    ['signed with words', 'forged-or-stale', () => 'Stripe was here'],
    ['signed without an instant', 'forged-or-stale', () => signed().replace(/^t=\d+,/, '')],
    [
      'signed with an instant that is none',
      'forged-or-stale',
      () => signed().replace(/t=\d+/, 't=x'),
    ],
    ['signed with another secret', 'forged-or-stale', () => signed({ secret: 'whsec_other' })],
    ['signed by an old scheme alone', 'forged-or-stale', () => signed().replace('v1=', 'v0=')],
    ['signed for other bytes', 'forged-or-stale', () => signed({}, `${bytes} `)],
    ['with an instant moved on', 'forged-or-stale', () => signed().replace(/t=\d/, 't=2')],
    ['older than five minutes by our clock', 'forged-or-stale', () => signed({ ageSeconds: 301 })],
    ['weeks old', 'forged-or-stale', () => signed({ ageSeconds: 2_000_000 })],
    ['of no bytes', 'unreadable', () => signed({}, ''), ''],
    ...(
      [
        ['of words', 'not JSON at all'],
        ['of half an event', bytes.slice(0, 40)],
        ['of null', 'null'],
        ['of a list', '[]'],
        ['of an empty object', '{}'],
        ['of an event without an id', JSON.stringify({ ...told, id: undefined })],
        [
          'of an event with an id of somebody’s own',
          JSON.stringify({ ...told, id: 'clock:order:1' }),
        ],
        ['of an event with a list for an id', JSON.stringify({ ...told, id: ['evt_1'] })],
        ['of an event without a type', JSON.stringify({ ...told, type: null })],
        [
          'of an event with a control character in its type',
          JSON.stringify({ ...told, type: 'a\u0000' }),
        ],
        ['of an event about nothing', JSON.stringify({ ...told, data: {} })],
        ['of an event without a livemode', JSON.stringify({ ...told, livemode: 'false' })],
        ['of an event of Stripe’s thin kind', JSON.stringify({ ...told, object: 'v2.core.event' })],
      ] as const
    ).map(([what, payload]): [string, string, () => string, string] => [
      what,
      'unreadable',
      () => signed({}, payload),
      payload,
    ]),
    ...(
      [
        ['of the live world, to a test key', 'other-livemode', { livemode: true }],
        ['of another account', 'other-account', { account: 'acct_other' }],
        ['of an account that is no text', 'other-account', { account: 7 }],
      ] as const
    ).map(([what, code, more]): [string, string, () => string, string] => {
      const payload = JSON.stringify({ ...told, ...more })
      return [what, code, () => signed({}, payload), payload]
    }),
  ]
  for (const [what, code, header, payload = bytes] of rows) {
    it(`${what}: 400, ${code}`, async () => {
      const given = header()
      const reply = await knock(door, payload, given === null ? {} : { 'stripe-signature': given })
      const problem = (await reply.json()) as { code: string; detail: string }
      assert.deepEqual([reply.status, problem.code], [400, code], problem.detail)
      assert.match(reply.headers.get('content-type') ?? '', /problem\+json/)
      assert.equal(await rowsStored(), 0)
    })
  }

  it('of the test world, to a live key: 400', async () => {
    assert.equal((await tell(live, paid(null))).status, 400)
    assert.equal(await rowsStored(), 0)
  })

  it('of 5 MB, announced: 413 without being read', async () => {
    const { body, read } = megabytes(5)
    const reply = await knock(door, body, {
      'content-length': '5000000',
      'stripe-signature': signed(),
    })
    assert.equal(reply.status, 413)
    assert.ok(read() <= 1, `${read()} MB were read`)
  })

  it('of 5 MB, in pieces of unknown number: 413 when 1 MB is read', async () => {
    const { body, read } = megabytes(5)
    const reply = await knock(door, body, { 'stripe-signature': signed() })
    assert.equal(reply.status, 413)
    assert.ok(read() <= 3, `${read()} MB were read`)
  })
})

describe('a webhook that is believed', () => {
  const rows: [what: string, told: ReturnType<typeof paid>, how?: object][] = [
    ['just under five minutes old', paid(null), { ageSeconds: 300 }],
    ['of our account', event('charge.succeeded', { object: 'charge' }, { account: 'acct_ours' })],
    ['with umlauts and quotation marks', event('charge.succeeded', { name: 'Jörg “J” O’Neil 🙂' })],
    ['of nearly 1 MB', event('charge.succeeded', { description: 'x'.repeat(900_000) })],
    [
      'with fields that nobody knows',
      event('charge.succeeded', { a: { b: [1, null] } }, { new: 1 }),
    ],
  ]
  for (const [what, told, how = {}] of rows) {
    it(`${what}: 200`, async () => {
      const payload = JSON.stringify(told)
      const header = signature({ now, stripe }, payload, how)
      const reply = await knock(door, payload, { 'stripe-signature': header })
      assert.equal(reply.status, 200)
    })
  }

  it('while a secret is replaced, by either of two signatures: 200', async () => {
    const payload = JSON.stringify(paid(null))
    const old = signature({ now, stripe }, payload, { secret: 'whsec_old' })
    const both = `${old},${signature({ now, stripe }, payload).split(',')[1]}`
    assert.equal((await knock(door, payload, { 'stripe-signature': both })).status, 200)
  })

  it('more often than people may post: 200, for Stripe is not held up', async () => {
    for (let nth = 0; nth < 8; nth += 1) {
      assert.equal((await tell(door, paid(null))).status, 200)
    }
  })

  it('while Postgres is away: 503 with when to come back, so that Stripe sends it again', async () => {
    const sql = connect(`postgres://nobody@127.0.0.1:${await anyPort()}/nowhere`)
    const reply = await tell(open(sql), paid(null))
    await sql.end({ timeout: 1 })
    assert.equal(reply.status, 503)
    assert.ok(Number(reply.headers.get('retry-after')) > 0)
  })
})

function open(sql: Sql, more: Record<string, string> = {}): Door & { sql: Sql } {
  const config = readConfig({
    DATABASE_URL: 'postgres://nobody@127.0.0.1/nowhere',
    SMTP_URL: 'smtp://127.0.0.1',
    PUBLIC_URL: 'http://webinars.example',
    POSTS_A_MINUTE: '2',
    STRIPE_WEBHOOK_SECRET: stripe.webhookSecret,
    ...more,
  })
  const client = new Client({ connection })
  const app = createApp({ ...config, sql, client, now, report: () => undefined })
  return { app, sql, now, stripe }
}

async function rowsStored(): Promise<number> {
  return (await door.sql`select from submissions`).length
}

/** A body that is made only as it is read, a megabyte at a time. */
function megabytes(count: number): { body: ReadableStream; read: () => number } {
  let made = 0
  const body = new ReadableStream({
    pull(stream) {
      if (made === count) return stream.close()
      made += 1
      stream.enqueue(new Uint8Array(1_000_000).fill(32))
    },
  })
  return { body, read: () => made }
}
