import type { Client } from '@temporalio/client'
import { commandOnTemporal, UsageError } from './temporal-client.ts'
import { makeCurrent, move, ramp, upgrade, type Version, versions } from './versions.ts'

const usage = `npm run rollout -- <what>, of WORKER_DEPLOYMENT, where Temporal is as TEMPORAL_… says

  show                         the versions, what each takes, its workers, and how many runs keep to it
  current <build id>           what begins is taken by this version; running processes go over to it with their next step
  ramp <build id> <percent>    a share of what begins, 0 for none
  upgrade <build id>           wakes what still keeps to this version, so that it goes over to the current one at once
  move <build id>              takes its runs as they stand: for one without workers, or with a defect`

await commandOnTemporal(usage, rollOut)

async function rollOut(client: Client, [what, buildId = '', share = '']: string[]): Promise<void> {
  const deploymentName = process.env.WORKER_DEPLOYMENT || 'webinar-desk'
  if (what === 'show') return show(client, deploymentName)
  if (buildId === '') throw new UsageError()
  const version = { deploymentName, buildId }
  switch (what) {
    case 'current':
      withWorkers(await known(client, version))
      await makeCurrent(client, version)
      return show(client, deploymentName)
    case 'ramp': {
      const percent = percentage(share)
      const wanted = await known(client, version)
      if (percent > 0) withWorkers(wanted)
      if (wanted.takes === 'all') throw new Error(`${buildId} takes all: make another one current.`)
      await ramp(client, version, percent)
      return show(client, deploymentName)
    }
    case 'upgrade':
      notCurrent(await known(client, version))
      console.log(
        `${await upgrade(client, version)} runs are told; show says how many still keep to it`,
      )
      return
    case 'move':
      notCurrent(await known(client, version))
      console.log(
        `${await move(client, version)} runs are moved; show says how many still keep to it`,
      )
      return
    default:
      throw new UsageError()
  }
}

async function show(client: Client, deploymentName: string): Promise<void> {
  for (const { buildId, takes, workers, running } of await versions(client, deploymentName)) {
    const share = typeof takes === 'number' ? `${takes} %` : takes
    const askers = `${workers} ${workers === 1 ? 'worker' : 'workers'}`
    console.log(`${buildId}  takes ${share}, ${askers}, ${running} running`)
  }
}

async function known(
  client: Client,
  { deploymentName, buildId }: { deploymentName: string; buildId: string },
): Promise<Version> {
  const all = await versions(client, deploymentName)
  const found = all.find((one) => one.buildId === buildId)
  if (found) return found
  const builds = all.map((one) => one.buildId).join(', ')
  throw new Error(`No worker of ${buildId} was ever seen in ${deploymentName}, only of ${builds}.`)
}

/** Nothing would be worked off. */
function withWorkers({ buildId, workers }: Version): void {
  if (workers === 0) throw new Error(`No worker of ${buildId} asks for work: start one first.`)
}

/** Its runs are where they should be. */
function notCurrent({ buildId, takes }: Version): void {
  if (takes !== 'all') return
  throw new Error(`${buildId} is current: name the one whose runs are to go over to it.`)
}

function percentage(text: string): number {
  if (/^\d{1,3}$/.test(text) && Number(text) <= 100) return Number(text)
  throw new UsageError()
}
