import { Client } from '@temporalio/client'
import { OpenTelemetryWorkflowClientInterceptor } from '@temporalio/interceptors-opentelemetry/lib/client/index.js'
import { createActivities } from '../activities/index.ts'
import { readConfig } from '../config.ts'
import { outliveAway } from '../database/away.ts'
import { connect } from '../database/connect.ts'
import { deliver } from '../delivery/deliver.ts'
import { encrypting } from '../encryption/encrypting.ts'
import { createTransport } from '../mail/transport.ts'
import { createLog } from '../operating/log.ts'
import { yieldToOthers } from '../operating/priority.ts'
import { startTracing } from '../operating/tracing.ts'
import { connectWorker } from './connect.ts'
import { becomeFirst, versionOf } from './deployment.ts'
import { installRuntime } from './runtime.ts'
import { ensureSchedules } from './schedules.ts'
import { createWorkers } from './workers.ts'
import { bundleOf } from './workflow-code.ts'

/** How long a delivery from one process to another may take, in milliseconds. */
const patience = 10_000

yieldToOthers(process.pid)
const config = readConfig()
const log = createLog({ name: 'worker', level: config.logLevel })
installRuntime(log, config.workerMetrics)
const traces = config.tracesEndpoint !== null
const endTracing = await startTracing({ endpoint: config.tracesEndpoint, name: 'worker' })
outliveAway((error) => log.warn({ error }, 'Postgres went away from a connection being opened'))
const sql = connect(config.databaseUrl)
const { connection, namespace } = await connectWorker((sentence) => log.info(sentence))
const client = new Client({
  connection,
  namespace,
  ...encrypting(config.payloadKeys),
  interceptors: { workflow: traces ? [new OpenTelemetryWorkflowClientInterceptor()] : [] },
})
const transport = createTransport({
  smtpUrl: config.smtpUrl,
  from: { name: config.organisation.name, address: config.organisation.senderAddress },
})
const activities = createActivities({
  sql,
  config,
  transport,
  deliver: (submission) => deliver({ client, sql }, submission, patience),
  clock: () => new Date().toISOString(),
})
const bundle = await bundleOf(config)
const version = config.deployment && versionOf(config.deployment, bundle.code)
const workers = await createWorkers({
  connection,
  namespace,
  activities,
  bundle,
  payloadKeys: config.payloadKeys,
  version: version ?? undefined,
  traces,
})
await ensureSchedules(client, config.organisation.zone)

let isEnding = false
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    isEnding = true
    for (const worker of workers) worker.shutdown()
  })
}
const work = Promise.all(workers.map((worker) => worker.run()))
const isFirst = version !== null && (await becomeFirst(client, version, () => isEnding))
log.info(version && { version, isFirst }, 'the worker is ready')
await work
transport.close()
await Promise.all([sql.end({ timeout: 5 }), connection.close(), endTracing()])
