import type { Fragment, Sql } from '../database/connect.ts'
import type { Step } from '../domain/process.ts'
import { post } from './claim.ts'
import { issueDocument } from './issue-document.ts'

/** Whose statement it is, as the subject `record:statement/<holder>` says. */
export function statementHolder({ subject }: Pick<Step, 'subject'>): string {
  return subject.slice('record:statement/'.length)
}

/** Mails what a holder owes: to the address that was given, else to whoever paid or is to pay last, else to the person. */
export function statementSent(sql: Sql, step: Step): Fragment {
  const holder = statementHolder(step)
  return sql`asked_for as (
    select known_person(gen_random_uuid(), said ->> 'sendTo') as id
    from claim
    where said ->> 'sendTo' is not null
  ), latest_payer as (
    select bill_to_id as id
    from claim, orders
    where coalesce('organisation:' || organisation_id, 'person:' || buyer_id) = ${holder}
    order by placed_at desc, number desc
    limit 1
  ), ${issueDocument(sql, step, {
    as: 'statement_paper',
    kind: 'statement',
    to: sql`
      select 'S' || nextval('statement_numbers') as number, jsonb_build_object('holder', ${holder}::text) as data
      from claim
    `,
  })}, ${post(sql, step, {
    as: 'statement_sent',
    kind: 'statement',
    to: sql`
      select recipient.id as person_id, jsonb_build_object('holder', ${holder}::text) as data
      from claim
      cross join lateral (
        select coalesce(
          (select id from asked_for),
          (select id from latest_payer),
          (select id from people where 'person:' || id = ${holder})
        ) as id
      ) recipient
      where recipient.id is not null
    `,
  })}`
}
