import type { Fragment, Sql } from '../../database/connect.ts'

/** A cell: text, a date, or an amount, which alone is a number: whole cents. */
export type Cell = string | number | null

/** The days, in the organisation's zone, that an export is about; from the first and to the last where none is given. */
export interface Days {
  from?: string | undefined
  to?: string | undefined
  zone: string
}

/** What is exported as a table that a spreadsheet opens. */
export interface Sheet {
  /** The heading, a name for each cell of a row. */
  columns: readonly string[]
  /**
   * Its parts, one after the other, each a select of `position` (unique, indexed), `kind`, `cents`, by which they add up,
   * and `cells` (jsonb), one for each column. The page is put where the rows are chosen, before anything is joined.
   */
  parts: (sql: Sql, days: Days, page: Page) => readonly Fragment[]
}

/** The end of a where clause: the next rows by their position, or nothing for all of them. */
export type Page = (position: Fragment) => Fragment

/** What a sheet adds up to: all of it, and by the kinds of its rows. */
export interface SheetTotals {
  rows: number
  cents: number
  kinds: { kind: string; rows: number; cents: number }[]
}

const rowsABatch = 2_000

/** All rows of a sheet, a batch at a time, so that neither the database nor the memory holds them all at once. */
export async function* sheetRows(sql: Sql, sheet: Sheet, days: Days): AsyncGenerator<Cell[][]> {
  const parts = sheet.parts(sql, days, () => sql``).length
  for (let nth = 0; nth < parts; nth += 1) yield* partRows(sql, sheet, { days, nth })
}

export async function sheetTotals(sql: Sql, sheet: Sheet, days: Days): Promise<SheetTotals> {
  const parts = sheet
    .parts(sql, days, () => sql``)
    .map(
      (part) => sql`
    select kind, count(*) as rows, sum(cents)::bigint as cents from (${part}) part group by kind
  `,
    )
  const kinds = (await Promise.all(parts)).flat() as SheetTotals['kinds']
  return {
    rows: kinds.reduce((sum, { rows }) => sum + rows, 0),
    cents: kinds.reduce((sum, { cents }) => sum + cents, 0),
    kinds,
  }
}

async function* partRows(
  sql: Sql,
  sheet: Sheet,
  { days, nth }: { days: Days; nth: number },
): AsyncGenerator<Cell[][]> {
  for (let after = '-1'; ; ) {
    const page: Page = (position) => sql`
      and ${position} > ${after}::bigint
      order by ${position}
      limit ${rowsABatch}
    `
    const part = sheet.parts(sql, days, page)[nth] ?? sql``
    const rows = await sql<{ last: string; cells: Cell[] }[]>`
      select position::text as last, cells from (${part}) part order by position
    `
    if (rows.length > 0) yield rows.map(({ cells }) => cells)
    if (rows.length < rowsABatch) return
    after = rows.at(-1)?.last ?? after
  }
}

/** Whether an instant is on one of the days. */
export function isWithin(sql: Sql, at: Fragment, { from, to, zone }: Days): Fragment {
  return sql`
    ${at} >= coalesce((${from ?? null}::date)::timestamp at time zone ${zone}, '-infinity')
    and ${at} < coalesce((${to ?? null}::date + 1)::timestamp at time zone ${zone}, 'infinity')
  `
}

/** The day of an instant in the zone, as text. */
export function dayOf(sql: Sql, at: Fragment, { zone }: Pick<Days, 'zone'>): Fragment {
  return sql`to_char(${at} at time zone ${zone}, 'YYYY-MM-DD')`
}
