import { serve } from '@hono/node-server'
import { Client, Connection } from '@temporalio/client'
import { loadClientConnectConfig } from '@temporalio/envconfig'
import pino from 'pino'
import { readConfig } from '../config.ts'
import { connect } from '../database/connect.ts'
import { createApp } from './app.ts'

const config = readConfig()
const log = pino({ name: 'api' })
const sql = connect(config.databaseUrl)
const { connectionOptions, namespace = 'default' } = loadClientConnectConfig()
const connection = Connection.lazy(connectionOptions)
const app = createApp({
  ...config,
  sql,
  client: new Client({ connection, namespace }),
  now: () => new Date(),
  report: (error, request) =>
    log.error({ ...request, error: String(error) }, 'not as it should be'),
})
const server = serve({ fetch: app.fetch, port: config.port, hostname: config.host }, ({ port }) =>
  log.info(`the API is ready on port ${port}`),
)

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    server.close(async () => {
      await Promise.all([sql.end({ timeout: 5 }), connection.close()])
    })
  })
}
