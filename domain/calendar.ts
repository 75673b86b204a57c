import { Temporal } from 'temporal-polyfill'
import { addDays } from './date.ts'

const WORKDAY_STARTS = Temporal.PlainTime.from('09:00')
const WORKDAY_ENDS = Temporal.PlainTime.from('17:00')
const WORKDAY_HOURS = 8

/** When the organisation works: Monday to Friday, 9 to 17 in its zone, but for its holidays. */
export type WorkingHours = { zone: string; holidays: readonly string[] }

export type StartRefusal =
  | { code: 'not-a-local-time'; local: string }
  | { code: 'does-not-exist'; local: string; zone: string }
  | { code: 'exists-twice'; local: string; zone: string; earlierAt: string; laterAt: string }

/** Whether a name is a time zone's, as in 'America/New_York' or 'UTC'. */
export function isZone(name: string): boolean {
  if (!/^(UTC|[A-Z][\w+-]*(\/[A-Z][\w+-]*)+)$/.test(name)) return false
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name }).format(0) !== ''
  } catch {
    return false
  }
}

/** The date that it is in a zone at an instant. */
export function localDate(at: string, zone: string): string {
  return dating(zone).format(Date.parse(at))
}

/** Midnight, when a date begins in a zone. */
export function startOfDay(date: string, zone: string): string {
  return write(Temporal.PlainDate.from(date).toZonedDateTime(zone))
}

/** Midnight after a date, when what is valid on that date ends. */
export function endOfDay(date: string, zone: string): string {
  return startOfDay(addDays(date, 1), zone)
}

/** Nine in the morning, when every mail goes out that is counted in days. */
export function atNine(date: string, zone: string): string {
  const plainTime = WORKDAY_STARTS
  return write(Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: zone, plainTime }))
}

/** The same time of day in a zone, so many days later. */
export function daysLater(at: string, days: number, zone: string): string {
  return write(zoned(at, zone).add({ days }))
}

/** The instant at which so much working time has passed; a working day is eight working hours. */
export function workingTimeAfter(
  at: string,
  time: { hours: number } | { workingDays: number },
  { zone, holidays }: WorkingHours,
): string {
  const hours = 'hours' in time ? time.hours : time.workingDays * WORKDAY_HOURS
  let left = Temporal.Duration.from({ seconds: Math.round(hours * 3600) })
  let clock = zoned(at, zone).toPlainDateTime()
  for (;;) {
    const closes = clock.toPlainDate().toPlainDateTime(WORKDAY_ENDS)
    const from = laterOf(clock, clock.toPlainDate().toPlainDateTime(WORKDAY_STARTS))
    const available = isWorkingDay(clock, holidays)
      ? from.until(closes)
      : Temporal.Duration.from('PT0S')
    if (available.sign > 0 && Temporal.Duration.compare(left, available) <= 0) {
      return write(from.add(left).toZonedDateTime(zone))
    }
    if (available.sign > 0) left = left.subtract(available)
    clock = clock.toPlainDate().add({ days: 1 }).toPlainDateTime()
  }
}

/**
 * The instant of a local start such as '2027-03-14T02:30:00'; refused where the clocks leap over it
 * on that date in that zone, or show it twice.
 */
export function resolveStart(local: string, zone: string): string | StartRefusal {
  const start = readLocal(local)
  if (!start) return { code: 'not-a-local-time', local }
  const earlier = start.toZonedDateTime(zone, { disambiguation: 'earlier' })
  const later = start.toZonedDateTime(zone, { disambiguation: 'later' })
  if (earlier.equals(later)) return write(earlier)
  if (!earlier.toPlainDateTime().equals(start)) return { code: 'does-not-exist', local, zone }
  return {
    code: 'exists-twice',
    local,
    zone,
    earlierAt: write(earlier),
    laterAt: write(later),
  }
}

/** Writes an instant for people: 'Thursday, October 6, 2022, 2:00 PM EDT'. */
export function formatInstant(at: string, zone: string): string {
  const parts = writing(zone).formatToParts(Date.parse(at))
  const { weekday, month, day, year, hour, minute, dayPeriod, timeZoneName } = Object.fromEntries(
    parts.map(({ type, value }) => [type, value]),
  )
  return `${weekday}, ${month} ${day}, ${year}, ${hour}:${minute} ${dayPeriod} ${timeZoneName}`
}

/** Writes an instant where many stand one under the other: 'Oct 6, 2022, 2:00 PM'. */
export function formatStamp(at: string, zone: string): string {
  return stamping(zone).format(Date.parse(at)).replaceAll('\u202f', ' ')
}

/** What the clocks of a zone show at an instant, as it is typed: '2026-12-10T14:00'. */
export function localTime(at: string, zone: string): string {
  return zoned(at, zone).toPlainDateTime().toString({ smallestUnit: 'minute' })
}

/** The place that a zone is named after, as people say it: 'New York'. */
export function zoneCity(zone: string): string {
  return zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone
}

function zoned(at: string, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.from(at).toZonedDateTimeISO(zone)
}

function write(local: Temporal.ZonedDateTime): string {
  return local.toInstant().toString({ smallestUnit: 'millisecond' })
}

function isWorkingDay(clock: Temporal.PlainDateTime, holidays: readonly string[]): boolean {
  return clock.dayOfWeek <= 5 && !holidays.includes(clock.toPlainDate().toString())
}

function laterOf(
  one: Temporal.PlainDateTime,
  other: Temporal.PlainDateTime,
): Temporal.PlainDateTime {
  return Temporal.PlainDateTime.compare(one, other) < 0 ? other : one
}

function readLocal(local: string): Temporal.PlainDateTime | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/.test(local)) return null
  try {
    return Temporal.PlainDateTime.from(local, { overflow: 'reject' })
  } catch {
    return null
  }
}

const writing = onceAZone({
  weekday: 'long',
  month: 'long',
  day: 'numeric',
  year: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
  hour12: true,
  timeZoneName: 'short',
})
const stamping = onceAZone({ dateStyle: 'medium', timeStyle: 'short' })

/** The locale that writes dates as ISO does. */
const dating = onceAZone({ year: 'numeric', month: '2-digit', day: '2-digit' }, 'sv-SE')

/** To make a format takes a hundred times as long as to use it. */
function onceAZone(
  options: Intl.DateTimeFormatOptions,
  locale = 'en-US',
): (zone: string) => Intl.DateTimeFormat {
  const made = new Map<string, Intl.DateTimeFormat>()
  return (timeZone) => {
    const known = made.get(timeZone)
    if (known) return known
    const format = new Intl.DateTimeFormat(locale, { ...options, timeZone })
    made.set(timeZone, format)
    return format
  }
}
