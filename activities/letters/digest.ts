import type { Sql } from '../../database/connect.ts'
import { localDate } from '../../domain/calendar.ts'
import { formatDate } from '../../domain/date.ts'
import type { Waiting } from '../../domain/inbox.ts'
import { waitingWords } from '../../domain/inbox-words.ts'
import { digest } from '../../mail/digest.ts'
import { inbox } from '../../readmodels/inbox.ts'
import { roleOf } from '../../readmodels/person.ts'
import type { Links } from '../links.ts'
import type { Writer } from '../outbox.ts'

/** Things that one mail names of each kind; the console has the others. */
const named = 10

/** The letter about what waits, as it stands when it is sent; null where all of it was seen to since. */
export function digestWriters(deps: {
  sql: Sql
  links: Links
  zone: string
}): Record<string, Writer> {
  const { sql, links, zone } = deps
  const day = (at: string) => formatDate(localDate(at, zone))

  return {
    digest: async ({ person_id, at }) => {
      const role = await roleOf(sql, person_id)
      if (role === null) return null
      const queues = await inbox(sql, { at, zone, role, each: named })
      if (queues.length === 0) return null
      return {
        letter: digest({
          consoleLink: links.page('/console'),
          queues: queues.map(({ group, title, items, count }) => ({
            title,
            items: items.map(itemOf),
            count,
            link: links.page(`/console?show=${group}`),
          })),
        }),
      }
    },
  }

  function itemOf(waiting: Waiting) {
    const { since, dueAt, kind } = waiting
    const isDay = kind.startsWith('check-')
    return {
      what: waitingWords(waiting).title,
      since: day(since),
      dueAt: dueAt === null || isDay ? null : day(dueAt),
    }
  }
}
