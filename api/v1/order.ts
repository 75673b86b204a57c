import { type OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { orderOf } from '../../delivery/subject.ts'
import type { Action } from '../../domain/permission.ts'
import { linkToken } from '../../link.ts'
import { invoices } from '../../readmodels/invoice.ts'
import { type Order, orderByNumber, orders } from '../../readmodels/order.ts'
import { purchaseOrderFiles } from '../../readmodels/upload.ts'
import type { ApiDeps } from '../deps.ts'
import { administrator, administratorOrNull, requireLink } from '../guard.ts'
import { readWish } from '../order-wish.ts'
import { notFound } from '../problem.ts'
import { email, number, slug } from '../requests/fields.ts'
import * as requests from '../requests/order.ts'
import { isSafe, requireThisSite } from '../same-site.ts'
import { viewer } from '../session.ts'
import { orderCommands } from './order-commands.ts'
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
    who: async (c) => (await administratorOrNull(c, deps, 'change orders')) ?? 'buyer',
    submission: async ({ body }, actor) => ({
      kind: 'place',
      subject: { numbered: 'order' },
      ...(await readWish(deps, body, actor !== 'buyer')),
    }),
    also: (subject) => access(deps, subject.slice('order:'.length)),
  })

  for (const route of orderCommands) {
    const { path, summary, body, kind, who, action, movesMoney = false, parts } = route
    command(app, deps, {
      path: `/orders/{number}/${path}`,
      summary,
      tag,
      params,
      body,
      movesMoney,
      who: (c, _, { number }) =>
        who === 'buyer'
          ? buyerOrAdministrator(c, deps, number, action)
          : desk(c, deps, number, action),
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
      await administrator(c, deps, 'see money')
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
      const files = await purchaseOrderFiles(deps.sql, params.number)
      return order && { ...shown(order), purchaseOrderFiles: files }
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
      await administrator(c, deps, 'see money')
      return invoices(deps.sql, query)
    },
  })
}

/**
 * An administrator, or the buyer, signed in or by the order's own link, as an actor.
 * @throws ProblemError 401 without either, 404 where there is no such order or the link is another one's
 */
export async function buyerOrAdministrator(
  c: Context,
  deps: ApiDeps,
  number: string,
  action: Action = isSafe(c) ? 'see money' : 'change orders',
): Promise<string> {
  const actor = await administratorOrNull(c, deps, action)
  const order = await orderByNumber(deps.sql, number)
  const { person } = await viewer(c, deps)
  const isBuyer = person !== null && person.id === order?.buyer.id
  if (actor === null && isBuyer && !isSafe(c)) requireThisSite(c, deps)
  if (actor === null && !isBuyer) {
    requireLink(c, deps, { noun: 'order', id: number, version: order?.linkVersion ?? 0 }, tag)
  }
  if (order === null) throw notFound(tag)
  return actor ?? `buyer:${number}`
}

/** @throws ProblemError for everybody but administrators, 404 where there is no such order */
export async function desk(
  c: Context,
  deps: ApiDeps,
  number: string,
  action: Action = 'change orders',
): Promise<string> {
  const actor = await administrator(c, deps, action)
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
