import { type OpenAPIHono, z } from '@hono/zod-openapi'
import { reconciliations } from '../../readmodels/reconciliation.ts'
import type { ApiDeps } from '../deps.ts'
import { administrator } from '../guard.ts'
import { pageOf, pageQuery, read } from './route.ts'

/** How our books were compared with Stripe's, night by night, for administrators. */
export function reconciliationRoutes(app: OpenAPIHono, deps: ApiDeps): void {
  read(app, {
    path: '/reconciliations',
    summary: 'Comparisons with Stripe, the latest first; what differs is a task',
    tag: 'reconciliation',
    query: pageQuery,
    answer: pageOf(z.looseObject({ id: z.string(), differences: z.int() })).openapi(
      'Reconciliations',
    ),
    read: async ({ query }, c) => {
      await administrator(c, deps, 'see money')
      return reconciliations(deps.sql, query)
    },
  })
}
