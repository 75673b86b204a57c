import type { Sql } from '../database/connect.ts'

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
