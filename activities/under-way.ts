import type { Sql } from '../database/connect.ts'
import { errandsARead, type Snapshot } from '../domain/process.ts'

type Errands = Pick<Snapshot, 'outbox' | 'onward' | 'documents' | 'cardRequests'>

/** What is under way for a subject: its errands, and the clock's steps that were taken. */
export interface UnderWay extends Errands {
  taken: Set<string>
}

export async function underWay(sql: Sql, subject: string): Promise<UnderWay> {
  const [row] = await sql<(Errands & { taken: string[] })[]>`
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
        select jsonb_build_object('id', id, 'kind', kind)
        from documents
        where subject = ${subject} and bytes is null
        order by position
        limit ${errandsARead}
      ) as documents,
      array(
        select jsonb_build_object('id', id, 'kind', kind)
        from card_requests
        where subject = ${subject} and state = 'wanted'
        order by position
        limit ${errandsARead}
      ) as "cardRequests",
      array(
        select substr(token, length(${`clock:${subject}/`}) + 1)
        from submissions
        where subject = ${subject} and actor = 'clock'
      ) as taken
  `
  if (row === undefined) throw new Error(`Nothing was read for ${subject}`)
  return { ...row, taken: new Set(row.taken) }
}
