import type { Fragment, Sql } from '../database/connect.ts'

/** After three days without an answer the message is given up and becomes a task. */
export async function giveUp(sql: Sql, id: string, at: string): Promise<void> {
  await sql`
    with given_up as (
      update messages set state = 'expired', settled_at = ${at}
      where id = ${id} and state in ('waiting', 'sending')
      returning id, subject, kind, person_id
    )
    ${undeliverable(sql, at)} from given_up on conflict (key) do nothing
  `
}

/** The beginning of a statement that asks a person to look after messages that nobody got. */
export function undeliverable(sql: Sql, at: string): Fragment {
  return sql`
    insert into tasks (id, key, kind, subject, facts, opened_at)
    select gen_random_uuid(), 'undeliverable/' || id, 'undeliverable', subject,
      jsonb_build_object('message', id, 'kind', kind, 'person', person_id), ${at}
  `
}
