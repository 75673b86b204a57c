import type { Sql } from '../database/connect.ts'
import { errandsARead } from '../domain/process.ts'

export interface CardPollActivities {
  pollCheckouts(input: { at: string }): Promise<{ onward: string[] }>
}

/** Pages asked for in one poll; the others are due in the next one, a minute later. */
const pagesAPoll = errandsARead

/** Pages for paying by card from which nothing was heard. */
export function cardPollActivities({ sql }: { sql: Sql }): CardPollActivities {
  return {
    /**
     * Makes the orders of pages that are due ask Stripe, in one statement: 1, 5 and 30 minutes after a page was made,
     * then every hour, and a last time after 72 hours, when a person is asked to look. A page of which the order knows
     * the end is asked for no more. Called again after a crash it finds nothing due.
     * @returns the submissions that it left for the orders
     */
    async pollCheckouts({ at }) {
      const onward = await sql<{ id: string }[]>`
        with due as (
          select session
          from card_checkouts
          where next_poll_at <= ${at} and state = 'open'
          order by next_poll_at
          limit ${pagesAPoll}
          for update skip locked
        ), polled as (
          update card_checkouts
          set polls = polls + 1,
            next_poll_at = case
              when made_at + interval '72 hours' <= ${at} then null
              else least(made_at + interval '72 hours', greatest(
                case polls
                  when 0 then made_at + interval '5 minutes'
                  when 1 then made_at + interval '30 minutes'
                  else ${at}::timestamptz + interval '1 hour'
                end,
                ${at}::timestamptz + interval '1 minute'
              ))
            end
          from due
          where card_checkouts.session = due.session
          returning card_checkouts.session, order_number, cents, polls, next_poll_at
        ), given_up as (
          insert into tasks (id, key, kind, subject, facts, opened_at)
          select gen_random_uuid(), 'card-result-unknown/' || session, 'card-result-unknown', 'order:' || order_number,
            jsonb_build_object('session', session, 'cents', cents), ${at}
          from polled
          where next_poll_at is null
          on conflict (key) do nothing
          returning subject, facts
        ), told as (
          insert into messages (id, key, kind, subject, person_id, data, written_at, send_at)
          select gen_random_uuid(), concat_ws('/', 'order-task', person_id, subject, facts ->> 'session'), 'order-task',
            subject, person_id, facts || '{"task": "card-result-unknown"}', ${at}, ${at}
          from given_up, administrators
          where until is null
          on conflict (key) do nothing
        )
        insert into submissions (id, token, kind, subject, actor, origin, facts, received_at)
        select gen_random_uuid(), concat_ws('/', 'poll', session, polls), 'stripeFact', 'order:' || order_number, 'stripe',
          'card-poll', '{"because": "poll"}', ${at}
        from polled
        on conflict (token) do nothing
        returning id
      `
      return { onward: onward.map(({ id }) => id) }
    },
  }
}
