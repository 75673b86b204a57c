import type { Sql } from '../database/connect.ts'
import type { DocumentKind } from '../domain/document.ts'

/** A document as it is listed. */
export interface IssuedDocument {
  id: string
  kind: DocumentKind
  number: string
  issuedAt: string
  /** Null while it is being rendered. */
  fileName: string | null
}

/** A document in full, whose bytes never change. */
export interface RenderedDocument extends IssuedDocument {
  order: string | null
  bytes: Uint8Array | null
  sha256: string | null
}

/** Everything that was issued for an order, the latest first. */
export async function documentsOfOrder(sql: Sql, order: string): Promise<IssuedDocument[]> {
  return sql<IssuedDocument[]>`
    select id, kind, number, issued_at as "issuedAt", file_name as "fileName"
    from documents
    where order_number = ${order}
    order by position desc
  `
}

/** Everything that was issued about no single order, for one subject such as `deposit:<id>`, the latest first. */
export async function documentsOfSubject(sql: Sql, subject: string): Promise<IssuedDocument[]> {
  return sql<IssuedDocument[]>`
    select id, kind, number, issued_at as "issuedAt", file_name as "fileName"
    from documents
    where subject = ${subject}
    order by position desc
  `
}

export async function documentById(sql: Sql, id: string): Promise<RenderedDocument | null> {
  const [document] = await sql<RenderedDocument[]>`
    select id, kind, number, order_number as order, issued_at as "issuedAt", file_name as "fileName", bytes, sha256
    from documents
    where id = ${id}
  `
  return document ?? null
}
