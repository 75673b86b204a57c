import type { Fragment, Sql } from '../database/connect.ts'
import type { Step } from '../domain/process.ts'
import { post } from './claim.ts'

/** Tells the administrators of a purchase order that its buyer sent as a file, `record:purchase-order-file/<id>`. */
export function purchaseOrderFileReported(sql: Sql, step: Step, file: string): Fragment {
  return post(sql, step, {
    as: 'told',
    kind: 'purchase-order-file',
    to: sql`
      select person_id, jsonb_build_object('file', uploads.id) as data
      from claim
      join uploads on uploads.id = ${file}
      cross join administrators
      where until is null and actor not like 'administrator:%'
    `,
  })
}
