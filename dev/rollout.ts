import { Client, Connection } from '@temporalio/client'
import { loadClientConnectConfig } from '@temporalio/envconfig'
import { payloadKeys } from '../config.ts'
import { encrypting } from '../encryption/encrypting.ts'
import { keptPlaces } from './settled.ts'
import { namesTemporal } from './stack.ts'
import { tellFailure } from './terminal.ts'
import { makeCurrent, move, ramp, upgrade, versions } from './versions.ts'

const usage = `npm run rollout -- <what>, of WORKER_DEPLOYMENT, where Temporal is as TEMPORAL_… says

  show                         the versions, what each takes, and how many runs keep to it
  current <build id>           what begins is taken by this version; running processes go over to it with their next step
  ramp <build id> <percent>    a share of them, 0 for none
  upgrade <build id>           wakes what still keeps to this version, so that it goes over at once
  move <build id>              takes its runs as they stand: for one without workers, or with a defect`

class UsageError extends Error {}

try {
  if (!namesTemporal()) Object.assign(process.env, keptPlaces())
  const { connectionOptions, namespace = 'default' } = loadClientConnectConfig()
  const connection = await Connection.connect(connectionOptions)
  const encryption = encrypting(payloadKeys(process.env))
  try {
    await rollOut(new Client({ connection, namespace, ...encryption }), process.argv.slice(2))
  } finally {
    await connection.close()
  }
} catch (error) {
  if (error instanceof UsageError) console.error(usage)
  else tellFailure(error)
  process.exitCode = 1
}

async function rollOut(client: Client, [what, buildId = '', share = '']: string[]): Promise<void> {
  const deploymentName = process.env.WORKER_DEPLOYMENT || 'webinar-desk'
  if (what !== 'show' && buildId === '') throw new UsageError()
  const version = { deploymentName, buildId }
  switch (what) {
    case 'show':
      break
    case 'current':
      await makeCurrent(client, version)
      break
    case 'ramp':
      await ramp(client, version, percentage(share))
      break
    case 'upgrade':
      console.log(`${await upgrade(client, version)} runs are told`)
      return
    case 'move':
      console.log(`${await move(client, version)} runs are moved`)
      return
    default:
      throw new UsageError()
  }
  for (const { buildId: id, takes, running } of await versions(client, deploymentName)) {
    const share = typeof takes === 'number' ? `${takes} %` : takes
    console.log(`${id}  takes ${share}, ${running} running`)
  }
}

function percentage(text: string): number {
  if (/^\d{1,3}$/.test(text) && Number(text) <= 100) return Number(text)
  throw new UsageError()
}
