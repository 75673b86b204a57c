import type { z } from '@hono/zod-openapi'
import type { Action } from '../../domain/permission.ts'
import type { Intake } from '../intake.ts'
import * as requests from '../requests/order.ts'
import { quoteAcceptanceRequest } from '../requests/quote.ts'
import { orderCommands } from '../v1/order-commands.ts'
import { only, type Typed } from './form.ts'

/** A form on the page of an order: the same command as under `/api/v1/orders/{number}`. */
export interface OrderForm {
  name: string
  kind: string
  schema: z.ZodType<Record<string, unknown>>
  /** What an administrator needs to be allowed for it. */
  action: Action
  read: (typed: Typed) => unknown
  parts: (
    values: Record<string, unknown>,
    actor: string,
  ) => Pick<Intake, 'facts' | 'body'> & { subject?: never }
}

const fields: Record<string, string[]> = {
  cancellations: ['reason'],
  'bill-to-changes': ['name', 'organisation', 'address', 'email'],
  'purchase-order-number-changes': ['purchaseOrderNumber'],
}

/** The form of a buyer that posts to this path, null where there is none. */
export function orderFormOf(path: string): OrderForm | null {
  const seat = /^seats\/([\da-f-]{36})\/(reassignments|resends)$/.exec(path)
  if (seat?.[1] !== undefined) return seatForm(path, seat[1], seat[2] === 'resends')
  if (path === 'seats') {
    return {
      name: path,
      kind: 'assignSeats',
      schema: requests.seatAssignmentRequest,
      action: 'change seats',
      read: ({ values }) => only(values, ['people']),
      parts: (body) => ({ body }),
    }
  }
  if (path === 'seat-reductions') {
    return {
      name: path,
      kind: 'reduceSeats',
      schema: requests.seatReductionRequest,
      action: 'change orders',
      read: ({ values: { seats = '' } }) => ({
        seats: /^\d{1,9}$/.test(seats) ? Number(seats) : seats,
      }),
      parts: (facts) => ({ facts }),
    }
  }
  if (path === 'quote-acceptances') {
    return {
      name: path,
      kind: 'acceptQuote',
      schema: quoteAcceptanceRequest,
      action: 'change orders',
      read: ({ values }) => only(values, ['purchaseOrderNumber']),
      parts: ({ purchaseOrderNumber }) =>
        purchaseOrderNumber
          ? { facts: { withPurchaseOrder: true }, body: { purchaseOrderNumber } }
          : {},
    }
  }
  return buyerForm(path)
}

function buyerForm(path: string): OrderForm | null {
  const command = orderCommands.find((one) => one.path === path && one.who === 'buyer')
  if (command === undefined) return null
  const { body: schema, kind, action = 'change orders', parts } = command
  return {
    name: path,
    kind,
    schema,
    action,
    read: ({ values }) => only(values, fields[path] ?? []),
    parts: (values) => parts?.(values) ?? { body: values },
  }
}

function seatForm(path: string, seat: string, isResend: boolean): OrderForm {
  return {
    name: path,
    kind: isResend ? 'resendSeat' : 'reassignSeat',
    schema: isResend ? requests.nothing : requests.reassignmentRequest,
    action: 'change seats',
    read: ({ values }) => only(values, isResend ? [] : ['email']),
    parts: (body, actor) =>
      isResend
        ? { facts: { seat } }
        : { facts: { seat, isAdministrator: actor.startsWith('administrator:') }, body },
  }
}
