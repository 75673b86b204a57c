import { type OpenAPIHono, z } from '@hono/zod-openapi'
import { latestCheckout } from '../../readmodels/checkout.ts'
import type { ApiDeps } from '../deps.ts'
import { number } from '../requests/fields.ts'
import { buyerOrAdministrator } from './order.ts'
import { read } from './route.ts'

const checkout = z
  .object({
    state: z.enum(['being-made', 'open', 'complete', 'expired', 'failed']),
    url: z.string().nullable(),
    expiresAt: z.string().nullable(),
    cents: z.int(),
  })
  .openapi('Checkout')

/** The page on which an order is paid by card, under `/orders/{number}/checkout`. */
export function checkoutRoutes(app: OpenAPIHono, deps: ApiDeps): void {
  read(app, {
    path: '/orders/{number}/checkout',
    summary: 'The page for paying by card: whether it is open, and where',
    tag: 'checkout',
    params: z.object({ number: number('order') }),
    query: z.object({ token: z.string().max(100).optional() }),
    answer: checkout,
    read: async ({ params }, c) => {
      await buyerOrAdministrator(c, deps, params.number)
      return latestCheckout(deps.sql, { order: params.number, at: deps.now().toISOString() })
    },
  })
}
