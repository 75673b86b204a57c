import type { Fragment, Sql } from '../database/connect.ts'
import type { MediaType, UploadKind } from '../domain/upload.ts'

/** A file that somebody sent, as it is listed. */
export interface Upload {
  id: string
  kind: UploadKind
  fileName: string
  mediaType: MediaType
  /** In bytes. */
  size: number
  uploadedBy: 'buyer' | 'administrator'
  uploadedAt: string
}

/** A file in full, and the order whose link opens it. */
export interface UploadInFull extends Upload {
  bytes: Uint8Array
  sha256: string
  order: { number: string; linkVersion: number } | null
}

/** The purchase orders that came as files with an order, in the order in which they came. */
export async function purchaseOrderFiles(sql: Sql, order: string): Promise<readonly Upload[]> {
  return sql<Upload[]>`
    select ${columns(sql)}
    from uploads
    where order_number = ${order} and kind = 'purchase-order'
    order by uploaded_at, uploads.id
  `
}

/** How many files came with an order, of every kind. */
export async function filesWith(sql: Sql, order: string): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*) as count from uploads where order_number = ${order}
  `
  return row?.count ?? 0
}

export async function uploadById(sql: Sql, id: string): Promise<UploadInFull | null> {
  const [row] = await sql<UploadInFull[]>`
    select ${columns(sql)}, bytes, sha256,
      case when orders.number is not null
        then jsonb_build_object('number', orders.number, 'linkVersion', link_version)
      end as order
    from uploads
    left join orders on orders.number = order_number
    where uploads.id = ${id}
  `
  return row ?? null
}

function columns(sql: Sql): Fragment {
  return sql`
    uploads.id, kind, file_name as "fileName", media_type as "mediaType", size,
    split_part(uploaded_by, ':', 1) as "uploadedBy", uploaded_at as "uploadedAt"
  `
}
