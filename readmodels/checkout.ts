import type { Sql } from '../database/connect.ts'
import type { CheckoutState } from '../domain/card.ts'

/** The page for paying an order by card, as its buyer sees it. */
export interface Checkout {
  state: 'being-made' | 'failed' | CheckoutState
  /** Where to pay; only while that is possible. */
  url: string | null
  expiresAt: string | null
  cents: number
}

/** The page that was asked for last; null where none ever was. `at` is an ISO instant. */
export async function latestCheckout(
  sql: Sql,
  { order, at }: { order: string; at: string },
): Promise<Checkout | null> {
  const [checkout] = await sql<Checkout[]>`
    select
      case
        when card_checkouts.state is not null then card_checkouts.state
        when card_requests.state = 'wanted' then 'being-made'
        else 'failed'
      end as state,
      case when card_checkouts.state = 'open' and expires_at > ${at} then url end as url,
      expires_at as "expiresAt", coalesce(card_checkouts.cents, card_requests.cents) as cents
    from card_requests
    left join card_checkouts on request_id = card_requests.id
    where card_requests.order_number = ${order} and kind = 'checkout'
    order by position desc
    limit 1
  `
  return checkout ?? null
}

/** What is known of a page from which a buyer comes back. */
export interface CheckoutLeft {
  state: CheckoutState
  /** A card payment of the order was booked since the page was made. */
  isPaymentBooked: boolean
}

export async function checkoutLeft(
  sql: Sql,
  { order, session }: { order: string; session: string },
): Promise<CheckoutLeft | null> {
  const [checkout] = await sql<CheckoutLeft[]>`
    select state, exists (
      select from card_payments where order_number = ${order} and recorded_at >= made_at
    ) as "isPaymentBooked"
    from card_checkouts
    where session = ${session} and order_number = ${order}
  `
  return checkout ?? null
}
