import { parseCents } from '../../../domain/money.ts'
import type { Filled } from '../../../web/form.tsx'

type Values = Record<string, string>

/** Dollars that were typed, as cents; what is no amount fails the schema. */
export function centsTyped(typed: string | undefined): number | null {
  return typed === undefined ? null : parseCents(typed)
}

/** Rows of a form, `checks.0.payer`, of which at least one of the fields was filled in. */
export function rowsTyped(
  values: Values,
  { group, fields }: { group: string; fields: readonly string[] },
): { index: number; row: Values }[] {
  const indexes = Object.keys(values).flatMap((name) => {
    const [first, index = '', field = ''] = name.split('.')
    return first === group && /^\d{1,3}$/.test(index) && fields.includes(field)
      ? [Number(index)]
      : []
  })
  return [...new Set(indexes)]
    .sort((one, other) => one - other)
    .map((index) => ({ index, row: rowAt(values, group, index) }))
}

/** Which orders get how much; an order without an amount beside it gets nothing. */
export function sharesTyped(values: Values) {
  return rowsTyped(values, { group: 'allocations', fields: ['cents', 'typed'] }).map(
    ({ index, row }) => ({
      index,
      share: { order: row.typed ?? row.order ?? '', cents: centsTyped(row.cents) },
    }),
  )
}

/** Errors about rows that were sent, as errors of the fields in which they were typed. */
export function atTheirRows(filled: Filled, group: string, indexes: readonly number[]): Filled {
  const errors = filled.errors.map(({ field, message }) => {
    const [first, index = '', ...rest] = field.split('.')
    const typedAt = first === group && index !== '' ? indexes[Number(index)] : undefined
    return typedAt === undefined
      ? { field, message }
      : { field: [group, typedAt, ...rest].join('.'), message }
  })
  return inDollars({ ...filled, errors })
}

/** What the API says of cents, for who typed dollars. */
export function inDollars(filled: Filled): Filled {
  const errors = filled.errors.map(({ field, message }) => ({
    field,
    message:
      message === 'Please give whole cents.'
        ? 'Please give an amount in dollars, such as 325.00.'
        : message.replace(/, in cents(, too)?\.$/, '$1.').replace(' in cents, too', ', too'),
  }))
  return { ...filled, errors }
}

function rowAt(values: Values, group: string, index: number): Values {
  const start = `${group}.${index}.`
  const own = Object.entries(values).filter(([name]) => name.startsWith(start))
  return Object.fromEntries(own.map(([name, value]) => [name.slice(start.length), value]))
}
