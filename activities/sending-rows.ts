import type { Sql } from '../database/connect.ts'
import type { Rendered } from '../mail/layout.tsx'
import type { OutboxMessage } from './outbox.ts'

export type TakenMail = Omit<OutboxMessage, 'at'>

/** What is kept of a mail that the server has taken. */
export interface SentMail {
  id: string
  /** ISO instant. */
  at: string
  to: string
  rendered: Rendered
}

/**
 * Takes up messages that wait, in the order of their ids; null for one that is settled. An attempt that was begun and
 * never settled had an unknown outcome: the worker went away in the middle.
 */
export async function takeUp(
  sql: Sql,
  ids: readonly string[],
): Promise<readonly (TakenMail | null)[]> {
  const taken = await sql<TakenMail[]>`
    update messages
    set state = 'sending', attempts = attempts + 1,
      unknown_outcomes = unknown_outcomes + (state = 'sending')::integer
    from people
    left join profiles on profiles.person_id = people.id
    where messages.id = any (${ids}::uuid[]) and state in ('waiting', 'sending') and people.id = messages.person_id
    returning messages.id, key, kind, subject, messages.person_id, email, people.name, data, written_at, step,
      unknown_outcomes, time_zone, coalesce(unwanted_mail, '{}') as unwanted_mail
  `
  const byId = new Map(taken.map((message) => [message.id, message]))
  return ids.map((id) => {
    const message = byId.get(id) ?? null
    // Asked for twice at once, it is sent once.
    byId.delete(id)
    return message
  })
}

/** Notes that the server has taken these mails. */
export async function noteSent(
  sql: Sql,
  mails: readonly SentMail[],
): Promise<readonly undefined[]> {
  const rows = mails.map(({ id, at, to, rendered: { subject, text } }) => ({
    id,
    at,
    to,
    subject,
    text,
  }))
  await sql`
    update messages
    set state = 'sent', settled_at = mail.at, sent_to = mail.to, sent_subject = mail.subject, sent_text = mail.text
    from jsonb_to_recordset(${sql.json(rows)}) as mail (id uuid, at timestamptz, "to" text, subject text, text text)
    where messages.id = mail.id
  `
  return mails.map(() => undefined)
}
