import { type OpenAPIHono, z } from '@hono/zod-openapi'
import { depositInFull, deposits } from '../../readmodels/deposit.ts'
import type { ApiDeps } from '../deps.ts'
import { administrator } from '../guard.ts'
import { depositRequest } from '../requests/deposit.ts'
import { id } from '../requests/fields.ts'
import { ordersOf, requireHolder, requireOrders, requirePastDay } from './check-named.ts'
import { command, pageOf, pageQuery, read } from './route.ts'

const tag = 'deposit'

type Deposit = z.output<typeof depositRequest>

/** Checks that go to the bank together, with one slip: for administrators. */
export function depositRoutes(app: OpenAPIHono, deps: ApiDeps): void {
  command(app, deps, {
    path: '/deposits',
    summary: 'Record the checks of one slip, all of them or none',
    tag,
    body: depositRequest,
    movesMoney: true,
    who: (c) => administrator(c, deps, 'record payments'),
    submission: async ({ body }) => {
      await requireKnown(deps, body)
      const { checks, ...facts } = body
      return {
        kind: 'recordDeposit',
        subject: { fresh: 'deposit' },
        facts,
        body: {
          checks: checks.map(({ memo = null, creditOf = null, ...check }) => ({
            ...check,
            memo,
            creditOf,
          })),
        },
      }
    },
  })

  read(app, {
    path: '/deposits',
    summary: 'Deposits, the latest first',
    tag,
    query: pageQuery,
    answer: pageOf(z.looseObject({ id })).openapi('Deposits'),
    read: async ({ query }, c) => {
      await administrator(c, deps, 'see money')
      return deposits(deps.sql, query)
    },
  })

  read(app, {
    path: '/deposits/{id}',
    summary: 'One deposit: its checks as they stand, and what they add up to',
    tag,
    params: z.object({ id }),
    answer: z.looseObject({ id }).openapi('Deposit'),
    read: async ({ params }, c) => {
      await administrator(c, deps, 'see money')
      return depositInFull(deps.sql, params.id)
    },
  })
}

/** The days have come, and the orders and holders are there; each is named by its row. */
async function requireKnown(deps: ApiDeps, { bankedOn, checks }: Deposit): Promise<void> {
  requirePastDay(deps, bankedOn, 'bankedOn')
  for (const [row, { receivedOn }] of checks.entries()) {
    requirePastDay(deps, receivedOn, `checks.${row}.receivedOn`)
  }
  const orders = checks.flatMap(({ allocations }, row) =>
    ordersOf(allocations, `checks.${row}.allocations`),
  )
  await requireOrders(deps, orders)
  for (const [row, { creditOf }] of checks.entries()) {
    if (creditOf) await requireHolder(deps, creditOf, `checks.${row}.creditOf`)
  }
}
