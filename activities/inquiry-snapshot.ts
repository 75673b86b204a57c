import type { Sql } from '../database/connect.ts'
import { atNine, localDate } from '../domain/calendar.ts'
import { addDays } from '../domain/date.ts'
import type { InquirySnapshot, InquiryStage } from '../domain/inquiry.ts'
import type { Timer } from '../domain/process.ts'
import { underWay } from './under-way.ts'

interface Row {
  stage: InquiryStage
  since: string
  due_at: string
  owner_id: string | null
  settled_at: string | null
  settled_by: string | null
  reminded_at: string | null
}

/** Where an inquiry stands, with its next reminder; null when nobody has asked. */
export async function loadInquiry(
  sql: Sql,
  zone: string,
  number: string,
): Promise<InquirySnapshot | null> {
  const subject = `inquiry:${number}`
  const [[row], { taken: _, ...errands }] = await Promise.all([
    sql<Row[]>`
      select stage, since, due_at, owner_id, settled_at, settled_by,
        (
          select max(submissions.received_at) from submissions
          where submissions.subject = ${subject} and actor = 'clock' and submissions.received_at > since
        ) as reminded_at
      from inquiries
      where number = ${number}
    `,
    underWay(sql, subject),
  ])
  if (row === undefined) return null
  const isOpen = row.stage === 'open'
  return {
    stage: row.stage,
    ownerId: row.owner_id,
    settledBy: row.settled_by,
    settledAt: row.settled_at,
    awaiting: isOpen ? 'administrator' : 'nobody',
    awaitingSince: row.since,
    dueAt: isOpen ? row.due_at : null,
    timers: isOpen ? [nextReminder(row, zone)] : [],
    ...errands,
  }
}

/** When the answer is due, and then every day at nine. */
function nextReminder({ due_at, reminded_at }: Row, zone: string): Timer<'overdue'> {
  const at = reminded_at === null ? due_at : atNine(addDays(localDate(reminded_at, zone), 1), zone)
  return { kind: 'overdue', key: `overdue/${at}`, at }
}
