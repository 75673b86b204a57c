import type { OrganisationConfig } from '../../config.ts'
import type { Sql } from '../../database/connect.ts'
import { grouped } from '../../database/grouped.ts'
import { calendarEntry, calendarUid, type Entry } from '../../documents/calendar-entry.ts'
import { formatInstant, type WorkingHours } from '../../domain/calendar.ts'
import { webinarInstants } from '../../domain/calendar-deadlines.ts'
import { addHours, isBefore } from '../../domain/instant.ts'
import { remembered } from '../../mail/remembered.ts'
import * as letters from '../../mail/webinar.ts'
import * as desk from '../../mail/webinar-desk.ts'
import {
  hasSlidesWithRecording,
  knowsEarlierJoinDetails,
  type PlaceWanted,
  type Registration,
  registrationsWanted,
} from '../../readmodels/registration.ts'
import { type WebinarInFull, webinarInFull } from '../../readmodels/webinar.ts'
import type { Links } from '../links.ts'
import { mailsShare } from '../mails-share.ts'
import type { OutboxMessage, Writer, Written } from '../outbox.ts'
import { sessionOf } from './order-words.ts'

interface Deps {
  sql: Sql
  links: Links
  workingHours: WorkingHours
  organisation: Pick<OrganisationConfig, 'name' | 'supportEmail'>
}

/** The letters about webinars; null where a place was taken back, a newer mail tells better, or the time is over. */
export function webinarWriters(deps: Deps): Record<string, Writer> {
  const { sql, links, workingHours } = deps
  const placeOf = grouped({
    ...mailsShare,
    work: (places: readonly PlaceWanted[]) => registrationsWanted(sql, places),
  })
  const entryText = remembered(calendarEntry)
  return {
    'join-details': toAttendee(async (place, { data, time_zone }) => {
      if (data.revision !== place.joinRevision) return null
      const isChanged = await knowsEarlierJoinDetails(sql, place)
      const told = invitation(place, time_zone)
      const letter = letters.joinDetails({ ...told, isChanged, link: own(place) })
      const content = entryText(entryFor(place, deps.organisation))
      return { letter, calendar: { method: 'PUBLISH', content } }
    }),
    'reminder-24-hours': toAttendee((place, { at, data, time_zone }) =>
      isAhead(place, data) && isBefore(at, addHours(place.startsAt, -1))
        ? { letter: letters.reminder24h(invitation(place, time_zone)) }
        : null,
    ),
    'reminder-1-hour': toAttendee((place, { at, data, time_zone }) =>
      isAhead(place, data) && isBefore(at, place.startsAt)
        ? { letter: letters.reminder1h(invitation(place, time_zone)) }
        : null,
    ),
    'recording-published': withPlace((place) => {
      const { name, title, includes, recordingUrl, recordingMinutes } = place
      if (!place.canWatch || recordingUrl === null) return null
      const letter = letters.recordingPublished({
        name,
        title,
        minutes: recordingMinutes ?? place.minutes,
        recordingLink: own(place, '/recording'),
        slidesLink: hasSlides(place) ? own(place, '/slides') : null,
        certificateLink: null,
        includes,
      })
      return { letter }
    }),
    'slides-attached': withPlace(async (place) => {
      const isTold = !hasSlides(place) || (await hasSlidesWithRecording(sql, place))
      if (!place.canWatch || isTold) return null
      const { name, title } = place
      return { letter: letters.slidesAttached({ name, title, slidesLink: own(place, '/slides') }) }
    }),
    'join-details-missing': toDesk((webinar, { at }) => {
      const { slug, title, startsAt, timeZone, canAttend } = webinar
      if (webinar.joinRevision > 0 || webinar.endedAt !== null) return null
      return desk.joinDetailsMissing({
        title,
        startsAt: formatInstant(startsAt, timeZone),
        hoursLeft: Math.max(0, Math.round((Date.parse(startsAt) - Date.parse(at)) / 3_600_000)),
        registered: canAttend,
        link: links.page(`/console/webinars/${slug}`),
      })
    }),
    'recording-missing': toDesk((webinar) => {
      const { slug, title, timeZone, endedAt, recordingAt, canWatch } = webinar
      if (endedAt === null || recordingAt !== null) return null
      const { recordingPromisedAt } = webinarInstants(
        { startsAt: endedAt, minutes: 0 },
        workingHours,
      )
      return desk.recordingMissing({
        title,
        endedAt: formatInstant(endedAt, timeZone),
        promisedBy: formatInstant(recordingPromisedAt, workingHours.zone),
        waiting: canWatch,
        link: links.page(`/console/webinars/${slug}`),
      })
    }),
  }

  function withPlace(
    write: (
      place: Registration,
      message: OutboxMessage,
    ) => Written | null | Promise<Written | null>,
  ): Writer {
    return async (message) => {
      const webinar = String(message.data.webinar)
      const place = await placeOf({ webinar, personId: message.person_id })
      const written = place && (await write(place, message))
      return written && { ...written, secrets: [own(place).split('token=')[1] ?? ''] }
    }
  }

  /** Who may attend a session that is to come or under way, and how. */
  function toAttendee(
    write: (place: Attendable, message: OutboxMessage) => Written | null | Promise<Written | null>,
  ): Writer {
    return withPlace((place, message) =>
      place.canAttend && place.endedAt === null && place.plan === 'on' && isAttendable(place)
        ? write(place, message)
        : null,
    )
  }

  function toDesk(
    write: (webinar: WebinarInFull, message: OutboxMessage) => Written['letter'] | null,
  ): Writer {
    return async (message) => {
      const webinar = await webinarInFull(sql, String(message.data.webinar))
      const letter = webinar && write(webinar, message)
      return letter && { letter }
    }
  }

  function own({ webinar, personId }: Registration, part = ''): string {
    return links.to({ noun: 'registration', id: `${webinar}~${personId}`, version: 1 }, part)
  }
}

type Attendable = Registration & { joinUrl: string; joinDetailsAt: string }

function isAttendable(place: Registration): place is Attendable {
  return place.joinUrl !== null && place.joinDetailsAt !== null
}

function isAhead({ stage, revision }: Registration, data: Record<string, unknown>): boolean {
  return stage === 'join-ready' && data.revision === revision
}

function hasSlides({ includes, slidesUrl }: Registration): boolean {
  return includes.includes('slides') && slidesUrl !== null
}

function invitation(place: Attendable, readersZone: string | null) {
  const { name, joinUrl, joinNotes } = place
  return { name, session: sessionOf(place, readersZone), joinUrl, joinNotes }
}

/** Every change of the start or of the join details makes the entry a newer one. */
function entryFor(place: Attendable, { name, supportEmail }: Deps['organisation']): Entry {
  const { webinar, title, startsAt, minutes, joinUrl, joinNotes, revision, joinRevision } = place
  return {
    uid: calendarUid(webinar),
    sequence: revision + joinRevision,
    writtenAt: place.joinDetailsAt,
    title,
    startsAt,
    minutes,
    joinUrl,
    joinNotes,
    organiser: { name, email: supportEmail },
  }
}
