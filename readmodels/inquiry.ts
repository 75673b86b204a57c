import type { Sql } from '../database/connect.ts'
import type { InquiryStage, InquirySubject } from '../domain/inquiry.ts'
import { type Page, type PageWanted, paged } from './page.ts'

/** An inquiry with all that was written, oldest first. */
export interface Inquiry {
  number: string
  personId: string
  name: string
  email: string
  organisation: string | null
  about: InquirySubject
  stage: InquiryStage
  since: string
  receivedAt: string
  dueAt: string
  ownerId: string | null
  owner: string | null
  settledAt: string | null
  texts: InquiryText[]
}

export interface InquiryText {
  kind: 'question' | 'reply' | 'answer' | 'note'
  text: string
  by: string
  at: string
  order: string | null
}

/** Inquiries of one stage, subject or owner, or all, oldest first. */
export async function inquiries(
  sql: Sql,
  wanted: PageWanted & {
    stage?: InquiryStage | undefined
    about?: InquirySubject | undefined
    owner?: string | undefined
  },
): Promise<Page<Inquiry>> {
  const [receivedAt = '-infinity', number = ''] = wanted.cursor?.split('~') ?? []
  const { stage = null, about = null, owner = null } = wanted
  const rows = await sql<(Inquiry & { cursor: string })[]>`
    ${select(sql)}
    where (${stage}::text is null or stage = ${stage})
      and (${about}::text is null or about = ${about})
      and (${owner}::uuid is null or owner_id = ${owner})
      and (received_at, number) > (${receivedAt}::timestamptz, ${number})
    order by received_at, number
    limit ${wanted.limit + 1}
  `
  return paged(rows, wanted)
}

export async function inquiryByNumber(sql: Sql, number: string): Promise<Inquiry | null> {
  const [row] = await sql<Inquiry[]>`${select(sql)} where number = ${number}`
  return row ?? null
}

/** Whether there is such an order, for an answer that leads on to it. */
export async function isOrder(sql: Sql, number: string): Promise<boolean> {
  const rows = await sql`select from orders where number = ${number}`
  return rows.length > 0
}

/** The version of a person's own link to an order; null where the order is somebody else's. */
export async function ownOrderLink(
  sql: Sql,
  { number, personId }: { number: string; personId: string },
): Promise<number | null> {
  const [row] = await sql<{ version: number }[]>`
    select link_version as version from orders where number = ${number} and buyer_id = ${personId}
  `
  return row?.version ?? null
}

function select(sql: Sql) {
  return sql`
    select number, inquiries.person_id as "personId", inquiries.name, people.email, organisation, about, stage,
      since, received_at as "receivedAt", due_at as "dueAt", owner_id as "ownerId", owner.name as owner,
      settled_at as "settledAt",
      array(
        select jsonb_build_object('kind', kind, 'text', text, 'by', coalesce(writer.name, inquiries.name),
          'at', written_at, 'order', order_number)
        from inquiry_texts
        left join people writer on writer.id = substring(written_by from '^administrator:(.{36})$')::uuid
        where inquiry_number = number
        order by position
      ) as texts,
      to_jsonb(received_at) #>> '{}' || '~' || number as cursor
    from inquiries
    join people on people.id = inquiries.person_id
    left join people owner on owner.id = owner_id
  `
}
