import * as dunning from './dunning.ts'
import * as invoice from './invoice.ts'
import type { Letter } from './letter.ts'
import * as payment from './payment.ts'
import * as quote from './quote.ts'
import * as statement from './statement.ts'

export const moneyBuilders: Record<string, unknown> = {
  ...invoice,
  ...quote,
  ...payment,
  ...dunning,
  ...statement,
}

export const name = 'Ann Lee'
export const link = 'https://desk.example/orders/2041'
export const lines = [
  {
    what: '5 log-ins, team price: Patron Harassment Scenarios',
    detail: '5 × $65.00, with recording, slides, and certificate',
    amountCents: 32500,
  },
]
export const ordered = {
  name,
  orderNumber: '2041',
  what: '5 log-ins for “Patron Harassment Scenarios”',
  link,
}
export const billTo =
  'City of Springfield\nAccounts Payable\n800 E Monroe St\nSpringfield, IL 62701'

const check = {
  number: '1024',
  payer: 'City of Springfield',
  amountCents: 20000,
  receivedOn: 'May 2',
}
const paid = { ...ordered, invoiceNumber: '1007' }
const remitTo = { payee: 'Library Webinars', address: '1 Library Lane\nSpringfield, IL 62701' }
export const openInvoice = {
  ...paid,
  purchaseOrderNumber: 'PO-7781',
  dueOn: 'November 5, 2022',
  countedOn: 'November 20, 2022',
  expectedOn: 'November 20, 2022',
  receivedCents: 20000,
  openCents: 12500,
  remitTo,
  w9Link: 'https://desk.example/w9.pdf',
}
const billed: invoice.InvoiceProps = {
  name: 'Accounts Payable',
  invoiceNumber: '1007',
  orderNumber: '2041',
  issuedOn: 'October 6, 2022',
  dueOn: 'November 5, 2022',
  netDays: 30,
  purchaseOrderNumber: 'PO-7781',
  billTo,
  remitTo,
  lines,
  totalCents: 32500,
  receivedCents: 0,
  openCents: 32500,
  replaces: null,
  w9Link: 'https://desk.example/w9.pdf',
  link,
}
const quoted = {
  name,
  quoteNumber: 'Q2041',
  quotedOn: 'May 1',
  heldUntil: 'June 30',
  what: ordered.what,
  link,
}
const { dueIn7Days, overdue1, overdue14, overdue30, hold45 } = dunning
const reminders = { dueIn7Days, overdue1, overdue14, overdue30, hold45 }

/** A letter of every kind that is about money. */
export const moneyLetters: [string, Letter][] = [
  ['invoice', invoice.invoice(billed)],
  [
    'invoice',
    invoice.invoice({
      ...billed,
      receivedCents: 20000,
      openCents: 12500,
      replaces: '1006',
      w9Link: null,
    }),
  ],
  [
    'invoiceVoided',
    invoice.invoiceVoided({
      ...paid,
      creditNoteNumber: 'C-3',
      amountCents: 32500,
      reason: 'The PO number was wrong.',
      replacedBy: '1008',
    }),
  ],
  ...[null, 'A group showing costs $299.00, $26.00 less than 5 log-ins.'].map(
    (advice): [string, Letter] => [
      'quote',
      quote.quote({
        ...quoted,
        quotedFor: billTo,
        purchaseOrderNumber: advice && 'PO-7781',
        lines,
        totalCents: 32500,
        isAnew: advice !== null,
        advice,
      }),
    ],
  ),
  [
    'statementOfAccount',
    statement.statementOfAccount({
      name,
      of: 'Springfield Public Library',
      asOf: 'May 2, 2026',
      items: [
        {
          order: '2041',
          invoice: '1007',
          dueOn: 'April 1, 2026',
          isOverdue: true,
          receivedCents: 20000,
          feesCents: 3500,
          openCents: 16000,
        },
      ],
      openCents: 16000,
      creditCents: 2500,
      remitTo,
      w9Link: null,
    }),
  ],
  ['quoteEnds', quote.quoteEnds({ ...quoted, totalCents: 32500, daysLeft: 14 })],
  ['quoteExpired', quote.quoteExpired(quoted)],
  [
    'paymentReceived',
    payment.paymentReceived({
      ...paid,
      check,
      totalCents: 32500,
      earlierCents: 0,
      appliedCents: 20000,
      openCents: 12500,
      creditCents: 0,
      dueOn: 'November 5, 2022',
    }),
  ],
  [
    'paymentReceived',
    payment.paymentReceived({
      ...paid,
      check,
      totalCents: 32500,
      earlierCents: 20000,
      appliedCents: 12500,
      openCents: 0,
      creditCents: 7500,
      dueOn: null,
    }),
  ],
  ...(['bounced', 'typed-wrongly'] as const).map((reason): [string, Letter] => [
    'paymentReversed',
    payment.paymentReversed({
      ...paid,
      check,
      reason,
      reversedCents: 20000,
      feeCents: reason === 'bounced' ? 3000 : 0,
      openCents: reason === 'bounced' ? 23000 : 20000,
      suspendedOn: reason === 'bounced' ? 'May 12' : null,
    }),
  ]),
  [
    'creditApplied',
    payment.creditApplied({
      ...paid,
      totalCents: 32500,
      earlierCents: 0,
      appliedCents: 7500,
      openCents: 25000,
      creditLeftCents: 100,
    }),
  ],
  ...(
    [
      'overpaid',
      'order-closed',
      'less-than-quoted',
      'quote-over',
      'no-order',
      'written-off',
    ] as const
  ).map((because): [string, Letter] => [
    'creditKept',
    payment.creditKept({ name: null, check, creditCents: 20000, because }),
  ]),
  [
    'creditPaidOut',
    payment.creditPaidOut({ name, amountCents: 7500, how: 'by check', creditLeftCents: 0 }),
  ],
  ...Object.entries(reminders).map(([kind, write]): [string, Letter] => [kind, write(openInvoice)]),
  ['holdNotice35', dunning.holdNotice35({ ...openInvoice, holdOn: 'December 20, 2022' })],
  ['holdLifted', dunning.holdLifted({ ...ordered, openCents: 100 })],
  [
    'dueExtended',
    dunning.dueExtended({ ...paid, invoiceNumber: '1001', dueOn: 'May 12', openCents: 12500 }),
  ],
  ['writtenOff', dunning.writtenOff({ ...paid, openCents: 12500 })],
]
