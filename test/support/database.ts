import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { connect } from '../../database/connect.ts'
import { migrate } from '../../database/migrate.ts'

/** A database of its own for one test file, with today's tables. */
export async function newDatabase(): Promise<string> {
  const server = process.env.TEST_DATABASE_URL
  assert.ok(server, 'TEST_DATABASE_URL is not set: run the tests by npm test')
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const sql = connect(server, { connections: 1 })
  await sql.unsafe(`create database ${name}`)
  await sql.end()
  const url = new URL(server)
  url.pathname = `/${name}`
  await migrate(url.href)
  return url.href
}
