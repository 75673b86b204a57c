import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { after, before, describe, it } from 'node:test'
import proto from '@temporalio/proto'
import { Runtime, Worker } from '@temporalio/worker'
import { DeterminismViolationError } from '@temporalio/workflow'
import { workflowBundle } from './support/bundle.ts'
import { olderCode } from './support/older-code.ts'
import { installRuntime } from './support/temporal.ts'

const folder = new URL('./histories/', import.meta.url)
const recorded = readdirSync(folder).filter((name) => name.endsWith('.json'))

before(installRuntime)
after(() => Runtime.instance().shutdown())

describe('histories recorded before', () => {
  it('there are some', () => assert.ok(recorded.length > 0))

  for (const name of recorded) {
    it(`${name}: today's code takes the same way`, async () => {
      const text = readFileSync(new URL(name, folder), 'utf8')
      const history = proto.temporal.api.history.v1.History.fromObject(JSON.parse(text))
      await Worker.runReplayHistory({ workflowBundle: await workflowBundle() }, history)
    })
  }

  it('a change that takes another way is caught', async () => {
    const text = readFileSync(new URL('membership.json', folder), 'utf8')
    const history = proto.temporal.api.history.v1.History.fromObject(JSON.parse(text))
    const broken = { workflowBundle: olderCode(await workflowBundle()) }
    await assert.rejects(Worker.runReplayHistory(broken, history), DeterminismViolationError)
  })
})
