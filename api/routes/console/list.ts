import { Readable } from 'node:stream'
import type { Context, Hono } from 'hono'
import type { Child } from 'hono/jsx'
import type { Action } from '../../../domain/permission.ts'
import type { Cell } from '../../../readmodels/export/sheet.ts'
import type { Page } from '../../../readmodels/page.ts'
import type { Found, Sought } from '../../../web/console/list.tsx'
import { byteOrderMark, csvRows } from '../../csv.ts'
import type { ApiDeps } from '../../deps.ts'
import { administrator } from '../../guard.ts'
import { showToAll } from '../../page.tsx'

const aPage = 50
const aPart = 200

/** A list of the console, as a page and as a file. */
export interface List<R> {
  name: string
  seenBy: Action
  stages: object
  /** What a cursor of it looks like; another one begins anew. */
  cursor: RegExp
  find: (wanted: Sought & { limit: number; cursor: string | null }) => Promise<Page<R>>
  page: (listed: { sought: Sought; found: Found<R> }) => Child
  csv: { columns: string[]; cells: (row: R) => Cell[] }
}

/** The cursor of what is listed by instant. */
export const byInstant = /^\d{4}-\d{2}-\d{2}T[\d:.]+[+-]\d{2}:\d{2}~[\w-]+$/

/** Serves a list under its name, with the file beside it. */
export function list<R>(app: Hono, deps: ApiDeps, { name, ...list }: List<R>): void {
  app.get(`/console/${name}`, (c) =>
    showToAll(c, deps, async () => {
      await administrator(c, deps, list.seenBy)
      const sought = soughtBy(c, list.stages)
      const cursor = c.req.query('cursor') ?? ''
      const found = await list.find({
        ...sought,
        limit: aPage,
        cursor: list.cursor.test(cursor) ? cursor : null,
      })
      return list.page({ sought, found })
    }),
  )

  app.get(`/console/${name}.csv`, async (c) => {
    await administrator(c, deps, list.seenBy)
    await administrator(c, deps, 'export')
    c.header('content-type', 'text/csv; charset=utf-8')
    c.header('content-disposition', `attachment; filename="${name}.csv"`)
    c.header('cache-control', 'no-store')
    const text = Readable.from(lines(list, soughtBy(c, list.stages)))
    return c.body(Readable.toWeb(text) as ReadableStream<Uint8Array>)
  })
}

async function* lines<R>(
  { find, csv }: Pick<List<R>, 'find' | 'csv'>,
  sought: Sought,
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  yield encoder.encode(byteOrderMark + csvRows([csv.columns]))
  let cursor: string | null = null
  do {
    const { items, next }: Page<R> = await find({ ...sought, limit: aPart, cursor })
    yield encoder.encode(csvRows(items.map(csv.cells)))
    cursor = next
  } while (cursor !== null)
}

/** A state that there is not is none. */
function soughtBy(c: Context, stages: object): Sought {
  const { search = '', stage = '' } = c.req.query()
  return {
    search: search
      .replace(/\p{Cc}/gu, '')
      .trim()
      .slice(0, 200),
    stage: Object.hasOwn(stages, stage) ? stage : '',
  }
}
