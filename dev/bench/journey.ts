import type { Client } from '@temporalio/client'
import { drive, type Figure } from './figures.ts'
import type { Ground } from './ground.ts'
import { bareJourney } from './peer/bare.ts'
import type { Side } from './row.ts'
import { costOf, shapeOf } from './shape.ts'

/** So many at once that the server is busy, and nobody waits for the sweep. */
const atOnce = 12

const warmUp = { count: 4 * atOnce, atOnce }

/** Goes all the way once; the ids of the processes that it led to. */
type Journey = () => Promise<string[]>

/** A journey through the product, beside bare workflows with the same Updates, local activities and activities. */
export async function journeySides(
  ground: Ground,
  journey: Journey,
  { full, quick }: { full: number; quick: number },
): Promise<Side[]> {
  await ground.startPeer('worker')
  const count = ground.isQuick ? quick : full
  await drive({ count: atOnce, atOnce }, journey)
  // What is cold yet is late, and leads to more activities.
  const usual = await journey()
  await allEnded(ground.client, usual)
  const shape = await shapeOf(ground.client, usual)
  const { bytes, ...cost } = await costOf(ground.client, usual)
  const more = { ...cost, historyKB: bytes / 1_000 }
  const bare = (name: string, works: boolean): Side => {
    const go = () => bareJourney(ground, shape, works)
    const prepare = () => drive(warmUp, go)
    return { name, prepare, measure: () => drive({ count, atOnce }, go) }
  }
  return [
    {
      name: 'product',
      prepare: async () => {
        await drive(warmUp, journey)
        // As Postgres does by itself within a minute.
        await ground.sql`analyze`
      },
      measure: () => withStatements(ground, count, more, journey),
    },
    bare('bare Temporal, activities that do nothing', false),
    bare('bare Temporal, a row or a mail each', true),
  ]
}

async function withStatements(
  { sql }: Ground,
  count: number,
  more: Record<string, number>,
  journey: Journey,
): Promise<Figure> {
  const before = await statements(sql)
  const figure = await drive({ count, atOnce }, journey)
  const statementsEach = ((await statements(sql)) - before) / count
  return { ...figure, more: { ...more, statementsEach } }
}

/** Each statement of the product is a transaction. */
async function statements(sql: Ground['sql']): Promise<number> {
  const [row] = await sql<{ done: number }[]>`
    select xact_commit as done from pg_stat_database where datname = current_database()
  `
  return row?.done ?? 0
}

async function allEnded(client: Client, ids: string[]): Promise<void> {
  for (const id of ids) await client.workflow.getHandle(id).result()
}
