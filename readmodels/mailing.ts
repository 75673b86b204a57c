import type { Sql } from '../database/connect.ts'
import type { MilestoneKind } from '../domain/mailing.ts'
import { type Page, type PageWanted, paged } from './page.ts'

/** A mail to everybody with a place in a webinar, and how far it has come. */
export interface Mailing {
  /** `<webinar>~<kind>~<revision>`, and the subject is `mailing:<webinar>/<kind>/<revision>`. */
  id: string
  subject: string
  webinar: string
  kind: MilestoneKind
  revision: number
  stage: 'mailing' | 'paused' | 'done'
  begunAt: string
  /** People for whom a mail was written so far; all of them once `isWritten`. */
  recipients: number
  isWritten: boolean
  /** At most so many are sent a minute; null is as many as the mail server takes. */
  mailsAMinute: number | null
  waiting: number
  sent: number
  dropped: number
  /** Refused, expired or of unknown outcome: each is a task. */
  failed: number
}

/** Mailings, the latest first; of one webinar where that is asked. */
export async function mailings(
  sql: Sql,
  wanted: PageWanted & { webinar?: string | undefined },
): Promise<Page<Mailing>> {
  const [begunAt = 'infinity', ...id] = wanted.cursor?.split('~') ?? []
  const subject = `mailing:${id.join('/')}`
  const { webinar = null } = wanted
  const rows = await sql<(Mailing & { cursor: string })[]>`
    select replace(substr(mailings.subject, 9), '/', '~') as id, mailings.subject, webinar, kind, revision, begun_at as "begunAt", recipients,
      written_at is not null as "isWritten", mails_a_minute as "mailsAMinute", fates.*,
      case
        when written_at is not null and waiting = 0 then 'done' when paused_at is null then 'mailing' else 'paused'
      end as stage,
      to_jsonb(begun_at) #>> '{}' || '~' || replace(substr(mailings.subject, 9), '/', '~') as cursor
    from (
      select *
      from mailings
      where (begun_at, mailings.subject) < (${begunAt}::timestamptz, ${subject})
        ${webinar ? sql`and webinar = ${webinar}` : sql``}
      order by begun_at desc, mailings.subject desc
      limit ${wanted.limit + 1}
    ) mailings
    cross join lateral (
      select count(*) filter (where state in ('waiting', 'sending')) as waiting,
        count(*) filter (where state = 'sent') as sent, count(*) filter (where state = 'dropped') as dropped,
        count(*) filter (where state in ('refused', 'expired', 'unknown')) as failed
      from messages
      where messages.mailing = mailings.subject
    ) fates
    order by begun_at desc, mailings.subject desc
  `
  return paged(rows, wanted)
}

/** Whether there is such a mailing. */
export async function isMailing(sql: Sql, subject: string): Promise<boolean> {
  const rows = await sql`select from mailings where subject = ${subject}`
  return rows.length > 0
}
