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
    ...(seats === undefined
      ? {}
      : { seats: /^\d{1,9}$/.test(String(seats)) ? Number(seats) : seats }),
    ...(billTo ? { billTo: { email: said['buyer.email'], ...(billTo as object) } } : {}),
    savesCard: values.savesCard === 'yes',
  }
}

/** What was typed, with the addresses of the file added to those that were pasted; and each row that is none. */
export async function namedIn({
  values,
  file,
}: Typed): Promise<{ values: Record<string, string>; errors: FieldError[] }> {
  const sent = file('peopleFile')
  const rows = sent === null ? [] : await firstColumn(sent)
  if (rows === null) {
    const message = 'This file could not be read as CSV. Please paste the addresses instead.'
    return { values, errors: [{ field: 'peopleFile', message }] }
  }
  const pasted = (values.people ?? '').split(/[\n,;]+|\s+(?=\S+@)/)
  const all = [...pasted, ...rows].map((row) => row.trim()).filter(Boolean)
  const wrong = all.flatMap((row, index) =>
    tryParse(email, row).errors === null
      ? []
      : [
          {
            field: 'people',
            message: `Row ${index + 1}, “${row.slice(0, 60)}”, is not an e-mail address.`,
          },
        ],
  )
  const people = all.join('\n')
  return {
    values: people === '' ? values : { ...values, people },
    errors: wrong.slice(0, mostTold),
  }
}

/** The addresses of a file, without its heading; null where it is no CSV. */
async function firstColumn(file: File): Promise<string[] | null> {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer())
    const rows: string[][] = parse(text, {
      bom: true,
      relax_column_count: true,
      skip_empty_lines: true,
    })
    const first = rows.map(([cell = '']) => cell)
    return first[0]?.includes('@') ? first : first.slice(1)
  } catch (error) {
    if (error instanceof CsvError || error instanceof TypeError) return null
    throw error
  }
}
