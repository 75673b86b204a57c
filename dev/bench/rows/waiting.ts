import { existsSync, statSync } from 'node:fs'
import { application, somebody } from '../../../test/support/applicant.ts'
import { memoryOf } from '../cpu.ts'
import { drive, type Figure } from '../figures.ts'
import type { Ground } from '../ground.ts'
import type { Row } from '../row.ts'
import { send } from '../send.ts'
import { costOf } from '../shape.ts'

const atOnce = 12

/** So many workflows a worker keeps in memory; beyond it must need no more. */
const cached = 600

/** Applications that nobody confirms, each a process that waits for a week. */
export const waitingRow: Row = {
  name: 'waiting',
  unit: 'processes that wait',
  isOnce: true,
  async sides(ground) {
    const count = ground.isQuick ? 100 : 10_000
    return [{ name: 'product', measure: () => wait(ground, count) }]
  },
}

async function wait(ground: Ground, count: number): Promise<Figure> {
  const before = await standing(ground)
  const subjects: string[] = []
  let megabytesAtCap = 0
  const figure = await drive({ count, atOnce }, async () => {
    const { subject } = await send(ground, '/applications', application(somebody()))
    subjects.push(String(subject))
    if (subjects.length === cached) megabytesAtCap = (await standing(ground)).megabytes
  })
  const after = await standing(ground)
  const cost = await costOf(ground.client, subjects.slice(-1))
  return {
    ...figure,
    more: {
      workerMBBefore: before.megabytes,
      ...(megabytesAtCap > 0 && { workerMBAtItsCap: megabytesAtCap }),
      workerMBAfter: after.megabytes,
      temporalDiskKBEach: (after.temporalBytes - before.temporalBytes) / 1_000 / count,
      postgresDiskKBEach: (after.postgresBytes - before.postgresBytes) / 1_000 / count,
      eventsEach: cost.events,
      historyKBEach: cost.bytes / 1_000,
    },
  }
}

async function standing({ sql, pids, temporalFile }: Ground) {
  const [row] = await sql<{ bytes: number }[]>`
    select pg_database_size(current_database()) as bytes
  `
  const files = ['', '-wal'].map((ending) => `${temporalFile}${ending}`)
  return {
    megabytes: memoryOf(pids.get('worker') ?? 0) ?? 0,
    postgresBytes: row?.bytes ?? 0,
    temporalBytes: files.reduce(
      (sum, file) => sum + (existsSync(file) ? statSync(file).size : 0),
      0,
    ),
  }
}
