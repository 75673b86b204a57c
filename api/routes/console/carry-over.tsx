import { randomUUID } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { CarryOver, CarryOverDone, CarryOverPreview } from '../../../web/console/carry-over.tsx'
import { unfilled } from '../../../web/form.tsx'
import { type CarryOverName, carryOverKinds } from '../../carry-over/kinds.ts'
import { carryOverTable, previewTable } from '../../carry-over/table.ts'
import type { ApiDeps } from '../../deps.ts'
import { administrator } from '../../guard.ts'
import { show } from '../../page.tsx'
import { type FieldError, ProblemError } from '../../problem.ts'
import { tryParse } from '../../read.ts'
import { tableRequest } from '../../requests/carry-over.ts'
import { type Typed, typed } from '../form.ts'

const names = Object.keys(carryOverKinds) as [CarryOverName, ...CarryOverName[]]
const request = tableRequest(names)

const columns = Object.fromEntries(
  Object.entries(carryOverKinds).map(([name, kind]) => [name, Object.keys(kind.columns)]),
)

/** Bringing over a spreadsheet: first what would become of each row, then what did. */
export function consoleCarryOverRoutes(deps: ApiDeps): Hono {
  const app = new Hono()

  app.get('/console/carry-over', async (c) => {
    await administrator(c, deps, 'carry over')
    const page = (
      <CarryOver columns={columns} filled={unfilled(randomUUID(), { kind: 'members' })} />
    )
    return show(c, deps, page)
  })

  app.post('/console/carry-over', async (c) => {
    await administrator(c, deps, 'carry over')
    return withTable(c, async ({ kind: name, csv }) => {
      const result = await previewTable(deps, { name, kind: carryOverKinds[name], csv })
      const filled = unfilled(randomUUID())
      return <CarryOverPreview result={result} csv={csv} filled={filled} />
    })
  })

  app.post('/console/carry-over/rows', async (c) => {
    const actor = await administrator(c, deps, 'carry over')
    return withTable(c, async ({ kind: name, csv }) => {
      const result = await carryOverTable(deps, { name, kind: carryOverKinds[name], csv, actor })
      return <CarryOverDone result={result} />
    })
  })
  return app

  /** The page of a file that can be read, or the form again with why it cannot. */
  async function withTable(
    c: Context,
    page: (table: { kind: CarryOverName; csv: string }) => Promise<ReturnType<typeof CarryOver>>,
  ): Promise<Response> {
    const sent = await typed(c)
    const again = (errors: FieldError[]) => {
      const filled = { key: sent.key, values: sent.values, errors, refusal: null }
      return show(c, deps, <CarryOver columns={columns} filled={filled} />, 422)
    }
    const { values, errors } = tryParse(request, await tableTyped(sent))
    if (errors !== null) return again(errors)
    try {
      return await show(c, deps, await page(values))
    } catch (error) {
      if (!(error instanceof ProblemError) || error.problem.status !== 422) throw error
      return again(error.problem.errors ?? [{ field: 'csv', message: error.problem.detail }])
    }
  }
}

async function tableTyped({ values, file }: Typed) {
  const sent = file('file')
  return { kind: values.kind ?? '', csv: sent === null ? (values.csv ?? '') : await sent.text() }
}
