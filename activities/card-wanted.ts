import type { Fragment, Sql } from '../database/connect.ts'
import type { NumberedStep } from './order-effects.ts'

/** A page for paying by card is open for so long, in hours: the longest that Stripe allows. */
const hoursOpen = 24

/**
 * Common tables that ask Stripe for the money of an order, read from `ordered`: a page for its buyer, or the card that was
 * saved for the pass. `nth` counts the requests of the order, for the key.
 */
export function cardAsked(
  sql: Sql,
  { subject, at }: NumberedStep,
  { cents, nth }: { cents: number; nth: number },
): Fragment[] {
  const expiresAt = new Date(Date.parse(at) + hoursOpen * 3_600_000).toISOString()
  return [
    sql`card_asked as (
      insert into card_requests (id, key, kind, subject, order_number, cents, facts, wanted_at)
      select gen_random_uuid(), concat_ws('/', ${subject}::text, asked.kind, ${nth}::integer), asked.kind, ${subject},
        ordered.number, ${cents}, asked.facts, ${at}
      from ordered
      cross join lateral (
        select 'charge' as kind, jsonb_build_object('pass', ordered.pass_number) as facts
        where ordered.pays_by = 'saved-card'
        union all
        select 'checkout', jsonb_build_object('cents', ${cents}::integer, 'expiresAt', ${expiresAt}::text, 'savesCard',
          ordered.saves_card)
        where ordered.pays_by <> 'saved-card'
      ) asked
    )`,
  ]
}

/** Closes the pages at Stripe on which the order could still be paid; those in `but` are known to be closed. */
export function checkoutsClosed(
  sql: Sql,
  { subject, number, at }: NumberedStep,
  but: string[] = [],
): Fragment {
  return sql`checkouts_closed as (
    insert into card_requests (id, key, kind, subject, order_number, facts, wanted_at)
    select gen_random_uuid(), concat_ws('/', ${subject}::text, 'expire', session), 'expire', ${subject}, ${number},
      jsonb_build_object('session', session), ${at}
    from claim, card_checkouts
    where order_number = ${number} and state = 'open' and session <> all (${but}::text[])
    on conflict (key) do nothing
  )`
}
