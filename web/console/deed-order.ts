import type { Deed, DeedField } from './deed.ts'

const reason = (hint: string): DeedField => ({ name: 'reason', label: 'Reason', as: 'text', hint })
const byBuyer = 'The buyer reads it.'
const cents = (hint: string): DeedField => ({ name: 'cents', label: 'Amount', as: 'money', hint })

/** What administrators do to an order, by the names of the API. */
export const orderDeeds = {
  'orders/purchase-order-acceptances': {
    label: 'Accept the purchase order',
    done: 'accepted; the invoice goes out',
    action: 'change orders',
    fields: [],
  },
  'orders/purchase-order-declines': {
    label: 'Decline the purchase order',
    done: 'declined',
    action: 'change orders',
    isDanger: true,
    fields: [reason(byBuyer)],
  },
  'orders/access-releases': {
    label: 'Open everything now',
    done: 'open',
    action: 'change orders',
    hint: 'Before the money is here.',
    fields: [reason('Kept for us.')],
  },
  'orders/due-extensions': {
    label: 'Move the due date',
    done: 'has a later due date',
    action: 'change orders',
    hint: 'This ends a hold.',
    fields: [{ name: 'dueOn', label: 'Due on', as: 'date' }],
  },
  'orders/purchase-order-number-changes': {
    label: 'Change the PO number',
    done: 'has another PO number, on a new invoice',
    action: 'change orders',
    fields: [{ name: 'purchaseOrderNumber', label: 'PO number', as: 'line' }],
  },
  'orders/bill-to-changes': {
    label: 'Change whom the invoice is for',
    done: 'has a new invoice',
    action: 'change orders',
    fields: [
      { name: 'name', label: 'Name', as: 'line', isOptional: true },
      { name: 'organisation', label: 'Organization', as: 'line', isOptional: true },
      { name: 'address', label: 'Postal address', as: 'text', isOptional: true },
      { name: 'email', label: 'Email address', as: 'email' },
    ],
  },
  'orders/invoice-requests': {
    label: 'Send an invoice instead',
    done: 'is invoiced',
    action: 'change orders',
    fields: [],
  },
  'orders/cancellations': {
    label: 'Cancel the order',
    done: 'canceled',
    action: 'change orders',
    isDanger: true,
    fields: [{ ...reason(byBuyer), isOptional: true }],
  },
  'orders/reinstatements': {
    label: 'Reinstate the order',
    done: 'reinstated',
    action: 'change orders',
    fields: [],
  },
  'orders/write-offs': {
    label: 'Write it off',
    done: 'written off',
    action: 'change orders',
    isDanger: true,
    hint: 'Access ends.',
    fields: [reason('Kept for us.')],
  },
  'orders/fee-waivers': {
    label: 'Waive the fee of a bounced check',
    done: 'owes no fee any more',
    action: 'change orders',
    fields: [reason('Kept for us.')],
  },
  'orders/credit-applications': {
    label: 'Pay with credit',
    done: 'paid with credit',
    action: 'change orders',
    fields: [cents('Of the credit of the organization or the buyer.')],
  },
  'orders/credit-payouts': {
    label: 'Say that credit was given back',
    done: 'credit given back',
    action: 'refund',
    fields: [
      cents('Of the credit of the organization or the buyer.'),
      { name: 'how', label: 'How', as: 'line', hint: 'For instance: check 1204.' },
    ],
  },
  'orders/credit-refunds': {
    label: 'Give it back onto the card',
    done: 'given back onto the card',
    action: 'refund',
    hint: 'The order stays as it is.',
    fields: [
      cents('At most what came too much.'),
      { name: 'payment', label: 'Payment', as: 'hidden' },
    ],
  },
  'orders/refunds': {
    label: 'Refund',
    done: 'refunded',
    action: 'refund',
    isDanger: true,
    hint: 'The money goes back the way it came. Give no amount to refund all of it; access ends then.',
    fields: [
      { ...cents('Leave it empty for all of it.'), isOptional: true },
      reason(byBuyer),
      { name: 'byCheck', label: 'By check, whichever way it came', as: 'tick', isOptional: true },
    ],
  },
  'orders/line-refunds': {
    label: 'Refund some of a line',
    done: 'refunded',
    action: 'refund',
    isDanger: true,
    hint: 'At the price of the line. The money goes back the way it came, and so many seats go.',
    fields: [
      { name: 'line', label: 'Line', as: 'hidden' },
      { name: 'quantity', label: 'How many', as: 'whole' },
      {
        name: 'leaving',
        label: 'Who leaves',
        as: 'text',
        isOptional: true,
        hint: 'Email addresses, one a line. Only needed where more people have a seat than seats stay.',
      },
      reason(byBuyer),
      { name: 'byCheck', label: 'By check, whichever way it came', as: 'tick', isOptional: true },
    ],
  },
  'orders/quote-acceptances': {
    label: 'Accept the quote for them',
    done: 'accepted',
    action: 'change orders',
    hint: 'With a PO number it waits for the purchase order to be accepted; else the invoice goes out.',
    fields: [{ name: 'purchaseOrderNumber', label: 'PO number', as: 'line', isOptional: true }],
  },
  'orders/price-agreements': {
    label: 'Quote it anew',
    done: 'quoted anew; it is held for 60 days',
    action: 'change orders',
    hint: 'At the same price or another one. It goes out at once, and is held for 60 days from now.',
    fields: [{ name: 'agreedCents', label: 'Price for the whole', as: 'money' }],
  },
  'orders/refund-sendings': {
    label: 'Say that the check was sent',
    done: 'check sent; they are told',
    action: 'refund',
    fields: [{ name: 'how', label: 'How', as: 'line', hint: 'For instance: check 1204 by mail.' }],
  },
  'orders/stripe-checks': {
    label: 'Ask Stripe again',
    done: 'Stripe was asked',
    action: 'change orders',
    fields: [],
  },
  'orders/seats': {
    label: 'Name people',
    done: 'named; they are told',
    action: 'change seats',
    fields: [
      {
        name: 'people',
        label: 'Email addresses',
        as: 'text',
        hint: 'One a line. Each gets a seat that has no name yet.',
      },
    ],
  },
  'seats/reassignments': {
    label: 'Give the seat to somebody else',
    done: 'the seat is somebody else’s; both are told',
    action: 'change seats',
    hint: 'The old link dies at once.',
    fields: [{ name: 'email', label: 'Email address of the new person', as: 'email' }],
  },
  'seats/resends': {
    label: 'Send the mail again',
    done: 'the mail of the seat is sent again',
    action: 'change seats',
    fields: [],
  },
  'orders/hostings': {
    label: 'It is in their account',
    done: 'hosted; they are told',
    action: 'change seats',
    fields: [
      {
        name: 'instructions',
        label: 'Where they find it',
        as: 'text',
        isOptional: true,
      },
    ],
  },
} satisfies Record<string, Deed>
