import type { Fragment, Sql } from '../database/connect.ts'
import { leave } from './claim.ts'
import type { PassStep } from './pass-effects.ts'

/** The effects of renewing a pass by the card that was saved for it with its holder's consent. */
export function passCardEffects(sql: Sql) {
  return { announced, renewalOrdered, renewalsDropped, cardRemoved }

  /** The holder is told of the price and the day; only what was announced is charged. */
  function announced(step: PassStep): Fragment {
    return sql`announced as (
      update saved_cards set announced_term = passes.term, announced_cents = price_cents, announced_at = claim.at
      from claim, passes
      join pass_products on slug = product
      where passes.number = ${step.number} and saved_cards.pass_number = passes.number
    )`
  }

  /** The renewal is an order like any other; its buyer is the holder of the pass. */
  function renewalOrdered(step: PassStep): Fragment {
    return leave(sql, step, {
      as: 'renewal_ordered',
      kind: 'place',
      to: sql`
        select 'order:' || nextval('order_numbers') as subject,
          jsonb_build_object('product', 'pass', 'passProduct', passes.product, 'passNumber', passes.number,
            'access', 'roster', 'paysBy', 'saved-card', 'savesCard', true, 'guests', 1) as facts
        from passes
        where passes.number = ${step.number}
      `,
    })
  }

  /** A renewal that still waits for the card is not wanted any more: the term is paid, or the card is taken away. */
  function renewalsDropped(step: PassStep): Fragment {
    return leave(sql, step, {
      as: 'renewals_dropped',
      kind: 'cancel',
      to: sql`
        select 'order:' || orders.number as subject
        from orders
        where orders.pass_number = ${step.number} and orders.pays_by = 'saved-card'
          and orders.stage in ('awaiting-card', 'expired')
          and orders.number is distinct from (select said ->> 'order' from claim)
      `,
    })
  }

  function cardRemoved(step: PassStep): Fragment[] {
    return [
      sql`card_removed as (
        update saved_cards set withdrawn_at = claim.at
        from claim
        where pass_number = ${step.number} and withdrawn_at is null
        returning payment_method
      )`,
      sql`card_detached as (
        insert into card_requests (id, key, kind, subject, facts, wanted_at)
        select gen_random_uuid(), ${step.subject} || '/detach/' || claim.id, 'detach', ${step.subject},
          jsonb_build_object('paymentMethod', payment_method), claim.at
        from claim, card_removed
      )`,
    ]
  }
}
