import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator'

/** A webinar as people have it in their calendar. */
export interface Entry {
  /** The same for ever, so that a newer entry takes the place of an older one. */
  uid: string
  /** Higher whenever the start or the way to attend has changed. */
  sequence: number
  /** ISO instant at which this entry came to be. */
  writtenAt: string
  title: string
  startsAt: string
  minutes: number
  joinUrl: string
  joinNotes: string | null
  organiser: { name: string; email: string }
  /** It is taken out of calendars. */
  isCancelled?: boolean
}

/** The same in mails and on pages, so that whoever takes both has one. */
export function calendarUid(webinar: string): string {
  return `${webinar}@webinars`
}

/** The entry as a file that every calendar reads; it names nobody but the organiser. */
export function calendarEntry(entry: Entry): string {
  const { uid, sequence, writtenAt, title, startsAt, minutes, joinUrl, joinNotes } = entry
  const { isCancelled = false } = entry
  const start = new Date(startsAt)
  const method = isCancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH
  const calendar = ical({ method, prodId: '//webinars//webinar//EN' })
  calendar.createEvent({
    id: uid,
    sequence,
    stamp: new Date(writtenAt),
    start,
    end: new Date(start.getTime() + minutes * 60_000),
    summary: title,
    location: joinUrl,
    url: joinUrl,
    description: [`Join: ${joinUrl}`, ...(joinNotes ? [joinNotes] : [])].join('\n\n'),
    organizer: entry.organiser,
    ...(isCancelled && { status: ICalEventStatus.CANCELLED }),
  })
  return calendar.toString()
}
