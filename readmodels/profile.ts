import type { Fragment, Sql } from '../database/connect.ts'
import type { AddressStage } from '../domain/address.ts'
import type { MailChoice } from '../domain/mail-choice.ts'

/** What a person says of themselves. */
export interface Profile {
  name: string | null
  email: string
  /** As certificates name them; null where that is `name`. */
  certificateName: string | null
  /** Null where times are read in the zone of each webinar. */
  timeZone: string | null
  unwantedMail: readonly MailChoice[]
}

/** What was asked for of a person's address, and what became of it. */
export interface AddressChange {
  id: string
  personId: string
  stage: AddressStage
  oldEmail: string
  newEmail: string
  expiresAt: string
  oldProvenAt: string | null
  newProvenAt: string | null
}

/** A person's profile; null where there is no such person. */
export async function profileOf(sql: Sql, personId: string): Promise<Profile | null> {
  const [profile] = await sql<Profile[]>`
    select name, email, certificate_name as "certificateName", time_zone as "timeZone",
      coalesce(unwanted_mail, '{}') as "unwantedMail"
    from people
    left join profiles on person_id = id
    where id = ${personId}
  `
  return profile ?? null
}

/** One change of an address, by its id. */
export async function addressChange(sql: Sql, id: string): Promise<AddressChange | null> {
  const [change] = await sql<AddressChange[]>`${changes(sql)} where id = ${id}`
  return change ?? null
}

/** The change that somebody asked for last; null when there was never one. */
export async function newestAddressChange(
  sql: Sql,
  personId: string,
): Promise<AddressChange | null> {
  const [change] = await sql<AddressChange[]>`
    ${changes(sql)} where person_id = ${personId}
    order by asked_at desc, (stage = 'open') desc
    limit 1
  `
  return change ?? null
}

function changes(sql: Sql): Fragment {
  return sql`
    select id, person_id as "personId", stage, old_email as "oldEmail", new_email as "newEmail",
      expires_at as "expiresAt", old_proven_at as "oldProvenAt", new_proven_at as "newProvenAt"
    from address_changes
  `
}
