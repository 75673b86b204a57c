import type { Sql } from '../database/connect.ts'
import { errandsARead, type Snapshot } from '../domain/process.ts'

/** What is under way for a subject: mail to send, submissions to hand on, and the clock's steps that were taken. */
export interface UnderWay extends Pick<Snapshot, 'outbox' | 'onward'> {
  taken: Set<string>
}

export async function underWay(sql: Sql, subject: string): Promise<UnderWay> {
  const [row] = await sql<{ outbox: Snapshot['outbox']; onward: string[]; taken: string[] }[]>`
    select
      array(
        select jsonb_build_object('id', id, 'kind', kind, 'to', person_id, 'sendAt', send_at)
        from messages
        where coalesce(sent_by, subject) = ${subject} and mailing is null and state in ('waiting', 'sending')
        order by send_at, position
        limit ${errandsARead}
      ) as outbox,
      array(
        select id::text
        from submissions
        where origin = ${subject} and settled_at is null
        order by position
        limit ${errandsARead}
      ) as onward,
      array(
        select substr(token, length(${`clock:${subject}/`}) + 1)
        from submissions
        where subject = ${subject} and actor = 'clock'
      ) as taken
  `
  if (row === undefined) throw new Error(`Nothing was read for ${subject}`)
  return { outbox: row.outbox, onward: row.onward, taken: new Set(row.taken) }
}
