import { formatInstant } from '../domain/calendar.ts'
import type { MilestoneKind } from '../domain/mailing.ts'
import type { Remedy } from '../domain/webinar-move.ts'
import type { WebinarInFull } from '../readmodels/webinar.ts'
import type { Letter } from './letter.ts'
import type { Session } from './session.ts'
import * as letters from './webinar.ts'
import * as moves from './webinar-move.ts'

/** What is typed and not decided yet; what is left out is as the webinar has it. */
export interface MilestoneDraft {
  url?: string | null | undefined
  notes?: string | null | undefined
  minutes?: number | null | undefined
  /** An instant. */
  startsAt?: string | null | undefined
  reason?: string | null | undefined
  remedy?: Remedy | null | undefined
}

export interface MilestoneShown {
  webinar: WebinarInFull
  draft: MilestoneDraft
  reader: { name: string | null; timeZone: string | null }
  /** The webinar’s page, in the place of the page that is each reader’s own. */
  link: string
  /** The last day of free changes, in words. */
  changeUntil: string
}

/** What stands for a web address that nobody has given yet. */
export const addressToCome = 'https://the-address-that-you-give.example/'

/** What everybody is mailed at a milestone, as one reader gets it: to look at before it goes out. */
export function milestoneLetter(kind: MilestoneKind, shown: MilestoneShown): Letter {
  const { webinar, draft, reader, link, changeUntil } = shown
  const { title, startsAt, timeZone, includes, minutes } = webinar
  const { name } = reader
  const session = sessionOf(shown)
  const invitation = {
    name,
    session,
    joinUrl: draft.url ?? webinar.joinUrl ?? addressToCome,
    joinNotes: draft.notes ?? webinar.joinNotes,
  }
  const about = {
    name,
    title,
    reason: draft.reason ?? webinar.changeReason,
    link,
    label: 'See your registration',
  }
  const formerStartsAt = formatInstant(startsAt, timeZone)
  switch (kind) {
    case 'join-details':
      return letters.joinDetails({ ...invitation, isChanged: webinar.joinRevision > 0, link })
    case 'reminder-24-hours':
      return letters.reminder24h(invitation)
    case 'reminder-1-hour':
      return letters.reminder1h(invitation)
    case 'recording-published':
      return letters.recordingPublished({
        name,
        title,
        minutes: draft.minutes ?? webinar.recordingMinutes ?? minutes,
        recordingLink: draft.url ?? webinar.recordingUrl ?? addressToCome,
        slidesLink: includes.includes('slides') ? webinar.slidesUrl : null,
        certificateLink: null,
        includes,
      })
    case 'slides-attached':
      return letters.slidesAttached({
        name,
        title,
        slidesLink: draft.url ?? webinar.slidesUrl ?? addressToCome,
      })
    case 'rescheduled':
      return moves.rescheduled({
        ...about,
        session,
        formerStartsAt: draft.startsAt
          ? formerStartsAt
          : formatInstant(webinar.formerStartsAt ?? startsAt, timeZone),
        changeUntil,
      })
    case 'webinar-postponed':
      return moves.webinarPostponed({ ...about, formerStartsAt })
    case 'webinar-cancelled':
      return moves.webinarCancelled({
        ...about,
        formerStartsAt,
        remedy: draft.remedy ?? webinar.remedy ?? 'refund',
      })
  }
}

function sessionOf({ webinar, draft, reader }: MilestoneShown): Session {
  const { title, timeZone, minutes } = webinar
  const startsAt = draft.startsAt ?? webinar.startsAt
  const there = formatInstant(startsAt, timeZone)
  const here = formatInstant(startsAt, reader.timeZone ?? timeZone)
  return { title, startsAt: there, startsAtForReader: here === there ? null : here, minutes }
}
