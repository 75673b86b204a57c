import { localDate } from '../../domain/calendar.ts'
import { isHolder, unknownOrder } from '../../readmodels/credit.ts'
import type { ApiDeps } from '../deps.ts'
import { wrongField } from '../problem.ts'

/** Where a day begins first: whoever records a check may be ahead of the organisation. */
const firstZone = 'Pacific/Kiritimati'

/** @throws ProblemError 422 where the day has not come anywhere */
export function requirePastDay({ now }: Pick<ApiDeps, 'now'>, day: string, field: string): void {
  if (day <= localDate(now().toISOString(), firstZone)) return
  throw wrongField(field, 'Please give a day that has come.')
}

/** @throws ProblemError 422 that names the field of the first order that is not there */
export async function requireOrders(
  { sql }: Pick<ApiDeps, 'sql'>,
  named: { order: string; field: string }[],
): Promise<void> {
  const unknown = await unknownOrder(
    sql,
    named.map(({ order }) => order),
  )
  const wrong = named.find(({ order }) => order === unknown)
  if (wrong) throw wrongField(wrong.field, `There is no order ${wrong.order}.`)
}

/** @throws ProblemError 422 where there is no such organization or person */
export async function requireHolder(
  { sql }: Pick<ApiDeps, 'sql'>,
  holder: string,
  field: string,
): Promise<void> {
  if (await isHolder(sql, holder)) return
  throw wrongField(field, 'There is no such organization or person.')
}

/** The orders that shares name, each with its field. */
export function ordersOf(shares: { order: string }[], field: string) {
  return shares.map(({ order }, index) => ({ order, field: `${field}.${index}.order` }))
}
