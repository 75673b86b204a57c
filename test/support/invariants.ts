import assert from 'node:assert/strict'
import { type Client, WorkflowNotFoundError } from '@temporalio/client'
import type { Sql } from '../../database/connect.ts'
import { checkRunning } from '../../dev/invariants-running.ts'
import { checkInvariants, type Finding } from '../../readmodels/invariants.ts'

interface Looked {
  sql: Sql
  now: () => Date
  /** The workflows that run; null where nobody can tell, because Temporal or the worker is away. */
  running: (() => Promise<ReadonlySet<string>>) | null
}

/** What must hold in every database at every instant holds in this one; names what is broken. */
export async function assertInvariants({ sql, now, running }: Looked): Promise<void> {
  const inRows = await checkInvariants(sql, now().toISOString())
  const inWorkflows = running === null ? [] : await checkRunning({ sql, now, running })
  assert.equal(inWords([...inRows, ...inWorkflows]), '', 'an invariant is broken')
}

/** Which of these workflows run; for a server that lists none. */
export async function runningOf(client: Client, ids: Iterable<string>): Promise<Set<string>> {
  const running = new Set<string>()
  for (const id of new Set(ids)) {
    if (await isRunning(client, id)) running.add(id)
  }
  return running
}

function inWords(findings: Finding[]): string {
  return findings
    .filter(({ broken }) => broken.length > 0)
    .flatMap(({ name, broken }) => [name, ...broken.map(({ id, wrong }) => `  ${id}: ${wrong}`)])
    .join('\n')
}

async function isRunning(client: Client, id: string): Promise<boolean> {
  try {
    const { status } = await client.workflow.getHandle(id).describe()
    return status.name === 'RUNNING'
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false
    throw error
  }
}
