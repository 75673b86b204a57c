import type { Sql } from '../database/connect.ts'

/** The name by which others may hear of a person; the address where no name is known. */
export async function nameOf(sql: Sql, personId: string): Promise<string | null> {
  const [row] = await sql<{ name: string }[]>`
    select coalesce(name, email) as name from people where id = ${personId}
  `
  return row?.name ?? null
}

/** Whether a person is an administrator today. */
export async function isAdministrator(sql: Sql, personId: string): Promise<boolean> {
  const rows = await sql`
    select from administrators where person_id = ${personId} and until is null
  `
  return rows.length > 0
}

/** The administrators of today. */
export async function administrators(
  sql: Sql,
): Promise<{ id: string; name: string; email: string; since: string }[]> {
  return sql<{ id: string; name: string; email: string; since: string }[]>`
    select id, name, email, since
    from administrators
    join people on people.id = person_id
    where until is null
    order by since, id
  `
}
