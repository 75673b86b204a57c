import type { Sql } from '../database/connect.ts'
import { type Page, type PageWanted, paged } from './page.ts'

/** Something that an administrator did: who, when, about what, and what came of it. */
export interface Deed {
  id: string
  at: string
  kind: string
  subject: string
  administratorId: string
  administrator: string
  outcome: 'applied' | 'refused' | null
  before: string | null
  after: string | null
  /** The role that was given, where that is what was done, and to whom. */
  role: string | null
  person: string | null
}

/** What administrators did, the latest first; one of them, or changes of roles alone, where that is asked. */
export async function trail(
  sql: Sql,
  wanted: PageWanted & { administrator: string | null; ofRolesAlone: boolean },
): Promise<Page<Deed>> {
  const before = /^\d{1,18}$/.test(wanted.cursor ?? '') ? wanted.cursor : null
  const { administrator } = wanted
  const by = administrator ? sql`and actor = ${`administrator:${administrator}`}` : sql``
  const earlier = before ? sql`and position < ${before}::bigint` : sql``
  const kinds = wanted.ofRolesAlone
    ? sql`and kind in ('addAdministrator', 'changeRole', 'removeAdministrator')`
    : sql``
  const rows = await sql<(Deed & { cursor: string })[]>`
    select submissions.id, received_at as at, kind, subject, outcome, stage_before as before, stage_after as after,
      doer.id as "administratorId", coalesce(doer.name, doer.email) as administrator,
      case when kind in ('addAdministrator', 'changeRole') then body ->> 'role' end as role,
      coalesce(whom.name, whom.email) as person, position::text as cursor
    from submissions
    join people doer on doer.id = substr(actor, length('administrator:') + 1)::uuid
    left join people whom
      on whom.id = substring(subject from '^(?:record:administrator/|membership:)([\\da-f-]{36})$')::uuid
    where actor like 'administrator:%' ${by} ${earlier} ${kinds}
    order by position desc
    limit ${wanted.limit + 1}
  `
  return paged(rows, wanted)
}
