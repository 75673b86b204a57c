import { type OpenAPIHono, z } from '@hono/zod-openapi'
import { orderOf } from '../../delivery/subject.ts'
import type { ApiDeps } from '../deps.ts'
import { number } from '../requests/fields.ts'
import * as requests from '../requests/quote.ts'
import { buyerOrAdministrator, desk } from './order.ts'
import { command } from './route.ts'

const tag = 'quote'
const params = z.object({ number: number('order') })

/** A yes to a quote; that there is a purchase order may stand in a history, its number stays in Postgres. */
export function accepted({ purchaseOrderNumber }: { purchaseOrderNumber?: unknown }) {
  return {
    kind: 'acceptQuote',
    ...(purchaseOrderNumber
      ? { facts: { withPurchaseOrder: true }, body: { purchaseOrderNumber } }
      : {}),
  }
}

/** What is said to a quote, which is an order that nobody owes for yet, under `/orders/{number}`. */
export function quoteRoutes(app: OpenAPIHono, deps: ApiDeps): void {
  command(app, deps, {
    path: '/orders/{number}/quote-acceptances',
    summary: 'Accept the quote: with the number of a purchase order, or to be invoiced at once',
    tag,
    params,
    body: requests.quoteAcceptanceRequest,
    movesMoney: true,
    who: (c, _, { number }) => buyerOrAdministrator(c, deps, number),
    submission: ({ params, body }) => ({ ...accepted(body), subject: orderOf(params.number) }),
  })

  command(app, deps, {
    path: '/orders/{number}/price-agreements',
    summary: 'Quote another price for the whole, held for 60 days from now',
    tag,
    params,
    body: requests.priceAgreementRequest,
    movesMoney: true,
    who: (c, _, { number }) => desk(c, deps, number),
    submission: ({ params, body }) => ({
      kind: 'agreePrice',
      subject: orderOf(params.number),
      facts: body,
    }),
  })
}
