import type { Fragment, Sql } from '../database/connect.ts'
import type { LedgerKind } from '../domain/ledger.ts'
import type { Message } from './message.ts'

/** Something that happened to a person, an order or whatever else has a page. */
export type Happened = { at: string; key: string } & (
  | {
      source: 'command'
      kind: string
      subject: string
      /** What made an order ask Stripe: the type of an event, or a reason; null for all else. */
      about: string | null
      actor: string
      /** The name of the administrator who did it; null for everybody else. */
      by: string | null
      outcome: 'applied' | 'refused' | null
      before: string | null
      after: string | null
    }
  | {
      source: 'mail'
      kind: string
      id: string
      to: string
      title: string | null
      state: Message['state']
    }
  | { source: 'money'; kind: LedgerKind; cents: number; order: string }
)

export interface HappenedWanted {
  subjects: readonly string[]
  /** Whose mail belongs to it, whatever the mail is about. */
  person?: string | null
  limit: number
}

/** What was asked by whom, what was mailed, and what became of the money, the latest first. */
export async function happened(sql: Sql, wanted: HappenedWanted): Promise<readonly Happened[]> {
  const { subjects, person = null, limit } = wanted
  const own = [...subjects]
  const rows = await sql<{ at: string; told: Omit<Happened, 'at'> }[]>`
    select at, told
    from (
      (${commands(sql, own, limit)})
      union all
      (${mails(sql, { own, person, limit })})
      union all
      (${money(sql, own, limit)})
    ) everything
    order by at desc, place desc
    limit ${limit}
  `
  return rows.map(({ at, told }) => ({ at, ...told }) as Happened)
}

function commands(sql: Sql, own: string[], limit: number): Fragment {
  return sql`
    select received_at as at, position as place, jsonb_build_object('source', 'command', 'key', id, 'kind', kind,
      'subject', subject, 'actor', actor, 'outcome', outcome, 'before', stage_before, 'after', stage_after,
      'about', case when kind = 'stripeFact' then coalesce(facts ->> 'type', facts ->> 'because') end,
      'by', case when actor like 'administrator:%' then (
        select coalesce(name, email) from people where id = substr(actor, length('administrator:') + 1)::uuid
      ) end) as told
    from submissions
    where subject = any (${own})
    order by position desc
    limit ${limit}
  `
}

function mails(
  sql: Sql,
  { own, person, limit }: { own: string[]; person: string | null; limit: number },
): Fragment {
  return sql`
    select coalesce(settled_at, send_at), position, jsonb_build_object('source', 'mail', 'key', messages.id,
      'kind', kind, 'id', messages.id, 'to', coalesce(sent_to, email), 'title', sent_subject, 'state', state)
    from messages
    join people on people.id = person_id
    where subject = any (${own}) or person_id = ${person}
    order by written_at desc, messages.id desc
    limit ${limit}
  `
}

function money(sql: Sql, own: string[], limit: number): Fragment {
  return sql`
    select at, position, jsonb_build_object('source', 'money', 'key', id, 'kind', kind, 'cents', cents,
      'order', order_number)
    from ledger_entries
    where order_number in (
      select substr(subject, length('order:') + 1) from unnest(${own}::text[]) subject where subject like 'order:%'
    )
    order by position desc
    limit ${limit}
  `
}
