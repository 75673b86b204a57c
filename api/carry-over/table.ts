import { createHash } from 'node:crypto'
import { type SubmissionStatus, submissionStatus } from '../../readmodels/submission.ts'
import { deliverInTime, storeOrRefuse } from '../answer.ts'
import type { ApiDeps } from '../deps.ts'
import type { FieldError } from '../problem.ts'
import { refusalSentence } from '../refusal.ts'
import { readTable, type TableRow } from './csv.ts'
import type { CheckedKind } from './kind.ts'

/** Rows that are looked up or stored at the same time. */
const rowsAtOnce = 8

/** How long the answer to a whole file may wait, in milliseconds; what is not applied by then is applied by itself. */
const patience = 5_000

interface RowResult {
  line: number
  outcome: 'applied' | 'received' | 'refused' | 'wrong' | 'would-apply'
  detail?: string
  errors?: FieldError[]
  submission?: string
  subject?: string
}

interface TableResult {
  kind: string
  counts: Record<string, number>
  rows: RowResult[]
}

/** What would become of each row; nothing is stored. */
export async function previewTable(
  deps: ApiDeps,
  { name, kind, csv }: { name: string; kind: CheckedKind; csv: string },
): Promise<TableResult> {
  const rows = await inTurn(readTable(csv, kind.columns), async (row): Promise<RowResult> => {
    const examined = await examine(deps, kind, row)
    if ('wrong' in examined) return wrongRow(row, examined.wrong)
    const { would, refusal } = examined
    return refusal === null
      ? { line: row.line, outcome: 'would-apply', detail: would }
      : { line: row.line, outcome: 'refused', detail: refusal }
  })
  return { kind: name, counts: countsOf(rows), rows }
}

/** Brings over each row that is right, each once, however often the file is sent. */
export async function carryOverTable(
  deps: ApiDeps,
  { name, kind, csv, actor }: { name: string; kind: CheckedKind; csv: string; actor: string },
): Promise<TableResult> {
  const until = Date.now() + patience
  const stored = await inTurn(readTable(csv, kind.columns), async (row): Promise<RowResult> => {
    const examined = await examine(deps, kind, row)
    if ('wrong' in examined) return wrongRow(row, examined.wrong)
    const token = `${name}/${rowToken(row)}`
    const { id } = await storeOrRefuse(deps, { ...examined.made, actor, token })
    return { line: row.line, outcome: 'received', submission: id }
  })
  const rows = await inTurn(stored, async (result): Promise<RowResult> => {
    if (result.submission === undefined) return result
    if (Date.now() < until) await deliverInTime(deps, result.submission)
    const status = await submissionStatus(deps.sql, result.submission)
    return status === null ? result : settledRow(deps, result, status)
  })
  return { ...{ kind: name }, counts: countsOf(rows), ...{ rows } }
}

async function examine(deps: ApiDeps, kind: CheckedKind, row: TableRow) {
  return 'wrong' in row ? row : columnsOf(kind, await kind.check(deps, row.fields))
}

/** Errors name the column that the person sees, not the field behind it. */
function columnsOf<E extends object>(kind: CheckedKind, examined: E | { wrong: FieldError[] }) {
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

function wrongRow({ line }: TableRow, errors: FieldError[]): RowResult {
  return { line, outcome: 'wrong', errors }
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
