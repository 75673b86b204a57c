import type { Sql } from '../database/connect.ts'
import type { Letterhead } from '../documents/content.ts'
import { drawDocument } from '../documents/draw.ts'
import type { DocumentKind } from '../domain/document.ts'
import type { IssuedDocument, PaperWriter } from './papers/paper.ts'

export interface DocumentActivities {
  renderDocument(input: { id: string; at: string }): Promise<void>
}

/** Renders what was issued, once: whoever comes second leaves the bytes as they are. */
export function documentActivities({
  sql,
  writers,
  letterhead,
}: {
  sql: Sql
  writers: Record<DocumentKind, PaperWriter>
  letterhead: Letterhead
}): DocumentActivities {
  return {
    async renderDocument({ id, at }) {
      const issued = await toRender(sql, id)
      if (issued === null) return
      const content = await writers[issued.kind](issued)
      const { title } = content
      const imprint = { id, issuedAt: issued.issuedAt, title, author: letterhead.name }
      const bytes = Buffer.from(await drawDocument(content, imprint, letterhead))
      await sql`
        update documents
        set bytes = ${bytes}, sha256 = encode(sha256(${bytes}), 'hex'), rendered_at = ${at},
          file_name = ${`${issued.kind}-${issued.number}.pdf`}
        where id = ${id} and bytes is null
      `
    },
  }
}

async function toRender(
  sql: Sql,
  id: string,
): Promise<(IssuedDocument & { kind: DocumentKind }) | null> {
  const [issued] = await sql<(IssuedDocument & { kind: DocumentKind })[]>`
    select id, kind, number, order_number as order, data, issued_at as "issuedAt"
    from documents
    where id = ${id} and bytes is null
  `
  return issued ?? null
}
