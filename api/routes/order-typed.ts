import { CsvError, parse } from 'csv-parse/sync'
import type { FieldError } from '../problem.ts'
import { tryParse } from '../read.ts'
import { email } from '../requests/fields.ts'
import { nested, only, type Typed } from './form.ts'

const wishFields = [
  'webinar',
  'passProduct',
  'product',
  'seats',
  'organisation',
  'people',
  'access',
  'sharedAddress',
  'paysBy',
  'purchaseOrderNumber',
  'passNumber',
  'passToken',
  'buyer.name',
  'buyer.email',
  'billTo.name',
  'billTo.organisation',
  'billTo.address',
  'billTo.email',
]

/** Rows with something wrong that are told at once. */
const mostTold = 20

/** What was typed into the order form, in the shape of an order's request. */
export function wishOf(values: Record<string, string>): Record<string, unknown> {
  const said = only(values, wishFields)
  const { seats, billTo, ...wish } = nested(said)
  const isPass = !said.webinar
  return {
    ...wish,
    ...(isPass ? { product: 'pass' } : {}),
    ...(said.paysBy === 'free' ? {} : { buyer: wish.buyer ?? {} }),
    ...(seats === undefined
      ? {}
      : { seats: /^\d{1,9}$/.test(String(seats)) ? Number(seats) : seats }),
    ...(billTo ? { billTo: { email: said['buyer.email'], ...(billTo as object) } } : {}),
    savesCard: values.savesCard === 'yes',
  }
}

/** One address that was typed or came in a file, as it was read. */
export interface RowRead {
  /** Of the list, with the rows of the file at its end. */
  line: number
  text: string
  from: string
  /** What is wrong with it, or what becomes of it. */
  said: string | null
  isWrong: boolean
}

/** What was typed, with the addresses of the file added to those that were pasted, and what was read of each. */
export async function namedIn({
  values,
  file,
}: Typed): Promise<{ values: Record<string, string>; rows: RowRead[]; errors: FieldError[] }> {
  const sent = file('peopleFile')
  const inFile = sent === null ? [] : await addressesIn(sent)
  if (inFile === null) {
    const message = 'This file could not be read as CSV. Please paste the addresses instead.'
    return { values, rows: [], errors: [{ field: 'peopleFile', message }] }
  }
  const rows = judged([
    ...(values.people ?? '').split(separators).map((text) => ({ text, from: 'Typed' })),
    ...inFile.map(({ text, row }) => ({ text, from: `File, row ${row}` })),
  ])
  const people = rows.map(({ text }) => text).join('\n')
  const errors = rows.flatMap(({ line, text, isWrong }) => {
    const message = `Row ${line}, “${text.slice(0, 60)}”, is not an email address.`
    return isWrong ? [{ field: 'people', message }] : []
  })
  const all = people === '' ? values : { ...values, people }
  return { values: all, rows, errors: errors.slice(0, mostTold) }
}

/** Lists have one address a line; mails and spreadsheets put other things between them. */
const separators = /[\n,;]+|\s+(?=\S+@)/

function judged(given: { text: string; from: string }[]): RowRead[] {
  const known = new Map<string, number>()
  const cells = given.map((cell) => ({ ...cell, text: cell.text.trim() }))
  return cells
    .filter(({ text }) => text !== '')
    .map((cell, index) => {
      const line = index + 1
      const isWrong = tryParse(email, cell.text).errors !== null
      const first = known.get(cell.text.toLowerCase())
      if (first === undefined) known.set(cell.text.toLowerCase(), line)
      const said = isWrong
        ? 'This is not an email address.'
        : first === undefined
          ? null
          : `The same as row ${first}: counted once.`
      return { ...cell, line, said, isWrong }
    })
}

/** The addresses of a file with the rows that they stand in, without its heading; null where it is no CSV. */
async function addressesIn(file: File): Promise<{ text: string; row: number }[] | null> {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer())
    const rows: string[][] = parse(text, {
      bom: true,
      relax_column_count: true,
      skip_empty_lines: true,
    })
    const column = columnOf(rows)
    const cells = rows.map((row, index) => ({ text: row[column] ?? '', row: index + 1 }))
    return cells[0]?.text.includes('@') ? cells : cells.slice(1)
  } catch (error) {
    if (error instanceof CsvError || error instanceof TypeError) return null
    throw error
  }
}

/** Which column has the addresses: the one that says so, or the first with an address in it. */
function columnOf(rows: string[][]): number {
  const named = rows[0]?.findIndex((cell) => /e-?mail/i.test(cell) && !cell.includes('@')) ?? -1
  if (named >= 0) return named
  const filled = rows.find((row) => row.some((cell) => cell.includes('@'))) ?? []
  return Math.max(
    0,
    filled.findIndex((cell) => cell.includes('@')),
  )
}
