import type { Sql } from '../database/connect.ts'
import { localDate } from '../domain/calendar.ts'
import type { Snapshot } from '../domain/process.ts'
import { inbox } from '../readmodels/inbox.ts'
import { administrators } from '../readmodels/person.ts'
import { underWay } from './under-way.ts'

export interface DigestActivities {
  writeDigest(input: { at: string }): Promise<Pick<Snapshot, 'outbox'>>
}

/** Whose run sends the mails. */
const subject = 'digest'

/** What waits at the desk, once a day. */
export function digestActivities({ sql, zone }: { sql: Sql; zone: string }): DigestActivities {
  return {
    /**
     * Leaves each administrator for whose role something waits one mail, once a day; the others none.
     * @returns the mails that are to be sent
     */
    async writeDigest({ at }) {
      const people = await administrators(sql)
      const roles = [...new Set(people.map(({ role }) => role))]
      const queues = await Promise.all(roles.map((role) => inbox(sql, { at, zone, role, each: 1 })))
      const told = roles.filter((_, index) => (queues[index] ?? []).length > 0)
      await sql`
        insert into messages (id, key, kind, subject, sent_by, person_id, written_at, send_at)
        select gen_random_uuid(), concat_ws('/', 'digest', ${localDate(at, zone)}::text, person_id), 'digest',
          ${`${subject}:${localDate(at, zone)}`}, ${subject}, person_id, ${at}, ${at}
        from administrators
        where until is null and role = any (${told})
        on conflict (key) do nothing
      `
      const { outbox } = await underWay(sql, subject)
      return { outbox }
    },
  }
}
