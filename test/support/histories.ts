import assert from 'node:assert/strict'
import type { Client } from '@temporalio/client'
import type { Sql } from '../../database/connect.ts'

const address = /[\w.+-]+@[\w-]+(\.[\w-]+)*\.[a-z]{2,}\b/g

/** Reads the history of every process that this database knows, and finds no address and no person's name. */
export async function noPersonIn(client: Client, sql: Sql): Promise<void> {
  const subjects = await sql<{ subject: string }[]>`select distinct subject from submissions`
  const names = await sql<{ name: string }[]>`
    select distinct name from people where length(name) > 5
    union
    select distinct name from memberships where length(name) > 5
  `
  for (const { subject } of subjects) {
    const text = await historyOf(client, subject)
    const found = text.match(address)
    assert.deepEqual(found ?? [], [], `an address in the history of ${subject}`)
    for (const { name } of names)
      assert.ok(!text.includes(name), `“${name}” in the history of ${subject}`)
  }
}

async function historyOf(client: Client, subject: string): Promise<string> {
  try {
    const text = JSON.stringify(await client.workflow.getHandle(subject).fetchHistory())
    return decoded(text)
  } catch (error) {
    if (error instanceof Error && /not found/i.test(error.message)) return ''
    throw error
  }
}

/** Payloads are base64 in JSON. */
function decoded(text: string): string {
  return text.replace(/"data":"([A-Za-z0-9+/=]+)"/g, (_, data) =>
    Buffer.from(data, 'base64').toString(),
  )
}
