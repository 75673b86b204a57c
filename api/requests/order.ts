import { z } from '@hono/zod-openapi'
import { cents, date, email, id, line, number, slug, text } from './fields.ts'

/** The most people whom one list can name. */
const mostPeople = 10_000
const tooMany = 'Please name at most 10,000 people at once.'

const person = z.union([email, z.strictObject({ email }).transform((one) => one.email)], {
  error: 'Please give an email address.',
})

/** Addresses as a list, or pasted as they stand in a mail or a spreadsheet: one a line, or with commas. */
const people = z
  .union(
    [
      z
        .string()
        .max(500_000, 'Please send at most 500,000 characters.')
        .transform((pasted) => pasted.split(/[\s,;]+/).filter((one) => one !== ''))
        .refine((all) => all.length <= mostPeople, { error: tooMany, abort: true })
        .pipe(z.array(email)),
      z.array(person),
    ],
    { error: 'Please give a list of email addresses.' },
  )
  .refine((all) => all.length <= mostPeople, tooMany)
  .transform(withoutRepeats)
  .openapi({ description: 'A list of addresses, or a text with one address a line.' })

const seats = z
  .int('Please give a whole number of seats.')
  .min(1, 'Please order at least 1 seat.')
  .max(10_000, 'Please order at most 10,000 seats.')

const reason = text('the reason')

const billTo = z.strictObject(
  {
    name: line('whom the invoice is for').nullish(),
    organisation: line('the organization that pays').nullish(),
    address: text('the postal address', 1_000).nullish(),
    email,
  },
  'Please give whom the invoice is for, at least the email.',
)

const wish = z.strictObject({
  product: z.enum(['individual', 'team', 'group-showing', 'institution', 'pass'], {
    error: 'Please give one of: individual, team, group-showing, institution, pass.',
  }),
  webinar: slug.nullish(),
  passProduct: slug.nullish(),
  seats: seats.nullish(),
  buyer: z
    .strictObject({ name: line('your name'), email }, 'Please give who orders, as name and email.')
    .nullish(),
  organisation: line('your library or organization').nullish(),
  people: people.default([]),
  access: z
    .enum(['roster', 'shared-login', 'niche-academy'], {
      error: 'Please give one of: roster, shared-login, niche-academy.',
    })
    .default('roster'),
  sharedAddress: email.nullish(),
  billTo: billTo.nullish(),
  paysBy: z.enum(['card', 'purchase-order', 'invoice', 'quote', 'free'], {
    error: 'Please give one of: card, purchase-order, invoice, quote, free.',
  }),
  purchaseOrderNumber: line('the number of the purchase order', 60).nullish(),
  /** What an administrator quotes for the whole, in place of the price of the list. */
  agreedCents: cents.nullish(),
  /** The card may be kept at Stripe and charged when the pass is renewed. */
  savesCard: z.boolean('Please give true or false.').default(false),
  checkExpectedOn: date.nullish(),
  passNumber: number('pass').nullish(),
  passToken: line('the token of the pass', 100).nullish(),
})

/** What an order needs beside its fields, each with the field that is missing or too many. */
const rules: [
  field: keyof z.output<typeof wish>,
  message: string,
  isBroken: (order: z.output<typeof wish>) => boolean,
][] = [
  ['webinar', 'Please give the webinar.', (order) => order.product !== 'pass' && !order.webinar],
  [
    'webinar',
    'Please give no webinar: a pass opens more than one.',
    (order) => order.product === 'pass' && Boolean(order.webinar),
  ],
  [
    'passProduct',
    'Please give the pass product.',
    (order) => order.product === 'pass' && !order.passProduct,
  ],
  [
    'passProduct',
    'This is for passes only.',
    (order) => order.product !== 'pass' && Boolean(order.passProduct),
  ],
  ['buyer', 'Please give who orders.', (order) => order.paysBy !== 'free' && !order.buyer],
  [
    'organisation',
    'Please give your library or organization.',
    (order) => needsOrganisation(order) && !order.organisation,
  ],
  [
    'sharedAddress',
    'Please give the address that all mail goes to.',
    (order) => order.access !== 'roster' && !order.sharedAddress,
  ],
  [
    'purchaseOrderNumber',
    'Please give the number of the purchase order.',
    (order) => order.paysBy === 'purchase-order' && !order.purchaseOrderNumber,
  ],
  [
    'agreedCents',
    'A price is agreed on by quote; the quote can be accepted at once.',
    (order) => Boolean(order.agreedCents) && order.paysBy !== 'quote',
  ],
  [
    'savesCard',
    'A card is kept for passes that are paid by card.',
    (order) => order.savesCard && (order.product !== 'pass' || order.paysBy !== 'card'),
  ],
  [
    'passNumber',
    'Please give the number of your pass.',
    (order) => order.paysBy === 'free' && !order.passNumber,
  ],
]

export const orderRequest = wish
  .superRefine((order, context) => {
    for (const [field, message, isBroken] of rules) {
      if (isBroken(order)) context.addIssue({ code: 'custom', path: [field], message })
    }
  })
  .openapi('OrderRequest')

export const reasonRequest = z.strictObject({ reason }).openapi('ReasonRequest')

export const cancellationRequest = z
  .strictObject({ reason: reason.nullish() })
  .openapi('CancellationRequest')

export const billToRequest = billTo.openapi('BillToRequest')

export const purchaseOrderNumberRequest = z
  .strictObject({ purchaseOrderNumber: line('the number of the purchase order', 60) })
  .openapi('PurchaseOrderNumberRequest')

export const dueExtensionRequest = z.strictObject({ dueOn: date }).openapi('DueExtensionRequest')

export const creditApplicationRequest = z
  .strictObject({ cents })
  .openapi('CreditApplicationRequest')

export const creditPayoutRequest = z
  .strictObject({ cents, how: line('how it was paid out') })
  .openapi('CreditPayoutRequest')

export const seatAssignmentRequest = z
  .strictObject({
    people: people.refine((all) => all.length > 0, 'Please name at least one person.'),
  })
  .openapi('SeatAssignmentRequest')

export const reassignmentRequest = z.strictObject({ email }).openapi('ReassignmentRequest')

const leavingSeats = z
  .array(id, 'Please give a list of seats.')
  .max(mostPeople, 'Please give at most 10,000 seats.')
  .refine((all) => new Set(all).size === all.length, 'Please give each seat only once.')
  .default([])
  .openapi({ description: 'Seats with a name that are given up.' })

const refundAlways = {
  reason,
  byCheck: z.boolean('Please give true or false.').default(false),
}

export const seatReductionRequest = z
  .strictObject({
    seats,
    leaving: leavingSeats,
  })
  .openapi('SeatReductionRequest')

export const hostingRequest = z
  .strictObject({ instructions: text('where they find it').nullish() })
  .openapi('HostingRequest')

export const nothing = z.strictObject({})

function needsOrganisation({ product, access }: z.output<typeof wish>): boolean {
  return product === 'team' || product === 'institution' || access !== 'roster'
}

function withoutRepeats(addresses: string[]): string[] {
  const known = new Set<string>()
  return addresses.filter((address) => {
    const key = address.toLowerCase()
    if (known.has(key)) return false
    known.add(key)
    return true
  })
}

export const refundRequest = z
  .discriminatedUnion(
    'what',
    [
      z.strictObject({ what: z.literal('whole'), ...refundAlways }),
      z.strictObject({ what: z.literal('amount'), cents, ...refundAlways }),
      z.strictObject({
        what: z.literal('line'),
        line: z
          .int('Please give the number of the line, from 0.')
          .min(0, 'Please give the number of the line, from 0.'),
        quantity: seats,
        leaving: leavingSeats,
        ...refundAlways,
      }),
    ],
    'Please give one of: whole, amount, line.',
  )
  .openapi('RefundRequest')

/** As it is typed at the desk: who leaves is named by address. */
export const lineRefundRequest = z.strictObject({
  line: z.coerce.number('Please give the number of the line, from 0.').int().min(0),
  quantity: seats,
  leaving: people.default([]),
  ...refundAlways,
})

export const creditRefundRequest = z
  .strictObject({ payment: id, cents })
  .openapi('CreditRefundRequest')

export const refundSendingRequest = z
  .strictObject({ how: line('how it was sent') })
  .openapi('RefundSendingRequest')
