import type { Invariant } from './invariant.ts'

/** One mail a key, and none that nobody knows the fate of. */
export const mailInvariants: Invariant[] = [
  {
    name: 'One message a key',
    rows: (sql) => sql`
      select 'message:' || key as id, case when count(*) > 1 then format('stands %s times', count(*)) end as wrong
      from messages
      group by key
    `,
  },
  {
    name: 'What was sent has its address, its subject and its instant',
    rows: (sql) => sql`
      select 'message:' || key as id,
        case
          when sent_to is null or sent_subject is null then 'was sent, and nobody knows to where'
          when settled_at is null then 'was sent, and nobody knows when'
        end as wrong
      from messages
      where state = 'sent'
    `,
  },
  {
    name: 'No message is being sent for longer than an hour, and none waits for longer than four days',
    rows: (sql, at) => sql`
      select 'message:' || key as id,
        case
          when messages.state = 'sending' and send_at < ${at}::timestamptz - interval '1 hour'
            then format('is being sent since %s', send_at)
          when messages.state = 'waiting' and send_at < ${at}::timestamptz - interval '4 days' and paused_at is null
            then format('waits since %s', send_at)
        end as wrong
      from messages
      left join mailings on mailings.subject = mailing
      where messages.state in ('waiting', 'sending')
    `,
  },
  {
    name: 'A message that nobody got is something that waited for a person',
    rows: (sql) => sql`
      select 'message:' || key as id,
        case when not exists (
          select from tasks where tasks.key = 'undeliverable/' || messages.id
        ) then format('is %s, and nobody was asked to look', state) end as wrong
      from messages
      where state in ('refused', 'expired', 'unknown')
    `,
  },
]
