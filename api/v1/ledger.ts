import { type OpenAPIHono, z } from '@hono/zod-openapi'
import { orderBalances, whereabouts } from '../../readmodels/ledger.ts'
import type { ApiDeps } from '../deps.ts'
import { administrator } from '../guard.ts'
import { number } from '../requests/fields.ts'
import { pageOf, pageQuery, read } from './route.ts'

const tag = 'ledger'

/** The books: where all money is, and what each order owes, for administrators. */
export function ledgerRoutes(app: OpenAPIHono, deps: ApiDeps): void {
  read(app, {
    path: '/ledger',
    summary: 'Where the cents of all checks are; the places add up to the checks',
    tag,
    answer: z.looseObject({ checksCents: z.int() }).openapi('Whereabouts'),
    read: async (_, c) => {
      await administrator(c, deps, 'see money')
      return whereabouts(deps.sql)
    },
  })

  read(app, {
    path: '/balances',
    summary: 'What each order owes, has received, and what is open',
    tag,
    query: pageQuery.extend({ order: number('order').optional() }),
    answer: pageOf(z.looseObject({ order: z.string(), openCents: z.int() })).openapi('Balances'),
    read: async ({ query }, c) => {
      await administrator(c, deps, 'see money')
      return orderBalances(deps.sql, query)
    },
  })
}
