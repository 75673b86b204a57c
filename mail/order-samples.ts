import * as access from './access.ts'
import type { Letter } from './letter.ts'
import { billTo, lines, link, name, openInvoice, ordered } from './money-samples.ts'
import * as order from './order.ts'
import * as desk from './order-desk.ts'
import * as registration from './registration.ts'
import * as seat from './seat.ts'

export const orderBuilders: Record<string, unknown> = {
  ...order,
  ...registration,
  ...seat,
  ...access,
  ...desk,
}

export const session = {
  title: 'Patron Harassment Scenarios: What to Do as a Staffer and a Leader',
  startsAt: 'Thursday, October 6, 2022, 2:00 PM EDT',
  startsAtForReader: 'Thursday, October 6, 2022, 11:00 AM PDT',
  minutes: 60,
}
const purchase = { ...ordered, purchaseOrderNumber: 'PO-7781' }
const live: seat.SeatFor = {
  kind: 'live',
  session,
  includes: ['recording', 'slides', 'certificate'],
}
const recorded: seat.SeatFor = { kind: 'recording', title: session.title, includes: ['forum'] }
const given = { name: null, givenBy: 'Ann Lee, Springfield Public Library', link }
const buyer = { buyer: name, organisation: 'Springfield Public Library' }

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
  [
    'seatWithdrawn',
    seat.seatWithdrawn({ name: null, givenBy: given.givenBy, title: session.title }),
  ],
  ['unnamedSeats', seat.unnamedSeats({ ...ordered, session, unnamed: 1, seats: 5, daysLeft: 7 })],
  [
    'sharedLogin',
    seat.sharedLogin({ ...ordered, organisation: 'Springfield Public Library', seatFor: live }),
  ],
  [
    'nicheAcademyReady',
    access.nicheAcademyReady({
      ...ordered,
      organisation: 'Springfield Public Library',
      title: session.title,
      instructions: null,
    }),
  ],
  ['accessSuspended', access.accessSuspended({ ...ordered, openCents: 20000 })],
]

/** A letter of every kind that an order sends. */
export const orderLetters: [string, Letter][] = [
  [
    'orderReceived',
    order.orderReceived({
      ...ordered,
      lines,
      totalCents: 32500,
      opens: 'live',
      payment: { by: 'invoice' },
      advice: 'A group showing costs $299.00 in all, $26.00 less than 5 log-ins.',
    }),
  ],
  [
    'orderReceived',
    order.orderReceived({
      ...ordered,
      lines,
      totalCents: 32500,
      opens: 'live',
      payment: { by: 'purchase-order', purchaseOrderNumber: 'PO-7781' },
      advice: null,
    }),
  ],
  ...(['named', 'to-be-named', 'shared-login', 'niche-academy'] as const).map(
    (people): [string, Letter] => [
      'purchaseOrderAccepted',
      order.purchaseOrderAccepted({ ...purchase, opens: 'live', people }),
    ],
  ),
  ...(['recording', 'pass'] as const).map((opens): [string, Letter] => [
    'purchaseOrderAccepted',
    order.purchaseOrderAccepted({ ...purchase, opens, people: 'named' }),
  ]),
  ['purchaseOrderDeclined', order.purchaseOrderDeclined({ ...purchase, reason: 'Not signed.' })],
  ...[session, null].map((live): [string, Letter] => [
    'freeRegistration',
    registration.freeRegistration({
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
    registration.placeHeldTwice({
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
  ['writeOffProposal120', desk.writeOffProposal120({ ...openInvoice, ...buyer })],
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
  ...seatLetters,
]
