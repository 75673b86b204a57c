/** A part of a list: at most `limit` rows after the cursor of an earlier page. */
export interface PageWanted {
  limit: number
  cursor: string | null
}

/** Smaller than every id: where a list by id begins. */
export const beforeEveryId = '00000000-0000-0000-0000-000000000000'

export interface Page<Row> {
  items: Row[]
  /** Where the next page begins; null when this is the last one. */
  next: string | null
}

/** A page of rows of which one more than wanted was read; their `cursor` is not shown. */
export function paged<Row extends object>(
  rows: readonly (Row & { cursor: string })[],
  { limit }: PageWanted,
): Page<Row> {
  const shown = rows.slice(0, limit)
  const next = rows.length > limit ? (shown.at(-1)?.cursor ?? null) : null
  return { items: shown.map(({ cursor: _, ...row }) => row as unknown as Row), next }
}
