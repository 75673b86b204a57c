import { type OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { orderOf } from '../../delivery/subject.ts'
import { linkToken } from '../../link.ts'
import { invoices } from '../../readmodels/invoice.ts'
import { type Order, orderByNumber, orders } from '../../readmodels/order.ts'
import type { ApiDeps } from '../deps.ts'
import { administrator, administratorOrNull, requireLink } from '../guard.ts'
import { readWish } from '../order-wish.ts'
import { notFound } from '../problem.ts'
import { email, number, slug } from '../requests/fields.ts'
import * as requests from '../requests/order.ts'
import { command, pageOf, pageQuery, read } from './route.ts'

const tag = 'order'
const params = z.object({ number: number('order') })
const linkQuery = z.object({ token: z.string().max(100).optional() })
const stage = z.enum([
  'quoted',
  'quote-expired',
  'awaiting-card',
  'expired',
  'po-submitted',
  'po-declined',
  'invoiced',
  'part-paid',
  'overdue',
  'on-hold',
  'paid',
  'part-refunded',
  'refunded',
  'disputed',
  'written-off',
  'cancelled',
])

/** Placing orders, deciding about them, and their money, under `/orders`; and the invoices. */
export function orderRoutes(app: OpenAPIHono, deps: ApiDeps): void {
  command(app, deps, {
    path: '/orders',
    summary: 'Order log-ins, a showing, an institution’s access or a pass',
    tag,
    body: requests.orderRequest,
    movesMoney: true,
    who: async (c) => (await administratorOrNull(c, deps)) ?? 'buyer',
    submission: async ({ body }, actor) => ({
      kind: 'place',
      subject: { numbered: 'order' },
      ...(await readWish(deps, body, actor !== 'buyer')),
    }),
    also: (subject) => access(deps, subject.slice('order:'.length)),
  })

  for (const { path, summary, body, kind, who, movesMoney = false, parts } of commands) {
    command(app, deps, {
      path: `/orders/{number}/${path}`,
      summary,
      tag,
      params,
      body,
      movesMoney,
      who: (c, _, { number }) =>
        who === 'buyer' ? buyerOrAdministrator(c, deps, number) : desk(c, deps, number),
      submission: ({ params, body }) => ({
        kind,
        subject: orderOf(params.number),
        ...(parts?.(body) ?? { body }),
      }),
    })
  }

  read(app, {
    path: '/orders',
    summary: 'Orders, the latest first',
    tag,
    query: pageQuery.extend({
      stage: stage.optional(),
      webinar: slug.optional(),
      organisation: z.string().trim().max(200, 'Please keep it to 200 characters.').optional(),
      buyer: email.optional(),
    }),
    answer: pageOf(z.looseObject({ number: z.string() })).openapi('Orders'),
    read: async ({ query }, c) => {
      await administrator(c, deps)
      const { items, next } = await orders(deps.sql, query)
      return { items: items.map(shown), next }
    },
  })

  read(app, {
    path: '/orders/{number}',
    summary: 'One order, for administrators and by the link of its buyer',
    tag,
    params,
    query: linkQuery,
    answer: z.looseObject({ number: z.string(), stage }).openapi('Order'),
    read: async ({ params }, c) => {
      await buyerOrAdministrator(c, deps, params.number)
      const order = await orderByNumber(deps.sql, params.number)
      return order && shown(order)
    },
  })

  read(app, {
    path: '/orders/{number}/invoices',
    summary: 'The invoices of an order, the one that stands first',
    tag: 'invoice',
    params,
    query: pageQuery.extend(linkQuery.shape),
    answer: pageOf(z.looseObject({ number: z.string() })),
    read: async ({ params, query: { limit, cursor } }, c) => {
      await buyerOrAdministrator(c, deps, params.number)
      return invoices(deps.sql, { limit, cursor, order: params.number })
    },
  })

  read(app, {
    path: '/invoices',
    summary: 'Invoices, the latest first',
    tag: 'invoice',
    query: pageQuery.extend({
      order: number('order').optional(),
      standing: z
        .enum(['true', 'false'], 'Please give true or false.')
        .transform((given) => given === 'true')
        .optional(),
    }),
    answer: pageOf(z.looseObject({ number: z.string() })).openapi('Invoices'),
    read: async ({ query }, c) => {
      await administrator(c, deps)
      return invoices(deps.sql, query)
    },
  })
}

/**
 * An administrator, or the buyer by the order's own link, as an actor.
 * @throws ProblemError 401 without either, 404 where there is no such order or the link is another one's
 */
export async function buyerOrAdministrator(
  c: Context,
  deps: ApiDeps,
  number: string,
): Promise<string> {
  const actor = await administratorOrNull(c, deps)
  const order = await orderByNumber(deps.sql, number)
  if (actor === null) {
    requireLink(c, deps, { noun: 'order', id: number, version: order?.linkVersion ?? 0 }, tag)
  }
  if (order === null) throw notFound(tag)
  return actor ?? `buyer:${number}`
}

/** @throws ProblemError for everybody but administrators, 404 where there is no such order */
export async function desk(c: Context, deps: ApiDeps, number: string): Promise<string> {
  const actor = await administrator(c, deps)
  if ((await orderByNumber(deps.sql, number)) === null) throw notFound(tag)
  return actor
}

/** The number of a new order, and the link by which its buyer comes back to it. */
function access({ publicUrl, secretKey }: ApiDeps, id: string) {
  const token = linkToken(secretKey, { noun: 'order', id, version: 1 })
  return { number: id, token, link: `${publicUrl}/orders/${id}?token=${token}` }
}

function shown({ linkVersion: _, ...order }: Order): object {
  return order
}

interface OrderRoute {
  path: string
  summary: string
  body: z.ZodType<Record<string, unknown>>
  kind: string
  who: 'administrator' | 'buyer'
  movesMoney?: boolean
  /** How the body is split where not all of it stays in Postgres. */
  parts?: (body: Record<string, unknown>) => { facts?: object; body?: object }
}

const asFacts = (facts: Record<string, unknown>) => ({ facts })

const commands: OrderRoute[] = [
  {
    path: 'purchase-order-acceptances',
    summary: 'Accept the purchase order: people may attend, the invoice goes out',
    body: requests.nothing,
    kind: 'acceptPurchaseOrder',
    who: 'administrator',
    movesMoney: true,
  },
  {
    path: 'purchase-order-declines',
    summary: 'Decline the purchase order; the buyer may pay by invoice instead',
    body: requests.reasonRequest,
    kind: 'declinePurchaseOrder',
    who: 'administrator',
  },
  {
    path: 'card-payments',
    summary: 'Pay by card: a page at Stripe is made, to be had at /orders/{number}/checkout',
    body: requests.nothing,
    kind: 'switchToCard',
    who: 'buyer',
    movesMoney: true,
  },
  {
    path: 'refunds',
    summary: 'Give money back the way it came: all of it, an amount, or some of a line',
    body: requests.refundRequest,
    kind: 'refund',
    who: 'administrator',
    movesMoney: true,
    parts: ({ reason, ...wish }) => ({ facts: wish, body: { reason } }),
  },
  {
    path: 'credit-refunds',
    summary: 'Give credit back onto the card that it came from; the order stays as it is',
    body: requests.creditRefundRequest,
    kind: 'refundCredit',
    who: 'administrator',
    movesMoney: true,
    parts: asFacts,
  },
  {
    path: 'refund-sendings',
    summary: 'Say that the check of a refund was sent, and how',
    body: requests.refundSendingRequest,
    kind: 'refundSent',
    who: 'administrator',
    movesMoney: true,
  },
  {
    path: 'stripe-checks',
    summary: 'Ask Stripe where the money of this order stands, and book what is new',
    body: requests.nothing,
    kind: 'stripeFact',
    who: 'administrator',
    parts: () => ({ facts: { because: 'asked' } }),
  },
  {
    path: 'invoice-requests',
    summary: 'Instead of a card or a declined purchase order: pay by invoice',
    body: requests.nothing,
    kind: 'payByInvoice',
    who: 'buyer',
    movesMoney: true,
  },
  {
    path: 'access-releases',
    summary: 'Open everything before the money is here',
    body: requests.reasonRequest,
    kind: 'releaseAccess',
    who: 'administrator',
  },
  {
    path: 'cancellations',
    summary: 'Cancel what is not paid',
    body: requests.cancellationRequest,
    kind: 'cancel',
    who: 'buyer',
    movesMoney: true,
  },
  {
    path: 'bill-to-changes',
    summary: 'Address the invoice to somebody else, under a new number',
    body: requests.billToRequest,
    kind: 'changeBillTo',
    who: 'buyer',
    movesMoney: true,
    parts: (billTo) => ({ body: { billTo } }),
  },
  {
    path: 'purchase-order-number-changes',
    summary: 'Put another PO number on the invoice, under a new number',
    body: requests.purchaseOrderNumberRequest,
    kind: 'changePurchaseOrderNumber',
    who: 'buyer',
    movesMoney: true,
  },
  {
    path: 'due-extensions',
    summary: 'Move the due date to a later one; ends a hold',
    body: requests.dueExtensionRequest,
    kind: 'extendDue',
    who: 'administrator',
    parts: asFacts,
  },
  {
    path: 'fee-waivers',
    summary: 'Ask no longer for the fee of a check that bounced',
    body: requests.reasonRequest,
    kind: 'waiveFee',
    who: 'administrator',
    movesMoney: true,
  },
  {
    path: 'write-offs',
    summary: 'Give up what is open; access ends',
    body: requests.reasonRequest,
    kind: 'writeOff',
    who: 'administrator',
    movesMoney: true,
  },
  {
    path: 'reinstatements',
    summary: 'Take up again what was cancelled or written off',
    body: requests.nothing,
    kind: 'reinstate',
    who: 'administrator',
    movesMoney: true,
  },
  {
    path: 'credit-applications',
    summary: 'Pay with the credit of the organisation or the buyer',
    body: requests.creditApplicationRequest,
    kind: 'applyCredit',
    who: 'administrator',
    movesMoney: true,
    parts: asFacts,
  },
  {
    path: 'credit-payouts',
    summary: 'Say that credit was given back, and how',
    body: requests.creditPayoutRequest,
    kind: 'payOutCredit',
    who: 'administrator',
    movesMoney: true,
    parts: ({ cents, how }) => ({ facts: { cents }, body: { how } }),
  },
  {
    path: 'hostings',
    summary: 'Say that it is in the institution’s own Niche Academy account',
    body: requests.hostingRequest,
    kind: 'hostingDone',
    who: 'administrator',
  },
]
