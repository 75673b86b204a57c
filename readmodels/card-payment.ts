import type { Sql } from '../database/connect.ts'

/** A card payment as it was recorded. */
export interface RecordedCardPayment {
  id: string
  paymentIntent: string
  order: string
  cents: number
  receivedAt: string
}

export async function cardPayment(sql: Sql, id: string): Promise<RecordedCardPayment | null> {
  const [payment] = await sql<RecordedCardPayment[]>`
    select id, payment_intent as "paymentIntent", order_number as order, cents, received_at as "receivedAt"
    from card_payments
    where id = ${id}
  `
  return payment ?? null
}
