import type { Sql } from '../database/connect.ts'
import type { RefundPurpose } from '../domain/card.ts'
import type { OrderLine } from '../domain/price.ts'

export type CardRequestKind = 'checkout' | 'expire' | 'refund' | 'charge' | 'detach'

/** A request for Stripe that is still to be made, with all that it is made of. */
export interface CardRequestRow {
  id: string
  key: string
  key_version: number
  kind: CardRequestKind
  subject: string
  order: string
  cents: number
  facts: {
    expiresAt?: string
    savesCard?: boolean
    session?: string
    purpose?: RefundPurpose
    paymentMethod?: string
  }
  email: string
  lines: OrderLine[]
  title: string
  link_version: number
  /** The payment that is given back. */
  intent: string | null
  /** The card that was saved for the pass. */
  customer: string | null
  payment_method: string | null
}

/** A request with what its order says of it, in one read; null when it was made already. */
export async function readCardRequest(sql: Sql, id: string): Promise<CardRequestRow | null> {
  const [row] = await sql<CardRequestRow[]>`
    select card_requests.id, key, key_version, kind, card_requests.subject, coalesce(order_number, '') as order,
      coalesce(card_requests.cents, 0) as cents, facts, coalesce(people.email, '') as email,
      coalesce(orders.lines, '[]') as lines, coalesce(webinars.title, pass_products.title, '') as title,
      coalesce(orders.link_version, 1) as link_version,
      (
        select payment_intent from card_payments where card_payments.id = payment_id
      ) as intent,
      customer, payment_method
    from card_requests
    left join orders on orders.number = order_number
    left join people on people.id = buyer_id
    left join webinars on webinars.slug = orders.webinar
    left join pass_products on pass_products.slug = orders.pass_product
    left join saved_cards on saved_cards.pass_number = orders.pass_number and withdrawn_at is null
    where card_requests.id = ${id} and card_requests.state = 'wanted'
  `
  return row ?? null
}

/** The key under which Stripe hears it now; the first is the one that was written with the decision. */
export function keyOf({ key, key_version: version }: CardRequestRow): string {
  return version === 1 ? key : `${key}/again-${version}`
}
