import type { Fragment, Json, Sql } from '../database/connect.ts'
import { type HeardEvent, isActedOn } from '../domain/stripe-event.ts'

/** The columns of `submissions` that `stripeFacts` selects, in their order. */
export function stripeFactColumns(sql: Sql): Fragment {
  return sql`id, token, kind, subject, actor, origin, facts, received_at, settled_at, outcome, answer`
}

/**
 * The rows of `submissions` that events of Stripe make, by webhook or from the list of events: a fact for the order that
 * they are about. One of no order of ours, or that says nothing of money, is settled at birth. The event's id is the
 * token, so that each is stored once, for ever; nothing else of it is kept.
 */
export function stripeFacts(
  sql: Sql,
  { events, origin, at }: { events: HeardEvent[]; origin: string | null; at: string },
): Fragment {
  const heard = events.map((event) => ({ ...event, is_acted_on: isActedOn(event.type) }))
  return sql`
    select gen_random_uuid(), heard.id, 'stripeFact', coalesce('order:' || ours.number, 'stripe:' || heard.id), 'stripe',
      ${origin}::text, jsonb_build_object('because', 'event', 'event', heard.id, 'type', heard.type), ${at}::timestamptz,
      case when refused is not null then ${at}::timestamptz end,
      case when refused is not null then 'refused' end,
      case when refused is not null then jsonb_build_object('refused', refused) end
    from jsonb_to_recordset(${sql.json(heard as unknown as Json)}::jsonb)
      as heard (id text, type text, is_acted_on boolean, "order" text, intent text, session text)
    cross join lateral (select ${orderOfStripe(sql, sql`heard`)} as number) ours
    cross join lateral (
      select case
        when not is_acted_on then 'stripe-type-not-handled'
        when ours.number is null then 'stripe-not-ours'
      end as refused
    ) verdict
  `
}

/**
 * The order that something at Stripe is about: the one that its metadata names, where it is ours, else that of the
 * payment intent, else that of the page. It reads `order`, `intent` and `session` of the row that is given.
 */
export function orderOfStripe(sql: Sql, row: Fragment): Fragment {
  return sql`coalesce(
    (select number from orders where number = ${row}."order"),
    (select order_number from card_payments where payment_intent = ${row}.intent),
    (select order_number from card_checkouts where session = ${row}.session)
  )`
}
