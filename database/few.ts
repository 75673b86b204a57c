import type { Fragment, Json, Sql } from './connect.ts'

/**
 * Rows as a table with these columns. The limit says that they are few: without it the planner expects a hundred, and reads
 * other tables from end to end for them.
 */
export function few(sql: Sql, rows: readonly object[], columns: Fragment): Fragment {
  return sql`(
    select * from jsonb_to_recordset(${sql.json(rows as unknown as Json)}) as few (${columns}) limit ${rows.length}
  )`
}
