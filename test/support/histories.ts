import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Context } from '@temporalio/activity'
import type { Client } from '@temporalio/client'
import type { DataConverter } from '@temporalio/common'
import { Worker } from '@temporalio/worker'
import type { Activities } from '../../activities/index.ts'
import type { Sql } from '../../database/connect.ts'
import { addressesIn, historyText, taskFailures } from '../../dev/history.ts'

/** One run of one process. */
export interface Run {
  workflowId: string
  runId: string
}

/** The same activities, noting for which runs they work: every run works with at least one. */
export function noting(activities: Activities, runs: Map<string, Run>): Activities {
  const noted = Object.entries(activities).map(([name, activity]) => [
    name,
    (input: never) => {
      const { workflowExecution } = Context.current().info
      if (workflowExecution) runs.set(workflowExecution.runId, workflowExecution)
      return activity(input)
    },
  ])
  return Object.fromEntries(noted)
}

/**
 * Reads every history that a test file made: none holds an address or a person's name. Those of the
 * real server are also replayed by today's code; the time-skipping one seems to place a Signal before
 * what the worker was told first, so that its histories are no proof either way.
 */
export async function checkHistories(world: {
  client: Client
  sql: Sql
  runs: Map<string, Run>
  bundle: { code: string }
  /** How payloads are read again. */
  encryption: { dataConverter?: DataConverter }
  isRealServer: boolean
}): Promise<void> {
  const names = await namesOf(world.sql)
  const histories = []
  for (const { workflowId, runId } of world.runs.values()) {
    const history = await world.client.workflow.getHandle(workflowId, runId).fetchHistory()
    const text = historyText(history)
    assert.deepEqual(addressesIn(text), [], `an address in the history of ${workflowId}`)
    assert.deepEqual(taskFailures(history), [], `a failed task in the history of ${workflowId}`)
    const named = names.filter((name) => text.includes(name))
    assert.deepEqual(named, [], `a name in the history of ${workflowId}`)
    histories.push({ workflowId, history, events: history.events?.length ?? 0 })
  }
  record(histories)
  if (!world.isRealServer) return
  const { bundle: workflowBundle, encryption } = world
  const replays = Worker.runReplayHistories({ workflowBundle, ...encryption }, histories)
  for await (const { workflowId, error } of replays) {
    assert.equal(error, undefined, `the history of ${workflowId} is not what today's code would do`)
  }
}

async function namesOf(sql: Sql): Promise<string[]> {
  const rows = await sql<{ name: string }[]>`
    select name from people where length(name) > 5
    union
    select name from memberships where length(name) > 5
  `
  return rows.map(({ name }) => name)
}

/** With RECORD_HISTORIES the longest of each process is kept in test/histories, to be replayed from then on. */
function record(histories: { workflowId: string; history: object; events: number }[]): void {
  const folder = process.env.RECORD_HISTORIES
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  for (const { workflowId, history } of histories.sort((one, other) => one.events - other.events)) {
    const name = workflowId.split(/[:-]/)[0]
    const text = JSON.stringify(history).replace(/"identity":"[^"]*"/g, '"identity":"worker"')
    writeFileSync(join(folder, `${name}.json`), `${text}\n`)
  }
}
