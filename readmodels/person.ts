import type { Sql } from '../database/connect.ts'
import type { Role } from '../domain/permission.ts'

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

/** What a person is at the desk today; null for everybody else. */
export async function roleOf(sql: Sql, personId: string): Promise<Role | null> {
  const [row] = await sql<{ role: Role }[]>`
    select role from administrators where person_id = ${personId} and until is null
  `
  return row?.role ?? null
}

export interface Administrator {
  id: string
  name: string
  email: string
  role: Role
  since: string
}

/** The administrators of today, whoever is it for longest first. */
export async function administrators(sql: Sql): Promise<Administrator[]> {
  return sql<Administrator[]>`
    select id, name, email, role, since
    from administrators
    join people on people.id = person_id
    where until is null
    order by since, id
  `
}
