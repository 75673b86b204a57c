import { Readable } from 'node:stream'
import { type OpenAPIHono, z } from '@hono/zod-openapi'
import { sheetRows, sheetTotals } from '../../readmodels/export/sheet.ts'
import { type ExportName, exported } from '../../readmodels/exports.ts'
import { byteOrderMark, csvRows } from '../csv.ts'
import type { ApiDeps } from '../deps.ts'
import { administrator } from '../guard.ts'
import { parse } from '../read.ts'
import { exportDays } from '../requests/money-report.ts'
import { readProblems } from './problems.ts'
import { read } from './route.ts'

const tag = 'export'

const about: Record<ExportName, string> = {
  payments: 'Payments, reversals, refunds and credit, each on its book',
  deposits: 'Checks that were taken to the bank, slip by slip',
  invoices: 'Invoices that were issued, also void ones',
  'open-items': 'Orders of which something was open at the end of the last day',
}

/** The books as files for a spreadsheet, and what each file adds up to: for administrators. */
export function exportRoutes(app: OpenAPIHono, deps: ApiDeps): void {
  for (const name of Object.keys(about) as ExportName[]) {
    file(app, deps, name)
    totals(app, deps, name)
  }
}

/** Sent while it is read, so that a hundred thousand rows hold up nobody. */
function file(app: OpenAPIHono, deps: ApiDeps, name: ExportName): void {
  app.openAPIRegistry.registerPath({
    method: 'get',
    path: `/exports/${name}.csv`,
    summary: `${about[name]}, as comma-separated values`,
    tags: [tag],
    request: { query: exportDays },
    responses: {
      200: { description: 'The file', content: { 'text/csv': { schema: z.string() } } },
      ...readProblems,
    },
  })
  app.get(`/exports/${name}.csv`, async (c) => {
    await administrator(c, deps, 'export')
    const { from, to } = parse(exportDays, c.req.query())
    const days = { from, to, zone: deps.organisation.zone }
    const period = [from && `from-${from}`, to && `to-${to}`].filter(Boolean)
    c.header('content-type', 'text/csv; charset=utf-8')
    c.header('content-disposition', `attachment; filename="${[name, ...period].join('-')}.csv"`)
    c.header('cache-control', 'no-store')
    const text = Readable.from(lines(deps, name, days))
    return c.body(Readable.toWeb(text) as ReadableStream<Uint8Array>)
  })
}

function totals(app: OpenAPIHono, deps: ApiDeps, name: ExportName): void {
  read(app, {
    path: `/exports/${name}/totals`,
    summary: `What ${name}.csv adds up to`,
    tag,
    query: exportDays,
    answer: z.looseObject({ rows: z.int(), cents: z.int() }).openapi('ExportTotals'),
    read: async ({ query }, c) => {
      await administrator(c, deps, 'export')
      const { zone } = deps.organisation
      return {
        currency: 'USD',
        ...(await sheetTotals(deps.sql, exported[name], { ...query, zone })),
      }
    },
  })
}

async function* lines(
  { sql }: ApiDeps,
  name: ExportName,
  days: Parameters<typeof sheetRows>[2],
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  const sheet = exported[name]
  yield encoder.encode(byteOrderMark + csvRows([sheet.columns]))
  for await (const rows of sheetRows(sql, sheet, days)) yield encoder.encode(csvRows(rows))
}
