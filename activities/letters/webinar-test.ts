import type { Sql } from '../../database/connect.ts'
import { daysLater } from '../../domain/calendar.ts'
import { type MilestoneKind, milestoneKinds } from '../../domain/mailing.ts'
import { freeChangeDays } from '../../domain/webinar-move.ts'
import { type MilestoneDraft, milestoneLetter } from '../../mail/milestone.ts'
import { webinarInFull } from '../../readmodels/webinar.ts'
import type { Links } from '../links.ts'
import type { Writer } from '../outbox.ts'
import { dayOf } from './order-words.ts'

/** A letter to everybody, sent to the administrator alone who wants to see it first. */
export function webinarTestWriters(deps: {
  sql: Sql
  links: Links
  zone: string
}): Record<string, Writer> {
  const { sql, links, zone } = deps
  return {
    'mailing-test': async ({ data, name, time_zone: timeZone, at }) => {
      const { webinar: slug, milestone, ...draft } = data
      const webinar = await webinarInFull(sql, String(slug))
      if (webinar === null || !isMilestone(milestone)) return null
      const letter = milestoneLetter(milestone, {
        webinar,
        draft: draft as MilestoneDraft,
        reader: { name, timeZone },
        link: links.page(`/webinars/${webinar.slug}`),
        changeUntil: dayOf(daysLater(webinar.movedAt ?? at, freeChangeDays, zone), zone),
      })
      return { letter: { ...letter, subject: `Test: ${letter.subject}` } }
    },
  }
}

function isMilestone(name: unknown): name is MilestoneKind {
  return milestoneKinds.some((kind) => kind === name)
}
