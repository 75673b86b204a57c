import { addDays } from './date.ts'
import { isBefore, type Planned } from './instant.ts'

/** Days counted from the last day of a term. */
export const RENEWAL_OPENS_DAYS_BEFORE = 60
export const RENEWAL_REMINDER_DAYS_BEFORE = [60, 30, 7, 0] as const
export const GRACE_DAYS = 30
export const GRACE_MAIL_DAYS = [7, 21] as const
export const REINSTATEMENT_DAYS = 90

/** A pass's term: valid on both dates and all between, until the next midnight. */
export type PassTerm = { startsOn: string; endsOn: string }

export type PassReminder =
  | `renewal-${(typeof RENEWAL_REMINDER_DAYS_BEFORE)[number]}`
  | `grace-${(typeof GRACE_MAIL_DAYS)[number]}`

/** The instants at which a term turns; computed from its dates in the organisation's zone. */
export type PassInstants = {
  startsAt: string
  renewalOpensAt: string
  /** The midnight after the last day. */
  endsAt: string
  /** The midnight after the last day of grace: here access closes. */
  lapsesAt: string
  /** The midnight after the last day on which a payment still takes the pass up again. */
  reinstatementEndsAt: string
  reminders: Planned<PassReminder>[]
}

export type PassStanding = 'not-started' | 'active' | 'renewal-open' | 'grace' | 'lapsed' | 'ended'

/**
 * A term of so many months, to the day before the same date of its last month. Where that month
 * has no such date, the next term starts on the first of the month after: a year from 29 February
 * ends on 28 February, and the next starts on 1 March.
 */
export function passTerm(startsOn: string, termMonths: number): PassTerm {
  return { startsOn, endsOn: addDays(monthsLater(startsOn, termMonths), -1) }
}

/**
 * The term that a payment received on a date buys: from the old end when early or within grace,
 * from the receipt after lapse; refused before renewal opens and after reinstatement is over.
 */
export function renewedTerm(renewal: {
  term: PassTerm
  termMonths: number
  receivedOn: string
}):
  | PassTerm
  | { code: 'renewal-not-open'; opensOn: string }
  | { code: 'reinstatement-over'; lastOn: string } {
  const { term, termMonths, receivedOn } = renewal
  const opensOn = addDays(term.endsOn, -RENEWAL_OPENS_DAYS_BEFORE)
  if (receivedOn < opensOn) return { code: 'renewal-not-open', opensOn }
  const lastOn = addDays(term.endsOn, REINSTATEMENT_DAYS)
  if (receivedOn > lastOn) return { code: 'reinstatement-over', lastOn }
  const hasLapsed = receivedOn > addDays(term.endsOn, GRACE_DAYS)
  return passTerm(hasLapsed ? receivedOn : addDays(term.endsOn, 1), termMonths)
}

/** Where a term that is not renewed stands at an instant. */
export function passStanding(instants: PassInstants, at: string): PassStanding {
  if (isBefore(at, instants.startsAt)) return 'not-started'
  if (isBefore(at, instants.renewalOpensAt)) return 'active'
  if (isBefore(at, instants.endsAt)) return 'renewal-open'
  if (isBefore(at, instants.lapsesAt)) return 'grace'
  return isBefore(at, instants.reinstatementEndsAt) ? 'lapsed' : 'ended'
}

/** Whether its holder registers for $0 in this standing: only within the term itself. */
export function isPassValid(standing: PassStanding): boolean {
  return standing === 'active' || standing === 'renewal-open'
}

/** Whether what the pass opened is still open in this standing: grace keeps it, lapse closes it. */
export function isPassOpen(standing: PassStanding): boolean {
  return isPassValid(standing) || standing === 'grace'
}

function monthsLater(date: string, months: number): string {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
  const monthIndex = month - 1 + months
  const firstOfMonth = writeDate(year, monthIndex, 1)
  const sameDay = addDays(firstOfMonth, day - 1)
  const firstOfNextMonth = writeDate(year, monthIndex + 1, 1)
  const hasThatDay = sameDay < firstOfNextMonth
  return hasThatDay ? sameDay : firstOfNextMonth
}

function writeDate(year: number, monthIndex: number, day: number): string {
  return new Date(Date.UTC(year, monthIndex, day)).toISOString().slice(0, 10)
}
