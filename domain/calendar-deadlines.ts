import {
  atNine,
  daysLater,
  endOfDay,
  localDate,
  startOfDay,
  type WorkingHours,
  workingTimeAfter,
} from './calendar.ts'
import { addDays } from './date.ts'
import { DUNNING_LADDER, type DunningKind, dunningBase } from './dunning.ts'
import { addHours, addMinutes, earliest, type Planned } from './instant.ts'
import { type QuoteReminder, quoteReminderDaysBefore } from './order-quote.ts'
import {
  GRACE_DAYS,
  GRACE_MAIL_DAYS,
  type PassInstants,
  type PassTerm,
  REINSTATEMENT_DAYS,
  RENEWAL_OPENS_DAYS_BEFORE,
  RENEWAL_REMINDER_DAYS_BEFORE,
} from './pass-term.ts'

export type VerifyingReminder = 'verify-nudge-1' | 'verify-nudge-3'
export type PendingReminder = 'pending-4-hours' | 'pending-2-days' | 'pending-5-days'
export type WebinarReminder = 'reminder-24-hours' | 'reminder-1-hour'
export type JoinDetailsWarning = 'no-join-details-72-hours' | 'no-join-details-24-hours'
export type UnnamedSeatsReminder = 'unnamed-seats-7' | 'unnamed-seats-3' | 'unnamed-seats-1'

/** An applicant has 7 days to confirm their address, and is nudged on days 1 and 3. */
export function verifyingInstants(
  submittedAt: string,
  zone: string,
): { expiresAt: string; reminders: Planned<VerifyingReminder>[] } {
  const submittedOn = localDate(submittedAt, zone)
  return {
    expiresAt: daysLater(submittedAt, 7, zone),
    reminders: [
      { kind: 'verify-nudge-1', at: atNine(addDays(submittedOn, 1), zone) },
      { kind: 'verify-nudge-3', at: atNine(addDays(submittedOn, 3), zone) },
    ],
  }
}

/** An application waits 30 days for an administrator, who is reminded in working time. */
export function pendingInstants(
  pendingAt: string,
  working: WorkingHours,
): { expiresAt: string; reminders: Planned<PendingReminder>[] } {
  return {
    expiresAt: daysLater(pendingAt, 30, working.zone),
    reminders: [
      { kind: 'pending-4-hours', at: workingTimeAfter(pendingAt, { hours: 4 }, working) },
      { kind: 'pending-2-days', at: workingTimeAfter(pendingAt, { workingDays: 2 }, working) },
      { kind: 'pending-5-days', at: workingTimeAfter(pendingAt, { workingDays: 5 }, working) },
    ],
  }
}

/** When an unpaid invoice becomes overdue, and the dunning ladder at nine in the zone. */
export function dunningInstants(
  invoice: { dueOn: string; expectedOn: string | null; restartedOn?: string | null },
  zone: string,
): { overdueAt: string; plan: Planned<DunningKind>[] } {
  const base = dunningBase(invoice)
  return {
    overdueAt: endOfDay(dunningBase({ ...invoice, restartedOn: null }), zone),
    plan: DUNNING_LADDER.map(({ kind, day }) => ({ kind, at: atNine(addDays(base, day), zone) })),
  }
}

/** A quote is held until the midnight after its last date; its buyer is reminded of it at nine. */
export function quoteInstants(
  heldUntil: string,
  zone: string,
): { endsAt: string; reminders: Planned<QuoteReminder>[] } {
  return {
    endsAt: endOfDay(heldUntil, zone),
    reminders: quoteReminderDaysBefore.map((days) => ({
      kind: `quote-ends-${days}` as const,
      at: atNine(addDays(heldUntil, -days), zone),
    })),
  }
}

/** The turns of a pass's term and its mails: before the end at 60, 30, 7 and 0 days, in grace. */
export function passInstants({ startsOn, endsOn }: PassTerm, zone: string): PassInstants {
  return {
    startsAt: startOfDay(startsOn, zone),
    renewalOpensAt: startOfDay(addDays(endsOn, -RENEWAL_OPENS_DAYS_BEFORE), zone),
    endsAt: endOfDay(endsOn, zone),
    lapsesAt: endOfDay(addDays(endsOn, GRACE_DAYS), zone),
    reinstatementEndsAt: endOfDay(addDays(endsOn, REINSTATEMENT_DAYS), zone),
    reminders: [
      ...RENEWAL_REMINDER_DAYS_BEFORE.map((days) => ({
        kind: `renewal-${days}` as const,
        at: atNine(addDays(endsOn, -days), zone),
      })),
      ...GRACE_MAIL_DAYS.map((days) => ({
        kind: `grace-${days}` as const,
        at: atNine(addDays(endsOn, days), zone),
      })),
    ],
  }
}

/**
 * The turns of a webinar: hours before the start are elapsed hours; wrap-up is half an hour after
 * the end; the recording is promised within 2 working days of it, and an administrator is woken
 * the working day before that runs out.
 */
export function webinarInstants(
  webinar: { startsAt: string; minutes: number },
  working: WorkingHours,
): {
  endsAt: string
  wrapUpAt: string
  recordingWarningAt: string
  recordingPromisedAt: string
  reminders: Planned<WebinarReminder>[]
  joinDetailsWarnings: Planned<JoinDetailsWarning>[]
} {
  const { startsAt, minutes } = webinar
  const endsAt = addMinutes(startsAt, minutes)
  return {
    endsAt,
    wrapUpAt: addMinutes(endsAt, 30),
    recordingWarningAt: workingTimeAfter(endsAt, { workingDays: 1 }, working),
    recordingPromisedAt: workingTimeAfter(endsAt, { workingDays: 2 }, working),
    reminders: [
      { kind: 'reminder-24-hours', at: addHours(startsAt, -24) },
      { kind: 'reminder-1-hour', at: addHours(startsAt, -1) },
    ],
    joinDetailsWarnings: [
      { kind: 'no-join-details-72-hours', at: addHours(startsAt, -72) },
      { kind: 'no-join-details-24-hours', at: addHours(startsAt, -24) },
    ],
  }
}

/**
 * By when a registrant must know how to attend: within 24 hours of payment and at least 24 hours
 * before the start; an instant before the payment means at once.
 */
export function joinDetailsPromisedAt(paidAt: string, startsAt: string): string {
  return earliest(addHours(paidAt, 24), addHours(startsAt, -24))
}

/** When a buyer is asked again for the people of unnamed seats: days before the live date. */
export function unnamedSeatsInstants(
  startsAt: string,
  zone: string,
): Planned<UnnamedSeatsReminder>[] {
  const liveOn = localDate(startsAt, zone)
  return [
    { kind: 'unnamed-seats-7', at: atNine(addDays(liveOn, -7), zone) },
    { kind: 'unnamed-seats-3', at: atNine(addDays(liveOn, -3), zone) },
    { kind: 'unnamed-seats-1', at: atNine(addDays(liveOn, -1), zone) },
  ]
}
