import { calendarEntry, calendarUid } from '../documents/calendar-entry.ts'
import { addMinutes } from '../domain/instant.ts'
import type { Registration } from '../readmodels/registration.ts'
import type { Webinar, WebinarInFull } from '../readmodels/webinar.ts'
import type { CalendarLinks } from '../web/webinar.tsx'
import type { ApiDeps } from './deps.ts'
import { nowOpen } from './place.ts'

type Known = Pick<ApiDeps, 'publicUrl' | 'organisation' | 'now'>

/** The ways to put a webinar into one's calendar; each leads to its page, and none tells how to join. */
export function calendarLinks(
  { publicUrl }: Known,
  { slug, title, startsAt, minutes }: Webinar,
): CalendarLinks {
  const start = addMinutes(startsAt, 0)
  const end = addMinutes(startsAt, minutes)
  const page = `${publicUrl}/webinars/${slug}`
  const compact = (at: string) => at.replace(/[-:]|\.\d{3}/g, '')
  const google = {
    action: 'TEMPLATE',
    text: title,
    dates: `${compact(start)}/${compact(end)}`,
    details: page,
    location: page,
  }
  const outlook = query({
    path: '/calendar/action/compose',
    rru: 'addevent',
    subject: title,
    startdt: start,
    enddt: end,
    body: page,
    location: page,
  })
  return {
    file: `/webinars/${slug}/calendar.ics`,
    google: `https://calendar.google.com/calendar/render?${query(google)}`,
    outlook: `https://outlook.live.com/calendar/0/deeplink/compose?${outlook}`,
    office: `https://outlook.office.com/calendar/0/deeplink/compose?${outlook}`,
  }
}

/**
 * The calendar entry of a webinar: with the way to join for whoever has a place, as in their mail; for everybody else an
 * older one than any mail brings, so that it never takes the place of that.
 */
export function calendarFile(
  { publicUrl, organisation, now }: Known,
  { webinar, place }: { webinar: WebinarInFull; place: Registration | null },
): string {
  const { slug, title, startsAt, minutes, revision, joinRevision } = webinar
  const { joinUrl = null, joinNotes = null } = place ? nowOpen(place) : {}
  return calendarEntry({
    uid: calendarUid(slug),
    sequence: joinUrl === null ? revision : revision + joinRevision,
    writtenAt: now().toISOString(),
    title,
    startsAt,
    minutes,
    joinUrl: joinUrl ?? `${publicUrl}/webinars/${slug}`,
    joinNotes,
    organiser: { name: organisation.name, email: organisation.supportEmail },
  })
}

/** With %20 for a blank: Outlook shows a + as it is. */
function query(values: Record<string, string>): string {
  return new URLSearchParams(values).toString().replaceAll('+', '%20')
}
