import { Client, Connection } from '@temporalio/client'
import { loadClientConnectConfig } from '@temporalio/envconfig'
import { OpenTelemetryWorkflowClientInterceptor } from '@temporalio/interceptors-opentelemetry/lib/client/index.js'
import { readConfig } from '../config.ts'
import { outliveAway } from '../database/away.ts'
import { connect } from '../database/connect.ts'
import { encrypting } from '../encryption/encrypting.ts'
import { createLog } from '../operating/log.ts'
import { createMetrics, serveMetrics } from '../operating/metrics.ts'
import { startTracing } from '../operating/tracing.ts'
import { createApp } from './app.ts'
import { listen } from './listen.ts'
import { measure } from './measure.ts'
import { createWatch } from './watch.ts'

const config = readConfig()
const log = createLog({ name: 'api', level: config.logLevel })
const endTracing = await startTracing({ endpoint: config.tracesEndpoint, name: 'api' })
outliveAway((error) => log.warn({ error }, 'Postgres went away from a connection being opened'))
const sql = connect(config.databaseUrl)
const { connectionOptions, namespace = 'default' } = loadClientConnectConfig()
const connection = Connection.lazy(connectionOptions)
const client = new Client({
  connection,
  namespace,
  ...encrypting(config.payloadKeys),
  interceptors: {
    workflow: config.tracesEndpoint ? [new OpenTelemetryWorkflowClientInterceptor()] : [],
  },
})
const now = () => new Date()
const metrics = createMetrics(() => measure({ sql, client, now }))
const metricsServer = config.apiMetrics && serveMetrics(metrics.registry, config.apiMetrics)
const app = createApp({
  ...config,
  sql,
  client,
  now,
  report: (error, request) => log.error({ ...request, error }, 'not as it should be'),
  watch: createWatch({ log, metrics }),
})
const server = listen(app, config, (port) => log.info(`the API is ready on port ${port}`))

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    metricsServer?.close()
    server.close(async () => {
      await Promise.all([sql.end({ timeout: 5 }), endTracing()])
      // Temporal may still be asked again for what the sweep brings, too; closed beneath that, the connection would throw.
      process.exit()
    })
  })
}
