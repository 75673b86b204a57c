import type { Sql } from '../database/connect.ts'
import { type Page, type PageWanted, paged } from './page.ts'

/** What became of something that was sent. */
export interface SubmissionStatus {
  id: string
  kind: string
  subject: string
  actor: string
  receivedAt: string
  settledAt: string | null
  outcome: 'applied' | 'refused' | null
  answer: Record<string, unknown> | null
}

export async function submissionStatus(sql: Sql, id: string): Promise<SubmissionStatus | null> {
  const [row] = await sql<SubmissionStatus[]>`
    select id, kind, subject, actor, received_at as "receivedAt", settled_at as "settledAt", outcome, answer
    from submissions
    where id = ${id}
  `
  return row ?? null
}

/** What somebody sent of late, by its ids; with the name of the person that it is about. */
export async function ownSubmissions(
  sql: Sql,
  { ids, actor }: { ids: readonly string[]; actor: string },
): Promise<readonly (SubmissionStatus & { person: string | null })[]> {
  return sql<(SubmissionStatus & { person: string | null })[]>`
    select submissions.id, kind, subject, actor, received_at as "receivedAt", settled_at as "settledAt", outcome,
      answer, coalesce(name, email) as person
    from submissions
    left join people on subject = 'membership:' || people.id
    where submissions.id = any (${[...ids]}::uuid[]) and actor = ${actor}
    order by position
  `
}

/** What happened to a subject: who asked what and when, what came of it, and from which stage to which. */
export interface TimelineEntry extends SubmissionStatus {
  before: string | null
  after: string | null
}

export async function timeline(
  sql: Sql,
  wanted: PageWanted & { subject: string },
): Promise<Page<TimelineEntry>> {
  const after = /^\d+$/.test(wanted.cursor ?? '') ? Number(wanted.cursor) : 0
  const rows = await sql<(TimelineEntry & { cursor: string })[]>`
    select id, kind, subject, actor, received_at as "receivedAt", settled_at as "settledAt", outcome, answer,
      stage_before as before, stage_after as after, position::text as cursor
    from submissions
    where subject = ${wanted.subject} and position > ${after}
    order by position
    limit ${wanted.limit + 1}
  `
  return paged(rows, wanted)
}
