import { type OpenAPIHono, z } from '@hono/zod-openapi'
import { invoices } from '../carry-over/invoices.ts'
import type { CarryOverKind } from '../carry-over/kind.ts'
import { type CarryOverName, carryOverKinds } from '../carry-over/kinds.ts'
import { members } from '../carry-over/members.ts'
import { passes } from '../carry-over/passes.ts'
import { registrations } from '../carry-over/registrations.ts'
import { carryOverTable, previewTable } from '../carry-over/table.ts'
import { webinars } from '../carry-over/webinars.ts'
import type { ApiDeps } from '../deps.ts'
import { administrator } from '../guard.ts'
import { parse, readJson } from '../read.ts'
import { tableRequest } from '../requests/carry-over.ts'
import { sendProblems } from './problems.ts'
import { command } from './route.ts'

const tag = 'carry-over'

/** Bringing over what was there before the product: one by one, or a spreadsheet at once. Nobody is mailed about it. */
export function carryOverRoutes(app: OpenAPIHono, deps: ApiDeps): void {
  one('members', 'Bring over a member', members)
  one('passes', 'Bring over a pass with its term', passes)
  one('webinars', 'Bring over a webinar that is over, with its recording', webinars)
  one('registrations', 'Bring over a person’s place in a webinar', registrations)

  one('invoices', 'Bring over an open invoice', invoices, { movesMoney: true })

  const request = tableRequest(Object.keys(carryOverKinds) as [CarryOverName, ...CarryOverName[]])

  table('/carry-over-previews', 'See what would become of each row; nothing is stored', 200)
  app.post('/carry-over-previews', async (c) => {
    await administrator(c, deps, 'carry over')
    const { kind: name, csv } = parse(request, await readJson(c))
    return c.json(await previewTable(deps, { name, kind: carryOverKinds[name], csv }))
  })

  table('/carry-overs', 'Bring over a spreadsheet, each row once', 201)
  app.post('/carry-overs', async (c) => {
    const actor = await administrator(c, deps, 'carry over')
    const { kind: name, csv } = parse(request, await readJson(c))
    const result = await carryOverTable(deps, { name, kind: carryOverKinds[name], csv, actor })
    return c.json(result, result.counts.received ? 202 : 201)
  })

  function one<S extends z.ZodObject>(
    path: string,
    summary: string,
    kind: CarryOverKind<S>,
    more: { movesMoney?: boolean } = {},
  ): void {
    command(app, deps, {
      path: `/carry-overs/${path}`,
      summary,
      tag,
      body: kind.row,
      ...more,
      who: (c) => administrator(c, deps, 'carry over'),
      submission: async ({ body }) => (await kind.examine(deps, body)).made,
      also: (subject) => ({ number: subject.slice(subject.indexOf(':') + 1) }),
    })
  }

  function table(path: string, summary: string, status: 200 | 201): void {
    app.openAPIRegistry.registerPath({
      method: 'post',
      path,
      summary,
      tags: [tag],
      request: { body: { required: true, content: { 'application/json': { schema: request } } } },
      responses: {
        [status]: {
          description: 'What became of each row, or would',
          content: { 'application/json': { schema: results } },
        },
        ...sendProblems,
      },
    })
  }
}

const results = z
  .object({
    kind: z.string(),
    counts: z.record(z.string(), z.int()),
    rows: z.array(z.looseObject({ line: z.int(), outcome: z.string() })),
  })
  .openapi('CarryOverResults')
