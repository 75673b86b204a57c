import type { Json, Sql } from '../database/connect.ts'
import { localDate } from '../domain/calendar.ts'
import { errandsARead } from '../domain/process.ts'
import { remindedEnds, reminderDue } from '../domain/tax-certificate.ts'
import { certificatesEnding } from '../readmodels/tax-certificate.ts'

export interface EndingCertificateActivities {
  findEndingCertificates(input: { at: string }): Promise<{ onward: string[] }>
}

/** Certificates of tax exemption whose last day is near or over. */
export function endingCertificateActivities({
  sql,
  zone,
}: {
  sql: Sql
  zone: string
}): EndingCertificateActivities {
  return {
    /**
     * Leaves each certificate that is due a reminder a command of its own, once for each step of the ladder. An
     * organisation with a certificate that is valid longer is not asked for another one.
     * @returns the first of the commands; the others are taken by the sweep
     */
    async findEndingCertificates({ at }) {
      const today = localDate(at, zone)
      const ending = await certificatesEnding(sql, remindedEnds(today))
      const due = ending.flatMap(({ id, validUntil, recordedAt }) => {
        const recordedOn = localDate(recordedAt, zone)
        const reminder = reminderDue({ validUntil, recordedOn, today })
        return reminder === null ? [] : [{ id, reminder }]
      })
      const left = await sql<{ id: string }[]>`
        insert into submissions (id, token, kind, subject, actor, origin, facts, received_at)
        select gen_random_uuid(), concat_ws('/', 'tax-certificate', due.id, reminder), 'remindOfTaxCertificate',
          'record:tax-certificate/' || due.id, 'clock', 'tax-certificates', jsonb_build_object('reminder', reminder), ${at}
        from jsonb_to_recordset(${sql.json(due as unknown as Json)}::jsonb) as due (id uuid, reminder text)
        on conflict (token) do nothing
        returning id
      `
      return { onward: left.slice(0, errandsARead).map(({ id }) => id) }
    },
  }
}
