import type { Fragment, Sql } from '../database/connect.ts'

/**
 * The subjects that are not done, as ids of the workflows that must run: those whose stage waits for somebody or for
 * the clock, and those with something under way. Each noun's part says in SQL what its workflow calls done.
 * @param at the ISO instant at which it is asked
 */
export async function openSubjects(sql: Sql, at: string): Promise<string[]> {
  const rows = await sql<{ subject: string }[]>`
    ${openOrders(sql, at)}
    union
    select 'membership:' || person_id from memberships
    where stage in ('verifying', 'pending', 'information-requested')
    union
    select 'pass:' || number from passes where stage <> 'ended'
    union
    select 'webinar:' || slug from webinars
    where stage not in ('recorded', 'archived', 'cancelled', 'no-recording')
    union
    select 'inquiry:' || number from inquiries where stage = 'open'
    union
    select 'address:' || person_id from address_changes where stage = 'open'
    union
    ${openMailings(sql)}
    union
    ${withErrands(sql)}
  `
  return rows.map(({ subject }) => subject)
}

/** As `isOrderDone` says it: what is paid waits only for a clock that has something to do, or for hosting. */
function openOrders(sql: Sql, at: string): Fragment {
  return sql`
    select 'order:' || orders.number as subject
    from orders
    left join webinars on slug = webinar
    where case
      when orders.stage in ('cancelled', 'written-off', 'refunded', 'quote-expired') then false
      when orders.stage not in ('paid', 'part-refunded', 'disputed') then true
      else (hosting_due_at is not null and hosted_at is null)
        or (suspends_at is not null and recordings_suspended_at is null)
        or (
          access = 'roster' and starts_at >= greatest(placed_at, ${at}) and ended_at is null
          and orders.seats > (
            select count(*) from seats where order_number = orders.number and person_id is not null
          )
        )
    end
  `
}

/** A mailing runs until the last mail is settled, also while it is paused. */
function openMailings(sql: Sql): Fragment {
  return sql`
    select subject
    from mailings
    where written_at is null or exists (
      select from messages where mailing = mailings.subject and state in ('waiting', 'sending')
    )
  `
}

/** Whoever has mail to send, something to hand on, paper to render or a question for Stripe is not done. */
function withErrands(sql: Sql): Fragment {
  return sql`
    select coalesce(sent_by, subject) from messages
    where mailing is null and state in ('waiting', 'sending')
    union
    select origin from submissions where settled_at is null and origin is not null
    union
    select subject from documents where bytes is null
    union
    select subject from card_requests where state = 'wanted'
  `
}
