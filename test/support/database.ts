import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { connect } from '../../database/connect.ts'
import { migrate } from '../../database/migrate.ts'

/** A database of its own for one test file, with today's tables: a copy of the one that the run has made. */
export async function newDatabase(): Promise<string> {
  const server = process.env.TEST_DATABASE_URL
  assert.ok(server, 'TEST_DATABASE_URL is not set: run the tests by npm test')
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const model = process.env.TEST_DATABASE_MODEL
  const sql = connect(server, { connections: 1 })
  await sql.unsafe(`create database ${name}${model ? ` template ${model}` : ''}`)
  await sql.end()
  const url = new URL(server)
  url.pathname = `/${name}`
  if (!model) await migrate(url.href)
  return url.href
}
