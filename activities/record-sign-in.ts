import type { Fragment, Sql } from '../database/connect.ts'
import type { Step } from '../domain/process.ts'
import { post } from './claim.ts'

/** Old requests that one new request clears away at most. */
const clearedAtOnce = 100

/** The mail to whoever is known by the address that was typed; what is over for a day goes. */
export function signInMailed(sql: Sql, step: Step, request: string): [Fragment, ...Fragment[]] {
  return [
    post(sql, step, {
      as: 'mailed',
      kind: 'sign-in',
      to: sql`
        select sign_in_requests.person_id
        from claim
        join sign_in_requests on sign_in_requests.id = ${request}
        where sign_in_requests.person_id is not null
      `,
    }),
    sql`cleared as (
      delete from sign_in_requests
      where id in (
        select old.id
        from sign_in_requests old, claim
        where old.asked_at < claim.at - interval '1 day'
        order by old.asked_at
        limit ${clearedAtOnce}
        for update of old skip locked
      )
    )`,
    sql`forgotten as (
      delete from sign_in_counts
      where key in (
        select old.key
        from sign_in_counts old, claim
        where old.since < claim.at - interval '1 day'
        limit ${clearedAtOnce}
        for update of old skip locked
      )
    )`,
  ]
}
