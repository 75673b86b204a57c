import type { OrganisationConfig } from '../../config.ts'
import type { Sql } from '../../database/connect.ts'
import { calendarEntry, calendarUid } from '../../documents/calendar-entry.ts'
import { daysLater, formatInstant } from '../../domain/calendar.ts'
import { freeChangeDays } from '../../domain/webinar-move.ts'
import type { Letter } from '../../mail/letter.ts'
import * as letters from '../../mail/webinar-move.ts'
import { orderOfBuyer } from '../../readmodels/order-of-buyer.ts'
import { type Registration, registrationOf } from '../../readmodels/registration.ts'
import { type WebinarInFull, webinarInFull } from '../../readmodels/webinar.ts'
import type { Links } from '../links.ts'
import type { OutboxMessage, Writer } from '../outbox.ts'
import { tokenIn } from './order-about.ts'
import { dayOf, sessionOf } from './order-words.ts'

interface Deps {
  sql: Sql
  links: Links
  zone: string
  organisation: Pick<OrganisationConfig, 'name' | 'supportEmail'>
}

interface Told {
  webinar: WebinarInFull
  message: OutboxMessage
  /** What every one of these letters says. */
  all: { name: string | null; title: string; reason: string | null; link: string; label: string }
}

/** The letters about another date, or none; null where that has changed once more. */
export function webinarMoveWriters(deps: Deps): Record<string, Writer> {
  const { sql, links, zone, organisation } = deps

  return {
    rescheduled: toConcerned(({ webinar, message, all }) => {
      const { formerStartsAt, movedAt, timeZone } = webinar
      if (formerStartsAt === null || movedAt === null || !isAhead(webinar)) return null
      return letters.rescheduled({
        ...all,
        session: sessionOf(webinar, message.time_zone),
        formerStartsAt: formatInstant(formerStartsAt, timeZone),
        changeUntil: dayOf(daysLater(movedAt, freeChangeDays, zone), zone),
      })
    }),
    'webinar-postponed': toConcerned(({ webinar, all }) =>
      webinar.stage === 'postponed'
        ? letters.webinarPostponed({ ...all, formerStartsAt: startOf(webinar) })
        : null,
    ),
    'webinar-cancelled': toConcerned(({ webinar, all }) => {
      const { remedy, settlingAt } = webinar
      if (remedy === null || settlingAt === null) return null
      return letters.webinarCancelled({ ...all, formerStartsAt: startOf(webinar), remedy })
    }),
  }

  /** To whoever holds a place or has ordered; each is led to what is theirs. */
  function toConcerned(write: (told: Told) => Letter | null): Writer {
    return async (message) => {
      const slug = String(message.data.webinar)
      const [webinar, place, order] = await Promise.all([
        webinarInFull(sql, slug),
        registrationOf(sql, { webinar: slug, personId: message.person_id }),
        orderOfBuyer(sql, { webinar: slug, personId: message.person_id }),
      ])
      if (webinar === null || webinar.revision !== message.data.revision) return null
      const own = ownPage(webinar, place, order)
      const { title, changeReason: reason } = webinar
      const all = { name: message.name, title, reason, ...own }
      const letter = write({ webinar, message, all })
      if (letter === null) return null
      const content = entryOf(webinar, place, message.written_at)
      const method = isAhead(webinar) ? 'PUBLISH' : 'CANCEL'
      const secrets = [tokenIn(own.link)].filter(Boolean)
      return { letter, secrets, calendar: { method, content } }
    }
  }

  function ownPage(
    { slug, remedy }: WebinarInFull,
    place: Registration | null,
    order: { number: string; linkVersion: number } | null,
  ): { link: string; label: string } {
    // A place that a refund ends has no page any more.
    if (place !== null && remedy === null) {
      const id = `${slug}~${place.personId}`
      const link = links.to({ noun: 'registration', id, version: 1 })
      return { link, label: 'See your registration' }
    }
    if (order === null) {
      return { link: links.page(`/webinars/${slug}`), label: 'See the webinar’s page' }
    }
    const link = links.to({ noun: 'order', id: order.number, version: order.linkVersion })
    return { link, label: 'See your order' }
  }

  /** The entry that people have, made a newer one, or taken out of their calendar. */
  function entryOf(webinar: WebinarInFull, place: Registration | null, writtenAt: string): string {
    const { slug, title, startsAt, minutes, revision, joinRevision } = webinar
    return calendarEntry({
      uid: calendarUid(slug),
      sequence: revision + joinRevision,
      writtenAt,
      title,
      startsAt,
      minutes,
      joinUrl: (place?.canAttend ? webinar.joinUrl : null) ?? links.page(`/webinars/${slug}`),
      joinNotes: place?.canAttend ? webinar.joinNotes : null,
      organiser: { name: organisation.name, email: organisation.supportEmail },
      isCancelled: !isAhead(webinar),
    })
  }
}

function isAhead({ stage }: WebinarInFull): boolean {
  return stage === 'on-sale' || stage === 'join-ready'
}

function startOf({ startsAt, timeZone }: WebinarInFull): string {
  return formatInstant(startsAt, timeZone)
}
