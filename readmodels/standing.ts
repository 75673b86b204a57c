import type { Sql } from '../database/connect.ts'

/** What waits and since when, as whoever keeps the product running asks. */
export interface Standing {
  /** What was sent and has had no effect yet. */
  submissions: number
  oldestSubmissionAt: string | null
  oldestSubmissionSubject: string | null
  /** Mail whose time has come. */
  messages: number
  oldestMessageAt: string | null
  lastMailAt: string | null
  /** Documents that are yet to be rendered. */
  documents: number
  tasks: number
  oldestTaskAt: string | null
  mailings: number
}

/** All of it in one statement that reads only what is open; `at` is an ISO instant. */
export async function standing(sql: Sql, at: string): Promise<Standing> {
  const [row] = await sql<Standing[]>`
    with unsettled as (
      select received_at, subject, count(*) over () as number
      from submissions
      where settled_at is null
      order by received_at
      limit 1
    )
    select coalesce((select number from unsettled), 0) as submissions,
      (select received_at from unsettled) as "oldestSubmissionAt",
      (select subject from unsettled) as "oldestSubmissionSubject",
      unsent.number as messages, unsent.oldest as "oldestMessageAt",
      (
        select settled_at from messages where state = 'sent' order by written_at desc, id desc limit 1
      ) as "lastMailAt",
      (select count(*) from documents where bytes is null) as documents,
      open.number as tasks, open.oldest as "oldestTaskAt",
      (select count(*) from mailings where written_at is null and paused_at is null) as mailings
    from (
      select count(*) as number, min(send_at) as oldest
      from messages
      where state in ('waiting', 'sending') and send_at <= ${at}
    ) unsent
    cross join (
      select count(*) as number, min(opened_at) as oldest from tasks where closed_at is null
    ) open
  `
  if (row === undefined) throw new Error('Postgres answered without a row')
  return row
}

/** The migrations that this database has, such as `0001_intake`, in their order. */
export async function migrations(sql: Sql): Promise<string[]> {
  const rows = await sql<{ name: string }[]>`select name from migrations order by id`
  return rows.map(({ name }) => name)
}
