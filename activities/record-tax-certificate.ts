import type { Fragment, Sql } from '../database/connect.ts'
import type { Step } from '../domain/process.ts'
import { post, task } from './claim.ts'

/** What a certificate's own changes are for: `record:tax-certificate/<id>`. */
export const certificateSubject = 'record:tax-certificate/'

type Effects = [Fragment, ...Fragment[]]
type Change = 'sent' | 'recorded' | 'refused' | 'withdrawn' | 'reminded'

/** What becomes of a certificate of tax exemption; its id is that of the file that was kept before. */
export function taxCertificateEffects(
  sql: Sql,
): Record<Change, (step: Step, id: string) => Effects> {
  return {
    sent: (step, id) => [
      sql`sent as (
        insert into tax_certificates (id, organisation_id, order_number, stage, sent_at)
        select uploads.id, organisation_id, order_number, 'sent', at
        from claim
        join uploads on uploads.id = ${id}
      )`,
      task(sql, step, {
        as: 'waits',
        kind: 'tax-certificate',
        to: sql`
          select uploads.id as revision,
            jsonb_build_object('certificate', uploads.id, 'organisation', organisation_id, 'order', order_number) as facts
          from claim
          join uploads on uploads.id = ${id}
        `,
      }),
      toAdministrators(step, 'tax-certificate-sent', sql`select claim.id as revision from claim`),
    ],

    recorded: (step, id) => [
      sql`recorded as (
        insert into tax_certificates
          (id, organisation_id, order_number, stage, number, issuing_state, valid_until, recorded_at, recorded_by)
        select uploads.id, organisation_id, order_number, 'on-file', said ->> 'number', said ->> 'issuingState',
          (said ->> 'validUntil')::date, at, actor
        from claim
        join uploads on uploads.id = ${id}
        on conflict (id) do update
        set stage = excluded.stage, number = excluded.number, issuing_state = excluded.issuing_state,
          valid_until = excluded.valid_until, recorded_at = excluded.recorded_at, recorded_by = excluded.recorded_by
      )`,
      seen(step),
      toSender(step, id, 'tax-certificate-recorded'),
    ],

    refused: (step, id) => [
      sql`refused as (
        update tax_certificates
        set stage = 'refused', refused_at = at, refused_by = actor, refused_reason = said ->> 'reason'
        from claim
        where tax_certificates.id = ${id}
      )`,
      seen(step),
      toSender(step, id, 'tax-certificate-refused'),
    ],

    withdrawn: (_, id) => [
      sql`withdrawn as (
        update tax_certificates
        set stage = 'withdrawn', withdrawn_at = at, withdrawn_by = actor, withdrawn_reason = said ->> 'reason'
        from claim
        where tax_certificates.id = ${id}
      )`,
    ],

    reminded: (step, id) => [
      toAdministrators(step, 'tax-certificate-ending-desk', reminderSaid()),
      post(sql, step, {
        as: 'asked',
        kind: 'tax-certificate-ending',
        to: sql`
          select latest.bill_to_id as person_id, revision, data || jsonb_build_object('order', latest.number) as data
          from (${reminderSaid()}) reminder
          join tax_certificates on tax_certificates.id = ${id}
          cross join lateral (
            select bill_to_id, number
            from orders
            where orders.organisation_id = tax_certificates.organisation_id
            order by placed_at desc, number desc
            limit 1
          ) latest
        `,
      }),
    ],
  }

  function toAdministrators(step: Step, kind: string, about: Fragment): Fragment {
    return post(sql, step, {
      as: 'told',
      kind,
      to: sql`select about.*, person_id from (${about}) about, administrators where until is null`,
    })
  }

  /** A step of the ladder is mailed about once. */
  function reminderSaid(): Fragment {
    return sql`
      select said ->> 'reminder' as revision, jsonb_build_object('reminder', said ->> 'reminder') as data
      from claim
    `
  }

  /** The buyer with whose order it came; nobody where an administrator brought it. */
  function toSender(step: Step, id: string, kind: string): Fragment {
    return post(sql, step, {
      as: 'answered',
      kind,
      to: sql`
        select buyer_id as person_id
        from claim
        join uploads on uploads.id = ${id}
        join orders on orders.number = order_number
      `,
    })
  }

  function seen({ subject }: Step): Fragment {
    return sql`seen as (
      update tasks set closed_at = claim.at, closed_by = claim.actor
      from claim
      where tasks.subject = ${subject} and tasks.kind = 'tax-certificate' and closed_at is null
    )`
  }
}
