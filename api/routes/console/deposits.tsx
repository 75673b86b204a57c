import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { localDate } from '../../../domain/calendar.ts'
import { depositInFull } from '../../../readmodels/deposit.ts'
import { DepositPage, NewDeposit } from '../../../web/console/deposit.tsx'
import { type Filled, unfilled } from '../../../web/form.tsx'
import type { ApiDeps } from '../../deps.ts'
import { administrator } from '../../guard.ts'
import { show } from '../../page.tsx'
import { notFound } from '../../problem.ts'
import { tryParse } from '../../read.ts'
import { depositRequest } from '../../requests/deposit.ts'
import { id as uuid } from '../../requests/fields.ts'
import { ordersOf, requireOrders, requirePastDay } from '../../v1/check-named.ts'
import { takeForm, typed } from '../form.ts'
import { atTheirRows, centsTyped, rowsTyped } from './money-typed.ts'

const rowsAtFirst = 5
const rowsMore = 10
const mostRows = 200

/** Checks that go to the bank together. */
export function consoleDepositRoutes(deps: ApiDeps): Hono {
  const app = new Hono()

  app.get('/console/deposits', (c) => c.redirect('/console/money', 302))

  app.get('/console/deposits/new', async (c) => {
    await administrator(c, deps, 'record payments')
    const today = localDate(deps.now().toISOString(), deps.organisation.zone)
    const filled = unfilled(randomUUID(), { bankedOn: today, receivedOn: today })
    return show(c, deps, <NewDeposit filled={filled} rows={rowsAtFirst} />)
  })

  app.post('/console/deposits/new', async (c) => {
    const actor = await administrator(c, deps, 'record payments')
    const { key, values } = await typed(c)
    if (values.more !== undefined) {
      const { more: _, ...kept } = values
      const rows = Math.min(rowsOf(values) + rowsMore, mostRows)
      return show(c, deps, <NewDeposit filled={unfilled(key, kept)} rows={rows} />)
    }
    return takeForm(c, deps, {
      actor,
      schema: depositRequest,
      read: ({ values }) => ({
        bankedOn: values.bankedOn ?? '',
        totalCents: centsTyped(values.totalCents),
        checks: checksTyped(values).map(({ check }) => check),
      }),
      again: (filled) => <NewDeposit filled={atRows(filled)} rows={rowsOf(filled.values)} />,
      submission: async ({ checks, ...facts }) => {
        requirePastDay(deps, facts.bankedOn, 'bankedOn')
        for (const { receivedOn } of checks) requirePastDay(deps, receivedOn, 'receivedOn')
        const orders = checks.flatMap(({ allocations }, row) =>
          ordersOf(allocations, `checks.${row}.allocations`),
        )
        await requireOrders(deps, orders)
        const whole = checks.map((check) => ({ ...check, memo: null, creditOf: null }))
        return {
          kind: 'recordDeposit',
          subject: { fresh: 'deposit' },
          facts,
          body: { checks: whole },
        }
      },
      next: (subject) => `/console/deposits/${subject.slice('deposit:'.length)}`,
    })
  })

  app.get('/console/deposits/:id', async (c) => {
    await administrator(c, deps, 'see money')
    const id = c.req.param('id')
    const isId = tryParse(uuid, id).errors === null
    const deposit = isId ? await depositInFull(deps.sql, id) : null
    if (deposit === null) throw notFound('deposit')
    return show(c, deps, <DepositPage deposit={deposit} />)
  })
  return app
}

/** The rows that were filled in, each a check that pays one order or none. */
function checksTyped(values: Record<string, string>) {
  const fields = ['payer', 'number', 'cents', 'order']
  return rowsTyped(values, { group: 'checks', fields }).map(({ index, row }) => {
    const cents = centsTyped(row.cents)
    return {
      index,
      check: {
        payer: row.payer ?? '',
        number: row.number ?? '',
        cents,
        receivedOn: values.receivedOn ?? '',
        allocations: row.order && cents !== null ? [{ order: row.order, cents }] : [],
      },
    }
  })
}

/** All checks of a slip have one day, and each pays one order at most. */
function atRows(filled: Filled): Filled {
  const indexes = checksTyped(filled.values).map(({ index }) => index)
  const { errors, ...rest } = atTheirRows(filled, 'checks', indexes)
  const named = errors.map(({ field, message }) => ({
    message,
    field: field
      .replace(/^checks$/, 'checks.0.payer')
      .replace(/^checks\.\d+\.receivedOn$/, 'receivedOn')
      .replace(/\.allocations.*$/, '.order'),
  }))
  const isFirst = ({ field }: { field: string }, index: number) =>
    named.findIndex((one) => one.field === field) === index
  return { ...rest, errors: named.filter(isFirst) }
}

function rowsOf({ rows = '' }: Record<string, string>): number {
  return /^\d{1,3}$/.test(rows) ? Math.min(Number(rows), mostRows) : rowsAtFirst
}
