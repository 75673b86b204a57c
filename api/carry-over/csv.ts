import { CsvError, type Info, parse } from 'csv-parse/sync'
import { type FieldError, wrongField } from '../problem.ts'
import type { Column } from './kind.ts'

export const mostRows = 5_000

/** A row of a spreadsheet: its line in the file, and the fields that its cells fill, or why they cannot. */
export type TableRow =
  | { line: number; fields: Record<string, unknown> }
  | { line: number; wrong: FieldError[] }

/**
 * The rows below the heading of a file of comma-separated values. An empty cell is a field that is not given.
 * @throws ProblemError 422 when the file as a whole cannot be read
 */
export function readTable(csv: string, columns: Record<string, Column>): TableRow[] {
  const [heading, ...rows] = readRecords(csv)
  if (heading === undefined) throw wrongField('csv', 'There is nothing in this file.')
  const names = heading.cells.map((cell) => cell.toLowerCase())
  checkHeading(names, columns)
  if (rows.length === 0) throw wrongField('csv', 'There are no rows below the heading.')
  if (rows.length > mostRows) {
    const message = `Please send at most ${mostRows} rows at once; this file has ${rows.length}.`
    throw wrongField('csv', message)
  }
  const byName = new Map(Object.entries(columns).map(([name, each]) => [name.toLowerCase(), each]))
  return rows.map(({ line, cells }) => readRow({ line, cells }, names, byName))
}

interface Line {
  line: number
  cells: string[]
}

function readRecords(csv: string): Line[] {
  try {
    const options = {
      bom: true,
      info: true,
      trim: true,
      relax_column_count: true,
      skip_empty_lines: true,
    }
    const records = parse(csv.replaceAll('\0', ''), options) as unknown as {
      record: string[]
      info: Info
    }[]
    return records
      .map(({ record, info }) => ({ line: info.lines, cells: record }))
      .filter(({ cells }) => cells.some((cell) => cell !== ''))
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const { lines } = error as CsvError & { lines?: number }
    throw wrongField('csv', `There is a quotation mark that cannot be read, near line ${lines}.`)
  }
}

function checkHeading(names: string[], columns: Record<string, Column>): void {
  const known = Object.keys(columns)
  const list = `The columns are: ${known.join(', ')}.`
  if (names.length === 1 && /[;\t]/.test(names[0] ?? '')) {
    const found = names[0]?.includes(';') ? 'semicolons' : 'tabs'
    throw wrongField('csv', `Please separate the cells by commas; this file has ${found}.`)
  }
  const unknown = names.find((name) => !known.some((other) => other.toLowerCase() === name))
  if (unknown !== undefined) {
    throw wrongField('csv', `There is no column “${unknown.slice(0, 60)}”. ${list}`)
  }
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) throw wrongField('csv', `There are two columns “${twice}”.`)
}

function readRow({ line, cells }: Line, names: string[], byName: Map<string, Column>): TableRow {
  if (cells.length !== names.length) {
    const message = `This row has ${cells.length} cells, and the heading ${names.length}. A cell with a comma in it needs quotation marks.`
    return { line, wrong: [{ field: 'row', message }] }
  }
  const fields: Record<string, unknown> = {}
  const wrong: FieldError[] = []
  for (const [index, name] of names.entries()) {
    const column = byName.get(name)
    const cell = cells[index] ?? ''
    if (column === undefined || cell === '') continue
    const value = column.read(cell)
    if (value !== undefined) fields[column.field] = value
    else wrong.push({ field: name, message: column.otherwise ?? 'This cannot be read.' })
  }
  return wrong.length > 0 ? { line, wrong } : { line, fields }
}
