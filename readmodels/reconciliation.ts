import type { Sql } from '../database/connect.ts'
import { type Page, type PageWanted, paged } from './page.ts'

/** One comparison of our books with Stripe's lists. */
export interface Reconciliation {
  id: string
  from: string
  beganAt: string
  /** Null while it goes on, or when it was given up; the next one then goes back as far. */
  endedAt: string | null
  eventsSeen: number
  eventsStored: number
  intentsSeen: number
  differences: number
}

/** Comparisons, the latest first. */
export async function reconciliations(sql: Sql, wanted: PageWanted): Promise<Page<Reconciliation>> {
  const [beganAt = 'infinity', id = 'ffffffff-ffff-ffff-ffff-ffffffffffff'] =
    wanted.cursor?.split('~') ?? []
  const rows = await sql<(Reconciliation & { cursor: string })[]>`
    select id, from_at as from, began_at as "beganAt", ended_at as "endedAt", events_seen as "eventsSeen",
      events_stored as "eventsStored", intents_seen as "intentsSeen", differences,
      to_jsonb(began_at) #>> '{}' || '~' || id as cursor
    from reconciliations
    where (began_at, id) < (${beganAt}::timestamptz, ${id}::uuid)
    order by began_at desc, id desc
    limit ${wanted.limit + 1}
  `
  return paged(rows, wanted)
}
