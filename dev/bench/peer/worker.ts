import { fileURLToPath } from 'node:url'
import { NativeConnection, Runtime, Worker } from '@temporalio/worker'
import { connect } from '../../../database/connect.ts'
import { bareActivities } from './activities.ts'

const { DATABASE_URL = '', SMTP_URL = '', TEMPORAL_ADDRESS = '' } = process.env
Runtime.install({ shutdownSignals: ['SIGTERM', 'SIGINT'] })
const sql = connect(DATABASE_URL)
const connection = await NativeConnection.connect({ address: TEMPORAL_ADDRESS })
const worker = await Worker.create({
  connection,
  taskQueue: 'bare',
  workflowsPath: fileURLToPath(new URL('./workflows.ts', import.meta.url)),
  activities: { ...bareActivities({ sql, smtpUrl: SMTP_URL }) },
  maxCachedWorkflows: 600,
})
console.log('the worker is ready')
await worker.run()
await connection.close()
process.exit()
