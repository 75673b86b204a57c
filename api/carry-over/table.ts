import { createHash } from 'node:crypto'
import { type SubmissionStatus, submissionStatus } from '../../readmodels/submission.ts'
import { deliverInTime, storeOrRefuse } from '../answer.ts'
import type { ApiDeps } from '../deps.ts'
import type { FieldError } from '../problem.ts'
import { refusalSentence } from '../refusal.ts'
import { readTable, type TableRow } from './csv.ts'
import type { CheckedKind, Examined } from './kind.ts'

/** Rows that are looked up or stored at the same time. */
const rowsAtOnce = 8

/** How long the answer to a whole file may wait, in milliseconds; what is not applied by then is applied by itself. */
const patience = 5_000

export interface RowResult {
  line: number
  outcome: 'applied' | 'received' | 'refused' | 'wrong' | 'would-apply'
  detail?: string
  errors?: FieldError[]
  submission?: string
  subject?: string
}

export interface TableResult {
  kind: string
  counts: Record<string, number>
  rows: RowResult[]
}

/** What would become of each row; nothing is stored. */
export async function previewTable(
  deps: ApiDeps,
  { name, kind, csv }: { name: string; kind: CheckedKind; csv: string },
): Promise<TableResult> {
  const examined = await examineAll(deps, kind, csv)
  const rows = examined.map(({ line, found }): RowResult => {
    if ('wrong' in found) return { line, outcome: 'wrong', errors: found.wrong }
    return found.refusal === null
      ? { line, outcome: 'would-apply', detail: found.would }
      : { line, outcome: 'refused', detail: found.refusal }
  })
  return { kind: name, counts: countsOf(rows), rows }
}

/** Brings over each row that is right, each once, however often the file is sent. */
export async function carryOverTable(
  deps: ApiDeps,
  { name, kind, csv, actor }: { name: string; kind: CheckedKind; csv: string; actor: string },
): Promise<TableResult> {
  const until = Date.now() + patience
  const examined = await examineAll(deps, kind, csv)
  const stored = await inTurn(examined, async ({ line, found, token }): Promise<RowResult> => {
    if ('wrong' in found) return { line, outcome: 'wrong', errors: found.wrong }
    const { made } = found
    const { id } = await storeOrRefuse(deps, { ...made, actor, token: `${name}/${token}` })
    return { line, outcome: 'received', submission: id }
  })
  const rows = await inTurn(stored, async (result): Promise<RowResult> => {
    if (result.submission === undefined) return result
    if (Date.now() < until) await deliverInTime(deps, result.submission)
    const status = await submissionStatus(deps.sql, result.submission)
    return status === null ? result : settledRow(deps, result, status)
  })
  return { kind: name, counts: countsOf(rows), rows }
}

interface ExaminedRow {
  line: number
  token: string
  found: Examined | { wrong: FieldError[] }
}

/** What each row becomes; of rows about the same thing the first counts. */
async function examineAll(deps: ApiDeps, kind: CheckedKind, csv: string): Promise<ExaminedRow[]> {
  const first = new Map<string, number>()
  const rows = await inTurn(readTable(csv, kind.columns), async (row): Promise<ExaminedRow> => {
    const found = 'wrong' in row ? row : columnsOf(kind, await kind.check(deps, row.fields))
    return { line: row.line, token: rowToken(row), found }
  })
  return rows.map((row) => {
    if ('wrong' in row.found) return row
    const line = first.get(row.found.key)
    if (line === undefined) {
      first.set(row.found.key, row.line)
      return row
    }
    const message = `This is about the same as line ${line}.`
    return { ...row, found: { wrong: [{ field: 'row', message }] } }
  })
}

/** Errors name the column that the person sees, not the field behind it. */
function columnsOf(
  kind: CheckedKind,
  examined: Examined | { wrong: FieldError[] },
): Examined | { wrong: FieldError[] } {
  if (!('wrong' in examined)) return examined
  const named = Object.entries(kind.columns)
  const column = (field: string) => named.find(([, each]) => each.field === field)?.[0] ?? field
  return { wrong: examined.wrong.map(({ field, message }) => ({ field: column(field), message })) }
}

async function settledRow(
  deps: ApiDeps,
  { line }: RowResult,
  { id, subject, outcome, answer }: SubmissionStatus,
): Promise<RowResult> {
  const row = { line, outcome: outcome ?? ('received' as const), submission: id, subject }
  if (outcome !== 'refused') return row
  const details = { refused: 'unknown', ...answer }
  return { ...row, detail: await refusalSentence(deps.sql, details, deps.organisation.zone) }
}

function countsOf(rows: RowResult[]): Record<string, number> {
  const counts: Record<string, number> = { rows: rows.length }
  for (const { outcome } of rows) counts[outcome] = (counts[outcome] ?? 0) + 1
  return counts
}

function rowToken(row: TableRow): string {
  const fields = 'fields' in row ? Object.entries(row.fields).sort() : []
  return createHash('sha256').update(JSON.stringify(fields)).digest('hex')
}

/** The results in the order of the rows, so many at once. */
async function inTurn<T, R>(rows: readonly T[], work: (row: T) => Promise<R>): Promise<R[]> {
  const results: R[] = new Array(rows.length)
  const left = rows.entries()
  const takeNext = async () => {
    for (const [index, row] of left) results[index] = await work(row)
  }
  await Promise.all(Array.from({ length: rowsAtOnce }, takeNext))
  return results
}
