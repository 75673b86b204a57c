import { formatInstant, localDate } from '../../domain/calendar.ts'
import { formatDate } from '../../domain/date.ts'
import { formatCents } from '../../domain/money.ts'
import type { OrderLine } from '../../domain/price.ts'
import type { MoneyLine } from '../../mail/letter.ts'
import type { Opens, People } from '../../mail/order.ts'
import type { SeatFor } from '../../mail/seat.ts'
import type { Session } from '../../mail/session.ts'
import { counted, listed } from '../../mail/words.ts'
import type { BillTo, Order, WebinarOfOrder } from '../../readmodels/order.ts'

/** What was bought, as a sentence names it. */
export function whatOf(order: Order): string {
  const title = `“${titleOf(order)}”`
  switch (order.product) {
    case 'individual':
    case 'team':
      return `${counted(order.seats ?? 1, 'log-in')} for ${title}`
    case 'group-showing':
      return `the group showing of ${title}`
    case 'institution':
      return `institutional access to ${title}`
    case 'pass':
      return `the pass ${title}`
  }
}

export function titleOf({ webinar, pass }: Order): string {
  return webinar?.title ?? pass?.title ?? ''
}

/** Lines of an order or its invoice, as an invoice prints them. */
export function moneyLines(order: Order, lines: readonly OrderLine[] = order.lines): MoneyLine[] {
  const title = titleOf(order)
  const includes = order.includes.length > 0 ? `, with ${listed(order.includes)}` : ''
  return lines.map(({ code, quantity, unitCents, totalCents }) => ({
    what: lineOf({ code, quantity }, title),
    detail: `${quantity} × ${formatCents(unitCents)}${includes}`,
    amountCents: totalCents,
  }))
}

/** One line of an order: '5 log-ins, team price: Calm Desks'. */
export function lineOf(
  { code, quantity }: Pick<OrderLine, 'code' | 'quantity'>,
  title: string,
): string {
  return `${lineNames[code](quantity)}: ${title}`
}

const lineNames: Record<OrderLine['code'], (quantity: number) => string> = {
  'individual-log-in': (quantity) => counted(quantity, 'log-in'),
  'team-log-in': (quantity) => `${counted(quantity, 'log-in')}, team price`,
  'pass-holder-log-in': (quantity) => `${counted(quantity, 'log-in')}, free with the pass`,
  'group-showing': () => 'Group showing',
  institution: () => 'Institutional access',
  pass: () => 'Pass',
  'agreed-price': () => 'At the price agreed with you',
}

/** The name and address on an invoice, as lines. */
export function billToLines({ organisation, name, address, email }: BillTo): string {
  return [organisation, name, address].filter(Boolean).join('\n') || email
}

/** Whether an order is for a webinar to come, a recording, or a pass. */
export function opensOf({ webinar }: Order): Opens {
  if (webinar === null) return 'pass'
  return webinar.hasEnded ? 'recording' : 'live'
}

/** How the people of an order hear of it. */
export function peopleOf({ access, product, seats, namedSeats }: Order): People {
  if (access !== 'roster') return access
  return product !== 'pass' && seats !== null && namedSeats < seats ? 'to-be-named' : 'named'
}

/** A session in its own zone, and in the reader's where that is known and shows another time. */
export function sessionOf(
  webinar: Pick<WebinarOfOrder, 'title' | 'startsAt' | 'timeZone' | 'minutes'>,
  readersZone: string | null,
): Session {
  const { title, startsAt, timeZone, minutes } = webinar
  const there = formatInstant(startsAt, timeZone)
  const here = readersZone === null ? there : formatInstant(startsAt, readersZone)
  return { title, startsAt: there, startsAtForReader: here === there ? null : here, minutes }
}

/** What a seat opens; null for a pass, which has letters of its own. */
export function seatForOf(
  { webinar, includes }: Order,
  readersZone: string | null,
): SeatFor | null {
  if (webinar === null) return null
  return webinar.hasEnded
    ? { kind: 'recording', title: webinar.title, includes }
    : { kind: 'live', session: sessionOf(webinar, readersZone), includes }
}

/** Who gave a seat: 'Ann Lee, Springfield Public Library'. */
export function givenByOf({ buyer, organisation }: Order): string {
  return [buyer.name ?? buyer.email, organisation?.name].filter(Boolean).join(', ')
}

/** An instant as the date that it is in the organisation's zone, in words. */
export function dayOf(at: string, zone: string): string {
  return formatDate(localDate(at, zone))
}
