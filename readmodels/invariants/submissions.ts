import type { Invariant } from './invariant.ts'

/** Nothing that anybody sent is lost, and everybody who was refused can be told why. */
export const submissionInvariants: Invariant[] = [
  {
    name: 'Every submission is applied, or refused with its reason, or waits and is tried again',
    rows: (sql, at) => sql`
      select 'submission:' || id as id,
        case
          when outcome = 'refused' and answer ->> 'refused' is null then 'is refused for no reason'
          when settled_at < received_at then 'was settled before it came'
          when settled_at is null and received_at < ${at}::timestamptz - interval '1 hour'
            and coalesce(next_attempt_at, received_at) < ${at}::timestamptz - interval '1 hour'
            and not exists (
              select from tasks where tasks.key = 'undelivered/' || submissions.id
            ) then format('%s of %s waits since %s, and nobody tries', kind, subject, received_at)
        end as wrong
      from submissions
    `,
  },
  {
    name: 'A submission that ten tries did not deliver waits for a person',
    rows: (sql) => sql`
      select 'submission:' || id as id,
        case when attempts >= 10 and not exists (
          select from tasks where tasks.key = 'undelivered/' || submissions.id
        ) then format('was tried %s times', attempts) end as wrong
      from submissions
      where settled_at is null
    `,
  },
  {
    // What Stripe says is asked for outside the queue, so that nobody else waits for its answer.
    name: 'A subject’s submissions are applied in the order in which they came',
    rows: (sql) => sql`
      select 'submission:' || id as id,
        case when settled_at is null and overtaken and kind <> 'stripeFact' then format('%s was overtaken', kind) end as wrong
      from (
        select id, kind, settled_at, bool_or(settled_at is not null and actor not in ('clock', 'operator'))
          over (partition by subject order by position rows between 1 following and unbounded following) as overtaken
        from submissions
      ) queue
    `,
  },
]
