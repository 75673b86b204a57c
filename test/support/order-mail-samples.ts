import * as access from '../../mail/access.ts'
import * as dunning from '../../mail/dunning.ts'
import * as invoice from '../../mail/invoice.ts'
import type { Letter } from '../../mail/letter.ts'
import * as order from '../../mail/order.ts'
import * as desk from '../../mail/order-desk.ts'
import * as payment from '../../mail/payment.ts'
import * as seat from '../../mail/seat.ts'

export const orderBuilders: Record<string, unknown> = {
  ...order,
  ...invoice,
  ...payment,
  ...dunning,
  ...seat,
  ...access,
  ...desk,
}

export const name = 'Ann Lee'
export const session = {
  title: 'Patron Harassment Scenarios: What to Do as a Staffer and a Leader',
  startsAt: 'Thursday, October 6, 2022, 2:00 PM EDT',
  startsAtForReader: 'Thursday, October 6, 2022, 11:00 AM PDT',
  minutes: 60,
}

const link = 'https://desk.example/orders/2041'
const lines = [
  {
    what: '5 log-ins, team price: Patron Harassment Scenarios',
    detail: '5 × $65.00, with recording, slides, and certificate',
    amountCents: 32500,
  },
]
const ordered = {
  name,
  orderNumber: '2041',
  what: '5 log-ins for “Patron Harassment Scenarios”',
  link,
}
const purchase = { ...ordered, purchaseOrderNumber: 'PO-7781' }
const check = {
  number: '1024',
  payer: 'City of Springfield',
  amountCents: 20000,
  receivedOn: 'May 2',
}
const paid = { ...ordered, invoiceNumber: '1007' }
const remitTo = { payee: 'Library Webinars', address: '1 Library Lane\nSpringfield, IL 62701' }
const open = {
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
  billTo: 'City of Springfield\nAccounts Payable\n800 E Monroe St\nSpringfield, IL 62701',
  remitTo,
  lines,
  totalCents: 32500,
  receivedCents: 0,
  openCents: 32500,
  replaces: null,
  w9Link: 'https://desk.example/w9.pdf',
  link,
}
const quoted = { name, quoteNumber: 'Q2041', quotedOn: 'May 1', heldUntil: 'June 30', link }
const live: seat.SeatFor = {
  kind: 'live',
  session,
  includes: ['recording', 'slides', 'certificate'],
}
const recorded: seat.SeatFor = { kind: 'recording', title: session.title, includes: ['forum'] }
const given = { name: null, givenBy: 'Ann Lee, Springfield Public Library', link }
const billTo = billed.billTo
const buyer = { buyer: name, organisation: 'Springfield Public Library' }

const { dueIn7Days, overdue1, overdue14, overdue30, hold45 } = dunning
const reminders = { dueIn7Days, overdue1, overdue14, overdue30, hold45 }

const moneyLetters: [string, Letter][] = [
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
  ['quote', invoice.quote({ ...quoted, quotedFor: billTo, lines, totalCents: 32500 })],
  ['quoteExpired', invoice.quoteExpired({ ...quoted, what: ordered.what })],
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
      openCents: 20000,
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
  ...(['overpaid', 'order-closed', 'no-order', 'written-off'] as const).map(
    (because): [string, Letter] => [
      'creditKept',
      payment.creditKept({ name: null, check, creditCents: 20000, because }),
    ],
  ),
  [
    'creditPaidOut',
    payment.creditPaidOut({ name, amountCents: 7500, how: 'by check', creditLeftCents: 0 }),
  ],
  ...Object.entries(reminders).map(([kind, write]): [string, Letter] => [kind, write(open)]),
  ['holdNotice35', dunning.holdNotice35({ ...open, holdOn: 'December 20, 2022' })],
  ['holdLifted', dunning.holdLifted({ ...ordered, openCents: 100 })],
  ['writtenOff', dunning.writtenOff({ ...paid, openCents: 12500 })],
]

const seatLetters: [string, Letter][] = [
  ['seatInvitation', seat.seatInvitation({ ...given, seatFor: live })],
  ['seatInvitation', seat.seatInvitation({ ...given, seatFor: recorded })],
  [
    'seatReassignedTo',
    seat.seatReassignedTo({ ...given, seatFor: { kind: 'pass', title: 'All', endsOn: 'May 1' } }),
  ],
  [
    'seatReassignedFrom',
    seat.seatReassignedFrom({ name: null, givenBy: given.givenBy, title: session.title }),
  ],
  ['unnamedSeats', seat.unnamedSeats({ ...ordered, session, unnamed: 1, seats: 5, daysLeft: 7 })],
  [
    'sharedLogin',
    seat.sharedLogin({ ...ordered, organisation: 'Springfield Public Library', seatFor: live }),
  ],
  [
    'nicheAcademyReady',
    access.nicheAcademyReady({ ...ordered, organisation: 'Springfield', instructions: null }),
  ],
  [
    'accessSuspensionNotice',
    access.accessSuspensionNotice({ ...ordered, openCents: 20000, suspendedOn: 'May 12' }),
  ],
  ['accessSuspended', access.accessSuspended({ ...ordered, openCents: 20000 })],
]

/** A letter of every kind that an order sends. */
export const orderLetters: [string, Letter][] = [
  [
    'orderReceived',
    order.orderReceived({ ...ordered, lines, totalCents: 32500, payment: { by: 'invoice' } }),
  ],
  [
    'orderReceived',
    order.orderReceived({
      ...ordered,
      lines,
      totalCents: 32500,
      payment: { by: 'purchase-order', purchaseOrderNumber: 'PO-7781' },
    }),
  ],
  ['purchaseOrderAccepted', order.purchaseOrderAccepted({ ...purchase, hasRoster: true })],
  ['purchaseOrderAccepted', order.purchaseOrderAccepted({ ...purchase, hasRoster: false })],
  ['purchaseOrderDeclined', order.purchaseOrderDeclined({ ...purchase, reason: 'Not signed.' })],
  ...[session, null].map((live): [string, Letter] => [
    'freeRegistration',
    order.freeRegistration({
      ...ordered,
      session: live,
      title: session.title,
      passNumber: 'P-31',
      includes: ['recording'],
    }),
  ]),
  ...(['buyer', 'us'] as const).map((by): [string, Letter] => [
    'orderCancelled',
    order.orderCancelled({
      ...ordered,
      by,
      reason: by === 'us' ? 'Ordered twice.' : null,
      voidedInvoiceNumber: by === 'us' ? '1007' : null,
    }),
  ]),
  ['orderExpired', order.orderExpired({ ...ordered, hours: 24 })],
  ['orderReinstated', order.orderReinstated({ ...ordered, openCents: 0 })],
  ['accessReleased', order.accessReleased({ ...ordered, openCents: 32500 })],
  [
    'placeHeldTwice',
    order.placeHeldTwice({
      ...ordered,
      title: session.title,
      person: 'bea@library.example',
      earlierOrderNumber: '2030',
    }),
  ],
  [
    'purchaseOrderWaiting',
    desk.purchaseOrderWaiting({
      ...purchase,
      ...buyer,
      buyerEmail: 'ann.lee@library.example',
      billTo,
      lines,
      totalCents: 32500,
      expectedOn: null,
    }),
  ],
  ['writeOffProposal120', desk.writeOffProposal120({ ...open, ...buyer })],
  [
    'task',
    desk.task({
      title: 'a credit is negative',
      happened: 'Check 1024 was taken back after its credit had been used.',
      todo: 'Ask the payer for a new check.',
      facts: [['Credit', '-$75.00']],
      words: null,
      dueAt: null,
      link,
    }),
  ],
  ...moneyLetters,
  ...seatLetters,
]
