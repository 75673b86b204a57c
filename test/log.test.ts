import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createLog, masked } from '../operating/log.ts'

const lines: string[] = []
const log = createLog({ name: 'api', level: 'info' }, { write: (line) => lines.push(line) })
const last = () => JSON.parse(lines.at(-1) ?? '')

describe('what is logged', () => {
  const secrets: [what: string, text: string, instead: string][] = [
    ['an address', 'to ann.oneil+a@example.org now', 'to •@• now'],
    ['an address of a part', '550 <pat@library.example>: no such', '550 <•@•>: no such'],
    ['an address in a link', '/sign-in?email=pat%40library.example', '/sign-in?email=•%40•'],
    ['a password', 'postgres://desk:pa55@db:5432/desk', 'postgres://•@db:5432/desk'],
    ['a link’s token', 'GET /orders/7?token=abc_DEF-123&x=1', 'GET /orders/7?token=•&x=1'],
    ['a bearer token', 'authorization: Bearer abc.def-1', 'authorization: Bearer •'],
    ['a key of Stripe', 'Invalid API Key provided: sk_live_ABC123', 'Invalid API Key provided: •'],
    ['a webhook secret', 'signed with whsec_abc123', 'signed with •'],
    [
      'an administrator’s token',
      '0b0f6a3e-52f3-4b54-9c4f-3f3b0a2f3c11.Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6',
      '0b0f6a3e-52f3-4b54-9c4f-3f3b0a2f3c11.•',
    ],
    ['a code in a field', '{"code":"123456"}', '{"code":"•"}'],
  ]
  for (const [what, text, instead] of secrets) {
    it(`is without ${what}`, () => assert.equal(masked(text), instead))
  }

  it('keeps ids, packages and instants', () => {
    const text = 'order:2041 at node_modules/@temporalio/worker/lib/worker.js 2026-11-23T10:00:00Z'
    assert.equal(masked(text), text)
  })

  it('is one line of JSON an event, whatever goes wrong', () => {
    const workflow = { workflowId: 'order:2041', runId: 'r', attempt: 2 }
    log.warn({ ...workflow, error: new Error('no such pat@library.example') }, 'it failed')
    log.debug('not told')
    assert.equal(lines.length, 1)
    const { at, pid, error, ...line } = last()
    assert.deepEqual(line, { level: 40, name: 'api', ...workflow, msg: 'it failed' })
    assert.equal(error.message, 'no such •@•')
    assert.ok(at && pid)
    assert.match(error.stack, /at TestContext/)
  })

  it('tells of Postgres’ errors what helps, and no row and no value', () => {
    const detail = 'Failing row contains (7, Ann Archer).'
    const row = Object.assign(new Error('violates "orders_total"'), { code: '23514', detail })
    log.error({ error: new Error('not stored', { cause: row }) }, 'it failed')
    const { message, cause } = last().error
    assert.deepEqual([message, cause.message, cause.code], ['not stored', row.message, '23514'])
    const value = Object.assign(new Error('invalid input: "Ann Archer"'), { code: '22P02' })
    log.error({ error: value }, 'it failed')
    assert.equal(last().error.message, 'a value could not be read')
    assert.doesNotMatch(lines.join(), /Archer/)
  })
})
