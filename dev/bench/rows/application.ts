import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { migrate } from '../../../database/migrate.ts'
import { application, somebody } from '../../../test/support/applicant.ts'
import type { Figure } from '../figures.ts'
import type { Ground } from '../ground.ts'
import { load } from '../load.ts'
import type { Row } from '../row.ts'

const atOnce = 100

/** The POST of an application, answered when it is stored; and the same while all of them are worked off. */
export const applicationRow: Row = {
  name: 'application',
  unit: 'POSTs of an application',
  aim: { share: 0.7 },
  async sides(ground) {
    const databaseUrl = await ground.newDatabase('applications')
    await migrate(databaseUrl)
    const alone = await ground.startApiAlone(databaseUrl)
    const hono = await ground.startPeer('hono')
    const drive = { count: ground.isQuick ? 2_000 : 20_000, atOnce }
    const warmUp = { count: drive.count / 2, atOnce }
    const burst = { count: ground.isQuick ? 100 : 2_000, atOnce }
    const post = (url: string, path: string, how = drive) =>
      load(url, how, [201, 202], () => asked(path))
    return [
      {
        name: 'product, stored alone',
        prepare: () => post(alone, '/api/v1/applications', warmUp),
        measure: () => post(alone, '/api/v1/applications'),
      },
      {
        name: 'bare Hono with one insert',
        prepare: () => post(hono, '/applications', warmUp),
        measure: () => post(hono, '/applications'),
      },
      {
        name: 'product, worked off meanwhile',
        measure: () => workedOff(ground, () => post(ground.url, '/api/v1/applications', burst)),
      },
    ]
  },
}

function asked(path: string) {
  const headers = { 'content-type': 'application/json', 'idempotency-key': randomUUID() }
  return { method: 'POST' as const, path, headers, body: JSON.stringify(application(somebody())) }
}

/** How fast they were taken, and how many a second were settled until none was left. */
async function workedOff({ sql }: Ground, burst: () => Promise<Figure>): Promise<Figure> {
  const settled = async () => {
    const [row] = await sql<{ done: number; left: number }[]>`
      select count(settled_at) as done, count(*) - count(settled_at) as left
      from submissions
      where kind = 'apply'
    `
    return row ?? { done: 0, left: 0 }
  }
  const before = (await settled()).done
  const began = performance.now()
  const figure = await burst()
  for (let now = await settled(); ; now = await settled()) {
    const seconds = (performance.now() - began) / 1_000
    if (now.left === 0)
      return { ...figure, more: { settledASecond: (now.done - before) / seconds } }
    await pause(250)
  }
}
