import type { Fragment, Sql } from '../database/connect.ts'
import type { Step } from '../domain/process.ts'

/**
 * Common tables that grant access and, under the mail key of the webinar's own mailing, write what has already begun:
 * join details until the webinar has ended, the recording once it is published. The webinar's row is read `for share`,
 * so whoever is granted access while a mailing begins is either in it or told here: nobody is missed, nobody told twice.
 * A mail that was dropped because the access was taken back in between is sent after all.
 * The first who can attend while there are no join details is made known to the webinar, which wakes an administrator.
 * @param to a select of person_id, webinar, seat_id and opens ('live' or 'recording') that reads from the claim
 * @param tells whom nobody writes to, or a condition on the webinar (begun) that says of which they are told
 */
export function grantAccess(
  sql: Sql,
  step: Step,
  { to, tells = true }: { to: Fragment; tells?: boolean | Fragment },
): Fragment {
  return sql`wanted as (
      ${to}
    ), begun as (
      select slug, stage, revision, join_details_at, join_revision, recording_at, ended_at
      from webinars
      where slug in (select webinar from wanted)
      for share
    ), granted as (
      insert into grants (id, person_id, webinar, opens, source, seat_id, granted_at)
      select gen_random_uuid(), person_id, webinar, opens, ${step.subject}, seat_id, ${step.at}
      from wanted
      on conflict on constraint grants_one_per_source
      do update set ended_at = null, suspended_at = null
      returning person_id, webinar, opens
    ), told_already_begun as (
      insert into messages (id, key, kind, subject, person_id, data, written_at, send_at)
      select gen_random_uuid(), concat_ws('/', kind, person_id, 'webinar:' || slug, revision), kind, ${step.subject},
        person_id, jsonb_build_object('webinar', slug, 'revision', revision), ${step.at}, ${step.at}
      from (
        select distinct person_id, slug, mail.kind, mail.revision
        from granted
        join begun on slug = webinar
        join lateral (
          select 'join-details' as kind, join_revision as revision
          where opens = 'live' and join_details_at is not null and ended_at is null
          union all
          select 'recording-published', 1
          where opens = 'recording' and recording_at is not null
        ) mail on ${tells}
      ) told
      on conflict (key) do update
      set state = 'waiting', settled_at = null, dropped_because = null, attempts = 0, subject = excluded.subject, mailing = null,
        written_at = excluded.written_at, send_at = excluded.send_at
      where messages.state = 'dropped'
    ), details_wanted as (
      insert into submissions (id, token, kind, subject, actor, origin, received_at)
      select gen_random_uuid(), 'join-details-wanted/' || slug || '/' || revision, 'wantJoinDetails',
        'webinar:' || slug, claim.actor, ${step.subject}, ${step.at}
      from begun, claim
      where stage in ('on-sale', 'live') and join_details_at is null and ended_at is null
        and exists (select from granted where granted.webinar = slug and opens = 'live')
      on conflict (token) do nothing
    )`
}
