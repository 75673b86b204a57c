import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { Client } from '@temporalio/client'
import { defaultPayloadConverter, type Payload } from '@temporalio/common'
import proto from '@temporalio/proto'
import { createApp } from '../api/app.ts'
import { payloadKeys, readConfig } from '../config.ts'
import { historyText } from '../dev/history.ts'
import { detailsOf, send } from '../dev/operator.ts'
import { createCodec, UnreadableError } from '../encryption/codec.ts'
import { encrypting } from '../encryption/encrypting.ts'
import { bundleOf } from '../worker/workflow-code.ts'
import { waiting } from './support/applicant.ts'
import { signIn } from './support/visitor.ts'
import { openWorld, type World } from './support/world.ts'

const keyNamed = (id: string) => `${id}:${randomBytes(32).toString('base64')}`
const older = keyNamed('2025-11')
const newer = keyNamed('2026-11')
const keysOf = (...listed: string[]) => payloadKeys({ PAYLOAD_KEYS: listed.join(',') }) ?? []

describe('payloads', () => {
  const plain = defaultPayloadConverter.toPayload({ note: 'Ring the bell.' })

  it('are read again, and hold nothing that was in them', async () => {
    const codec = createCodec(keysOf(newer))
    const [sealed = {}, again = {}] = await codec.encode([plain, plain])
    assert.ok(!Buffer.from(sealed.data ?? []).includes('bell'))
    assert.notDeepEqual(sealed.data, again.data)
    assert.deepEqual(await valuesOf(codec.decode([sealed, again])), [
      { note: 'Ring the bell.' },
      { note: 'Ring the bell.' },
    ])
  })

  it('of an older key are read as long as it is listed', async () => {
    const before = await createCodec(keysOf(older)).encode([plain])
    const rotated = createCodec(keysOf(newer, older))
    const after = await rotated.encode([plain])
    assert.equal(keyIdOf(before), '2025-11')
    assert.equal(keyIdOf(after), '2026-11')
    const values = await valuesOf(rotated.decode([...before, ...after, plain]))
    assert.equal(new Set(values.map((value) => JSON.stringify(value))).size, 1)
    await assert.rejects(createCodec(keysOf(newer)).decode(before), (error) => {
      assert.ok(error instanceof UnreadableError)
      assert.match(error.message, /the key “2025-11”, which is not one of PAYLOAD_KEYS: 2026-11/)
      return true
    })
  })

  it('that were changed are not read', async () => {
    const codec = createCodec(keysOf(newer))
    const [{ metadata, data } = {}] = await codec.encode([plain])
    const changed = Buffer.from(data ?? [])
    changed[20] = (changed[20] ?? 0) ^ 1
    await assert.rejects(codec.decode([{ metadata: metadata ?? {}, data: changed }]), {
      message: 'A payload does not open with the key “2026-11”: it was changed, or the key was.',
    })
  })
})

describe('histories, with keys', () => {
  let world: World
  before(async () => {
    world = await openWorld({ skipsTime: false, settings: { PAYLOAD_KEYS: older } })
  })
  after(() => world.close())

  it('hold no plain text: no id, no note, no refusal; who has the key reads on', async () => {
    const { id, email } = await waiting(world)
    const subject = `membership:${id}`
    const approve = { subject, command: 'approve', said: { note: 'Rang the bell.' } }
    assert.deepEqual(await send(world.client, approve), { outcome: 'applied', stage: 'active' })
    assert.deepEqual(await send(world.client, approve), { refused: 'already' })
    await world.mail.to(email, 'Welcome')
    const history = await world.client.workflow.getHandle(subject).fetchHistory()
    const raw = historyText(history)
    for (const word of ['bell', 'already', '"stage"', 'administrator:']) {
      assert.ok(!raw.includes(word), `the history says ${word}`)
    }
    assert.deepEqual(unencrypted(history), [])
    assert.match(raw, /Encoded failure/)
  })

  it('are shown by the codec endpoint to an administrator, and to nobody else', async () => {
    const { id } = await waiting(world)
    const history = await world.client.workflow.getHandle(`membership:${id}`).fetchHistory()
    const started = history.events?.[0]?.workflowExecutionStartedEventAttributes
    const wanted = JSON.stringify({ payloads: (started?.input?.payloads ?? []).map(asJson) })
    const ask = (way: string, headers: Record<string, string>, body = wanted) =>
      world.app.request(`/codec/${way}`, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json', ...headers },
      })

    assert.equal((await ask('decode', {})).status, 401)
    assert.equal((await ask('decode', { authorization: 'Bearer no.body' })).status, 401)
    const shown = await ask('decode', { authorization: `Bearer ${world.ann}` })
    assert.equal(shown.status, 200)
    const { payloads } = (await shown.json()) as { payloads: { data: string }[] }
    assert.equal(Buffer.from(payloads[0]?.data ?? '', 'base64').toString(), JSON.stringify(id))

    const back = await ask(
      'encode',
      { authorization: `Bearer ${world.ann}` },
      JSON.stringify({ payloads }),
    )
    assert.ok(!(await back.text()).includes(payloads[0]?.data ?? ''))
    const broken = await ask('decode', { authorization: `Bearer ${world.ann}` }, '{"payloads": 1}')
    assert.equal(broken.status, 422)
  })

  it('are shown in the pages of the Temporal UI by the session, and in no other site’s', async () => {
    const ann = await signIn(world, 'ann.archer@webinars.example')
    const cookie = ann.cookie()
    const ask = (origin: string) =>
      world.app.request('/codec/decode', {
        method: 'POST',
        body: '{"payloads": []}',
        headers: { 'content-type': 'application/json', origin, cookie },
      })
    const here = await ask('http://temporal.example')
    assert.equal(here.status, 200)
    assert.equal(here.headers.get('access-control-allow-origin'), 'http://temporal.example')
    assert.equal(here.headers.get('access-control-allow-credentials'), 'true')
    const elsewhere = await ask('http://elsewhere.example')
    assert.equal(elsewhere.status, 403)
    assert.notEqual(
      elsewhere.headers.get('access-control-allow-origin'),
      'http://elsewhere.example',
    )
    const preflight = await world.app.request('/codec/decode', {
      method: 'OPTIONS',
      headers: {
        origin: 'http://temporal.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type,x-namespace',
      },
    })
    assert.equal(preflight.status, 204)
    assert.match(preflight.headers.get('access-control-allow-headers') ?? '', /x-namespace/)
  })

  it('are read after the keys were rotated, by process and client, and not without the old key', async () => {
    const { id } = await waiting(world)
    const { connection, namespace } = world.client.options
    const clientWith = (...keys: string[]) =>
      new Client({ connection, namespace, ...encrypting(keysOf(...keys)) } as never)
    assert.match(
      await detailsOf(clientWith(newer, older), `membership:${id}`),
      /Waits for an administrator/,
    )
    await assert.rejects(
      detailsOf(clientWith(newer), `membership:${id}`),
      /“2025-11”, which is not one of PAYLOAD_KEYS/,
    )
  })
})

describe('with time skipped, and keys', () => {
  it('a process waits and is decided as without', async () => {
    const world = await openWorld({ skipsTime: true, settings: { PAYLOAD_KEYS: newer } })
    const { id } = await waiting(world)
    await world.pass('2 days')
    const { status } = await world.post(`/applications/${id}/approvals`, {}, { as: world.ann })
    assert.equal(status, 201)
    await world.close()
  })
})

describe('without keys', () => {
  it('there is no codec endpoint', async () => {
    const config = readConfig({
      DATABASE_URL: 'postgres://nowhere',
      SMTP_URL: 'smtp://nowhere',
      PUBLIC_URL: 'http://webinars.example',
    })
    const nothing = undefined as never
    const deps = { ...config, sql: nothing, client: nothing, now: () => new Date() }
    const app = createApp({ ...deps, report: () => undefined })
    const origin = 'http://webinars.example'
    const answer = await app.request('/codec/decode', { method: 'POST', headers: { origin } })
    assert.equal(answer.status, 404)
  })

  it('a bundle that would write failures as plain text is not run with keys', async () => {
    const workflowBundle = process.env.TEST_WORKFLOW_BUNDLE
    if (workflowBundle === undefined) return
    await bundleOf({ workflowBundle, payloadKeys: null })
    await assert.rejects(
      bundleOf({ workflowBundle, payloadKeys: keysOf(newer) }),
      /WORKFLOW_BUNDLE writes failures as plain text/,
    )
  })
})

async function valuesOf(payloads: Promise<Payload[]>): Promise<unknown[]> {
  return (await payloads).map((one) => defaultPayloadConverter.fromPayload(one))
}

function keyIdOf([payload]: Payload[]): string {
  return Buffer.from(payload?.metadata?.['encryption-key-id'] ?? []).toString()
}

function asJson(payload: proto.temporal.api.common.v1.IPayload): object {
  return proto.temporal.api.common.v1.Payload.fromObject(payload).toJSON()
}

/**
 * What operators search by; and what the SDK's core itself writes into a marker: of which local activity it is, while what
 * that answered stands beside it, or the name of a patch.
 */
const notOurs = /\/(searchAttributes|markerRecordedEventAttributes\/details\/(patch-)?data)$/

/** Where payloads of a history are not encrypted, and how they are encoded. */
function unencrypted(history: object): string[] {
  const found = new Set<string>()
  const walk = (value: unknown, path: string): void => {
    if (typeof value !== 'object' || value === null) return
    if ('metadata' in value && 'data' in value) {
      const { encoding } = value.metadata as Record<string, Uint8Array>
      const name = Buffer.from(encoding ?? []).toString()
      if (name !== 'binary/encrypted') found.add(`${path}: ${name}`)
      return
    }
    for (const [key, part] of Object.entries(value)) {
      if (!notOurs.test(`${path}/${key}`)) walk(part, `${path}/${key}`)
    }
  }
  walk(history, '')
  return [...found]
}
