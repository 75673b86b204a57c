import type { z } from '@hono/zod-openapi'
import type { Action } from '../../domain/permission.ts'
import * as requests from '../requests/order.ts'

/** What an order can be told over HTTP, one resource each. */
export interface OrderRoute {
  path: string
  summary: string
  body: z.ZodType<Record<string, unknown>>
  kind: string
  who: 'administrator' | 'buyer'
  /** What an administrator must be allowed for it; else to change orders. */
  action?: Action
  movesMoney?: boolean
  /** How the body is split where not all of it stays in Postgres. */
  parts?: (body: Record<string, unknown>) => { facts?: object; body?: object }
}

const asFacts = (facts: Record<string, unknown>) => ({ facts })

export const orderCommands: OrderRoute[] = [
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
    action: 'refund',
    movesMoney: true,
    parts: ({ reason, ...wish }) => ({ facts: wish, body: { reason } }),
  },
  {
    path: 'credit-refunds',
    summary: 'Give credit back onto the card that it came from; the order stays as it is',
    body: requests.creditRefundRequest,
    kind: 'refundCredit',
    who: 'administrator',
    action: 'refund',
    movesMoney: true,
    parts: asFacts,
  },
  {
    path: 'refund-sendings',
    summary: 'Say that the check of a refund was sent, and how',
    body: requests.refundSendingRequest,
    kind: 'refundSent',
    who: 'administrator',
    action: 'refund',
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
    summary: 'Take up again what was canceled or written off',
    body: requests.nothing,
    kind: 'reinstate',
    who: 'administrator',
    movesMoney: true,
  },
  {
    path: 'credit-applications',
    summary: 'Pay with the credit of the organization or the buyer',
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
    action: 'refund',
    movesMoney: true,
    parts: ({ cents, how }) => ({ facts: { cents }, body: { how } }),
  },
  {
    path: 'hostings',
    summary: 'Say that it is in the institution’s own Niche Academy account',
    body: requests.hostingRequest,
    kind: 'hostingDone',
    who: 'administrator',
    action: 'change seats',
  },
]
