import type { Sql } from '../database/connect.ts'

/** Which of some slugs the catalogue does not have. */
export async function missingFrom(
  sql: Sql,
  table: 'presenters' | 'series' | 'price_lists' | 'webinars',
  slugs: readonly string[],
): Promise<string[]> {
  const rows = await sql<{ slug: string }[]>`
    select wanted.slug
    from unnest(${[...slugs]}::text[]) wanted (slug)
    where not exists (select from ${sql(table)} there where there.slug = wanted.slug)
  `
  return rows.map(({ slug }) => slug)
}

/** The order that an invoice from before, by its number there, has become; null when it has not come over. */
export async function invoiceCarriedOver(sql: Sql, former: string): Promise<string | null> {
  const [row] = await sql<{ order: string }[]>`
    select order_number as order from invoices where lower(former_number) = lower(${former}) limit 1
  `
  return row?.order ?? null
}

/** Whether somebody with this address has a place in a webinar. */
export async function hasPlace(
  sql: Sql,
  { webinar, email }: { webinar: string; email: string },
): Promise<boolean> {
  const rows = await sql`
    select
    from registrations
    join people on people.id = person_id
    where webinar = ${webinar} and email_key = lower(${email})
  `
  return rows.length > 0
}
