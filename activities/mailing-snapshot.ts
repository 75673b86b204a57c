import type { Sql } from '../database/connect.ts'
import { type MailingSnapshot, type MailingTimer, mostWaiting } from '../domain/mailing.ts'
import { noErrands, type Timer } from '../domain/process.ts'

interface Row {
  begun_at: string
  paused_at: string | null
  recipients: number
  batches: number
  passes: number
  wrote_at: string
  written_at: string | null
  waiting: number
  next_at: string | null
  mails_a_minute: number | null
  next_batch_at: string | null
}

/** How far a mailing has come, with what it does next; null when it has not begun. */
export async function loadMailing(sql: Sql, subject: string): Promise<MailingSnapshot | null> {
  const [row] = await sql<Row[]>`
    select begun_at, paused_at, recipients, batches, passes, wrote_at, written_at, mails_a_minute, next_batch_at,
      unsent.waiting, unsent.next_at
    from mailings
    cross join lateral (
      select count(*) as waiting, min(send_at) as next_at
      from messages
      where messages.mailing = mailings.subject and state in ('waiting', 'sending')
    ) unsent
    where subject = ${subject}
  `
  if (row === undefined) return null
  const { recipients, waiting, begun_at: begunAt, paused_at: pausedAt } = row
  const isWritten = row.written_at !== null
  const isDone = isWritten && waiting === 0
  const timers = isDone || pausedAt !== null ? [] : nextSteps(row)
  return {
    stage: isDone ? 'done' : pausedAt === null ? 'mailing' : 'paused',
    recipients,
    waiting,
    isWritten,
    mailsAMinute: row.mails_a_minute,
    awaiting: pausedAt === null || isDone ? 'nobody' : 'administrator',
    awaitingSince: pausedAt ?? begunAt,
    dueAt: null,
    timers,
    ...noErrands,
  }
}

/** What is written is sent before more is written, but for what the mail server has put off. */
function nextSteps(row: Row): Timer<MailingTimer>[] {
  const { next_at: nextAt, wrote_at: wroteAt, written_at: writtenAt, waiting } = row
  const steps: Timer<MailingTimer>[] = []
  if (nextAt !== null) {
    const at = later(nextAt, row.next_batch_at)
    steps.push({ kind: 'send', key: `send/${row.passes}`, at })
  }
  if (writtenAt === null && waiting < mostWaiting) {
    steps.push({ kind: 'write', key: `write/${row.batches}`, at: wroteAt })
  }
  return steps.sort((one, other) => Date.parse(one.at) - Date.parse(other.at))
}

/** With a rate, the next batch waits until the last one has used up its time. */
function later(at: string, batchAt: string | null): string {
  return batchAt !== null && Date.parse(batchAt) > Date.parse(at) ? batchAt : at
}
