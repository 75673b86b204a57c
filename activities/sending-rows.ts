import type { Sql } from '../database/connect.ts'
import { few } from '../database/few.ts'
import type { Rendered } from '../mail/layout.tsx'
import type { OutboxMessage } from './outbox.ts'

export type TakenMail = Omit<OutboxMessage, 'at'>

/** A message that is to be taken up, and by which attempt; one that is made anew because its answer was lost is the same. */
export interface TakeUp {
  id: string
  attempt: string
}

/** What is kept of a mail that the server has taken. */
export interface SentMail extends TakeUp {
  /** ISO instant. */
  at: string
  to: string
  rendered: Rendered
}

/**
 * Takes up messages that wait, in the order in which they are given; null for one that is settled. Another attempt that was
 * begun and never settled had an unknown outcome: the worker went away in the middle.
 */
export async function takeUp(
  sql: Sql,
  wanted: readonly TakeUp[],
): Promise<readonly (TakenMail | null)[]> {
  const taken = await sql<TakenMail[]>`
    update messages
    set state = 'sending', attempts = attempts + 1, taken_by = wanted.attempt,
      unknown_outcomes = unknown_outcomes + (state = 'sending' and taken_by is distinct from wanted.attempt)::integer
    from ${few(sql, wanted, sql`id uuid, attempt uuid`)} wanted
    cross join people
    left join profiles on profiles.person_id = people.id
    where messages.id = wanted.id and settled_at is null and people.id = messages.person_id
    returning messages.id, key, kind, subject, messages.person_id, email, people.name, data, written_at, step,
      unknown_outcomes, time_zone, coalesce(unwanted_mail, '{}') as unwanted_mail
  `
  const byId = new Map(taken.map((message) => [message.id, message]))
  return wanted.map(({ id }) => {
    const message = byId.get(id) ?? null
    // Asked for twice at once, it is sent once.
    byId.delete(id)
    return message
  })
}

/** Notes that the server has taken these mails; false for one that another attempt has taken up or settled since. */
export async function noteSent(sql: Sql, mails: readonly SentMail[]): Promise<readonly boolean[]> {
  const rows = mails.map(({ rendered: { subject, text }, ...mail }) => ({ ...mail, subject, text }))
  const noted = await sql<{ id: string }[]>`
    update messages
    set state = 'sent', settled_at = mail.at, sent_to = mail.to, sent_subject = mail.subject, sent_text = mail.text
    from ${few(sql, rows, sql`id uuid, attempt uuid, at timestamptz, "to" text, subject text, text text`)} mail
    where messages.id = mail.id and taken_by = mail.attempt and state in ('sending', 'sent')
    returning messages.id
  `
  const ids = new Set(noted.map(({ id }) => id))
  return mails.map(({ id }) => ids.has(id))
}
