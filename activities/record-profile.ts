import type { Fragment, Sql } from '../database/connect.ts'
import { mailChoices } from '../domain/mail-choice.ts'

/** What somebody says of themselves; what was left empty is none. */
export function profileSaved(sql: Sql, personId: string): Fragment {
  return sql`saved as (
    insert into profiles (person_id, certificate_name, time_zone)
    select ${personId}, said ->> 'certificateName', said ->> 'timeZone' from claim
    on conflict (person_id) do update
    set certificate_name = excluded.certificate_name, time_zone = excluded.time_zone
  )`
}

/** Which mail somebody wants; a kind of which nothing was said stays as it was. */
export function mailChosen(sql: Sql, personId: string): Fragment {
  return sql`chosen as (
    insert into profiles (person_id, unwanted_mail)
    select ${personId}, array(
      select choice
      from unnest(${[...mailChoices]}::text[]) choice
      where case
        when said ? choice then said ->> choice = 'false'
        else exists (
          select from profiles before
          where before.person_id = ${personId} and choice = any (before.unwanted_mail)
        )
      end
    )
    from claim
    on conflict (person_id) do update set unwanted_mail = excluded.unwanted_mail
  )`
}
