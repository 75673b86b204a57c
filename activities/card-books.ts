import type { Fragment, Sql } from '../database/connect.ts'

/**
 * What is booked of an order's card money and what Stripe is still asked for, as `CardBooks`; of the table `orders`, with
 * dates in the zone.
 */
export function cardBooks(sql: Sql, zone: string): Fragment {
  return sql`jsonb_build_object(
    'checkout', (
      select jsonb_build_object('session', session, 'state', state, 'cents', cents)
      from card_checkouts
      where order_number = orders.number
      order by made_at desc
      limit 1
    ),
    'isAsking', exists (
      select from card_requests
      where order_number = orders.number and kind in ('checkout', 'charge') and state = 'wanted'
    ),
    'asked', (
      select count(*) from card_requests where order_number = orders.number and kind in ('checkout', 'charge')
    ),
    'payments', array(
      select jsonb_build_object('payment', id, 'intent', payment_intent, 'cents', cents)
      from card_payments
      where order_number = orders.number
      order by recorded_at
    ),
    'refunds', array(
      select jsonb_build_object('refund', refund, 'payment', payment_id, 'request', request_id,
        'cents', card_refunds.cents, 'purpose', purpose, 'state', state)
      from card_refunds
      join card_payments on card_payments.id = payment_id
      where order_number = orders.number
    ),
    'refundsAsked', array(
      select jsonb_build_object('request', id, 'payment', payment_id, 'cents', cents, 'purpose', facts ->> 'purpose')
      from card_requests
      where order_number = orders.number and kind = 'refund' and state in ('wanted', 'done')
        and not exists (select from card_refunds where request_id = card_requests.id)
    ),
    'refundsRefused', array(
      select jsonb_build_object('request', id, 'payment', payment_id, 'cents', cents, 'purpose', facts ->> 'purpose')
      from card_requests
      where order_number = orders.number and kind = 'refund' and state = 'failed'
        and not exists (select from card_refunds where request_id = card_requests.id)
    ),
    'disputes', array(
      select jsonb_build_object('dispute', dispute, 'payment', payment_id, 'cents', card_disputes.cents,
        'reason', reason, 'state', state)
      from card_disputes
      join card_payments on card_payments.id = payment_id
      where order_number = orders.number
    ),
    'declinedOn', array(
      select (settled_at at time zone ${zone})::date
      from card_requests
      where order_number = orders.number and kind = 'charge' and state = 'failed'
      order by position
    )
  )`
}
