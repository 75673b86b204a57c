import type { Fragment, Sql } from '../database/connect.ts'
import type { Step } from '../domain/process.ts'
import { grantAccess } from './access.ts'

/**
 * Brings over a person's place in a webinar, `record:registration/<webinar>~<personId>`, with what it opens. Nobody gets
 * mail about the past: only who registered for a webinar that is still to come hears how to attend.
 */
export function carriedRegistration(sql: Sql, step: Step): Fragment {
  const [webinar = '', personId = ''] = step.subject.slice('record:registration/'.length).split('~')
  const to = sql`
    select people.id as person_id, webinars.slug as webinar, null::uuid as seat_id, opened.opens
    from claim
    join people on people.id = ${personId}
    join webinars on webinars.slug = ${webinar}
    cross join (values ('live'), ('recording')) opened (opens)
  `
  return sql`named as (
      update people set name = coalesce(name, claim.said ->> 'name') from claim where people.id = ${personId}
    ), ${grantAccess(sql, step, { to, tells: sql`ended_at is null` })}`
}
