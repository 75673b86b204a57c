import { type OpenAPIHono, z } from '@hono/zod-openapi'
import { orderOf } from '../../delivery/subject.ts'
import { ownSeat, seatsOfOrder } from '../../readmodels/seat.ts'
import type { ApiDeps } from '../deps.ts'
import { administratorOrNull, requireLink } from '../guard.ts'
import { id, number } from '../requests/fields.ts'
import * as requests from '../requests/order.ts'
import { buyerOrAdministrator } from './order.ts'
import { command, read } from './route.ts'

const tag = 'seat'
const params = z.object({ number: number('order') })
const seatParams = params.extend({ seat: id })
const linkQuery = z.object({ token: z.string().max(100).optional() })

/** The people of an order, under `/orders/{number}/seats`; and each one's own seat. */
export function seatRoutes(app: OpenAPIHono, deps: ApiDeps): void {
  command(app, deps, {
    path: '/orders/{number}/seats',
    summary: 'Name the people of seats without a name, by a pasted list',
    tag,
    params,
    body: requests.seatAssignmentRequest,
    who: (c, _, { number }) => buyerOrAdministrator(c, deps, number, 'change seats'),
    submission: ({ params, body }) => ({
      kind: 'assignSeats',
      subject: orderOf(params.number),
      body,
    }),
  })

  command(app, deps, {
    path: '/orders/{number}/seats/{seat}/reassignments',
    summary: 'Give a seat to somebody else; the old link dies at once',
    tag,
    params: seatParams,
    body: requests.reassignmentRequest,
    who: (c, _, { number }) => buyerOrAdministrator(c, deps, number, 'change seats'),
    submission: ({ params, body }, actor) => ({
      kind: 'reassignSeat',
      subject: orderOf(params.number),
      facts: { seat: params.seat, isAdministrator: actor.startsWith('administrator:') },
      body,
    }),
  })

  command(app, deps, {
    path: '/orders/{number}/seats/{seat}/resends',
    summary: 'Send the mail of a seat once more',
    tag,
    params: seatParams,
    body: requests.nothing,
    who: (c, _, { number }) => buyerOrAdministrator(c, deps, number, 'change seats'),
    submission: ({ params }) => ({
      kind: 'resendSeat',
      subject: orderOf(params.number),
      facts: { seat: params.seat },
    }),
  })

  command(app, deps, {
    path: '/orders/{number}/seat-reductions',
    summary: 'Order fewer seats before payment, priced anew',
    tag,
    params,
    body: requests.seatReductionRequest,
    movesMoney: true,
    who: (c, _, { number }) => buyerOrAdministrator(c, deps, number),
    submission: ({ params, body }) => ({
      kind: 'reduceSeats',
      subject: orderOf(params.number),
      facts: body,
    }),
  })

  read(app, {
    path: '/orders/{number}/seats',
    summary: 'The seats of an order, and who has them',
    tag,
    params,
    query: linkQuery,
    answer: z.object({ items: z.array(z.looseObject({ id })) }),
    read: async ({ params }, c) => {
      await buyerOrAdministrator(c, deps, params.number, 'see people')
      return { items: await seatsOfOrder(deps.sql, params.number) }
    },
  })

  read(app, {
    path: '/seats/{id}',
    summary: 'A seat by the link of its person: what it opens now',
    tag,
    params: z.object({ id }),
    query: linkQuery,
    answer: z.looseObject({ id }).openapi('Seat'),
    read: async ({ params }, c) => {
      const seat = await ownSeat(deps.sql, params.id)
      const isAdministrator = (await administratorOrNull(c, deps, 'see people')) !== null
      const version = seat?.linkVersion ?? 0
      if (!isAdministrator) requireLink(c, deps, { noun: 'seat', id: params.id, version }, tag)
      if (seat === null) return null
      const { linkVersion: _, person: __, isMember: ___, ...shown } = seat
      return shown
    },
  })
}
