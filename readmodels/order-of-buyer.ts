import type { Sql } from '../database/connect.ts'

/** What somebody has ordered last of a webinar; null where they ordered nothing. */
export async function orderOfBuyer(
  sql: Sql,
  { webinar, personId }: { webinar: string; personId: string },
): Promise<{ number: string; linkVersion: number } | null> {
  const [row] = await sql<{ number: string; linkVersion: number }[]>`
    select number, link_version as "linkVersion"
    from orders
    where orders.webinar = ${webinar} and buyer_id = ${personId}
    order by placed_at desc, number desc
    limit 1
  `
  return row ?? null
}
