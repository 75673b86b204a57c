import type { Sql } from '../database/connect.ts'
import { type Page, type PageWanted, paged } from './page.ts'
import { holding } from './search.ts'

/** A mail: what was sent, to where, when, and its fate. */
export interface Message {
  id: string
  kind: string
  subject: string
  person: string
  email: string
  state: 'waiting' | 'sending' | 'sent' | 'refused' | 'expired' | 'unknown' | 'dropped'
  writtenAt: string
  sendAt: string
  settledAt: string | null
  sentTo: string | null
  title: string | null
  text: string | null
  smtpCode: number | null
  droppedBecause: 'outdated' | 'unwanted' | null
}

/** Mail, newest first; about one subject, to one person, or of one fate where that is asked. */
export async function messages(
  sql: Sql,
  wanted: PageWanted & {
    subject?: string | undefined
    person?: string | undefined
    state?: string | undefined
    /** Letters of the address, in any case. */
    search?: string | undefined
  },
): Promise<Page<Message>> {
  const [writtenAt = 'infinity', id = 'ffffffff-ffff-ffff-ffff-ffffffffffff'] =
    wanted.cursor?.split('~') ?? []
  const { subject, person, state, search } = wanted
  const rows = await sql<(Message & { cursor: string })[]>`
    ${select(sql)}
    where (written_at, messages.id) < (${writtenAt}::timestamptz, ${id}::uuid)
      ${subject ? sql`and subject = ${subject}` : sql``}
      ${person ? sql`and person_id = ${person}` : sql``}
      ${state ? sql`and state = ${state} ${state === 'sent' ? sql`` : sql`and state <> 'sent'`}` : sql``}
      ${search ? sql`and people.email_key like ${holding(search)}` : sql``}
    order by written_at desc, messages.id desc
    limit ${wanted.limit + 1}
  `
  return paged(rows, wanted)
}

export async function messageById(sql: Sql, id: string): Promise<Message | null> {
  const [row] = await sql<Message[]>`${select(sql)} where messages.id = ${id}`
  return row ?? null
}

function select(sql: Sql) {
  return sql`
    select messages.id, kind, subject, person_id as person, email, state, written_at as "writtenAt",
      send_at as "sendAt", settled_at as "settledAt", sent_to as "sentTo", sent_subject as title,
      sent_text as text, smtp_code as "smtpCode",
      dropped_because as "droppedBecause", to_jsonb(written_at) #>> '{}' || '~' || messages.id as cursor
    from messages
    join people on people.id = person_id
  `
}
