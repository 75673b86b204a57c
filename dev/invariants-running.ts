import { setTimeout } from 'node:timers/promises'
import type { Client } from '@temporalio/client'
import type { Sql } from '../database/connect.ts'
import { processes } from '../delivery/subject.ts'
import type { Finding } from '../readmodels/invariants.ts'
import { openSubjects } from '../readmodels/open-subject.ts'
import { addressesIn, historyText, taskFailures } from './history.ts'

interface Deps {
  sql: Sql
  now: () => Date
  /** The ids of the workflows that run now, as far as one can know. */
  running: () => Promise<ReadonlySet<string>>
}

/** What is between two steps is looked at again after so many milliseconds. */
const pauseMs = 250

/** Histories that are read, the latest begun first. */
const historiesRead = 300

/** Whether every open row has a running workflow, and the other way round; looks again where it is not so. */
export async function checkRunning(deps: Deps, { looks = 20 } = {}): Promise<Finding[]> {
  for (let look = 1; ; look += 1) {
    const findings = await lookOnce(deps)
    const isBroken = findings.some(({ broken }) => broken.length > 0)
    if (!isBroken || look === looks) return findings
    await setTimeout(pauseMs)
  }
}

/** Whether no workflow task of the latest runs failed, and none of their histories holds an address. */
export async function checkLatestHistories(client: Client): Promise<Finding[]> {
  const failed: Finding['broken'] = []
  const leaked: Finding['broken'] = []
  let looked = 0
  for await (const { workflowId, runId } of client.workflow.list({ pageSize: historiesRead })) {
    if (looked === historiesRead) break
    looked += 1
    const history = await client.workflow.getHandle(workflowId, runId).fetchHistory()
    const [failure] = taskFailures(history)
    const [address] = addressesIn(historyText(history))
    if (failure !== undefined) failed.push({ id: workflowId, wrong: failure })
    if (address !== undefined) leaked.push({ id: workflowId, wrong: 'holds a mail address' })
  }
  return [
    { name: 'No workflow task has failed', looked, broken: failed },
    { name: 'No history holds a person’s address', looked, broken: leaked },
  ]
}

/** What runs, as the server lists it. */
export async function runningWorkflows(client: Client): Promise<Set<string>> {
  const ids = new Set<string>()
  for await (const { workflowId } of client.workflow.list({ query: 'ExecutionStatus="Running"' })) {
    ids.add(workflowId)
  }
  return ids
}

async function lookOnce({ sql, now, running }: Deps): Promise<Finding[]> {
  const run = await running()
  const open = new Set(await openSubjects(sql, now().toISOString()))
  const subjects = [...run].filter(isSubject)
  const idle = [...open].filter((id) => !run.has(id))
  const aimless = subjects.filter((id) => !open.has(id))
  return [
    {
      name: 'Everything that is open has a running workflow',
      looked: open.size,
      broken: idle.map((id) => ({ id, wrong: 'nothing runs for it' })),
    },
    {
      name: 'Every running workflow has something open',
      looked: subjects.length,
      broken: aimless.map((id) => ({ id, wrong: 'runs, and nothing is open' })),
    },
  ]
}

/** The sweep and other schedules run for no row. */
function isSubject(id: string): boolean {
  return processes.some((process) => id.startsWith(`${process}:`))
}
