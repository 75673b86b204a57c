import type { Sql } from '../database/connect.ts'
import type { LedgerKind } from '../domain/ledger.ts'

/** Something that happened to the money of an order, the earliest first. */
export interface MoneyFact {
  kind: LedgerKind
  cents: number
  at: string
  /** The check of it, as its payer wrote it. */
  checkNumber: string | null
  byCard: boolean
}

/** What became of the money of one order: what was paid, given back, or taken off; but not what was ordered. */
export async function moneyOfOrder(sql: Sql, order: string): Promise<MoneyFact[]> {
  return sql<MoneyFact[]>`
    select kind, ledger_entries.cents, at, checks.number as "checkNumber", card_payments.id is not null as "byCard"
    from ledger_entries
    left join checks on checks.id = payment_id
    left join card_payments on card_payments.id = payment_id
    where ledger_entries.order_number = ${order} and kind <> 'charge'
    order by position
  `
}

/** Money that was decided to be given back onto a card, and is on its way. */
export async function refundsUnderWay(sql: Sql, order: string): Promise<number> {
  const [row] = await sql<{ cents: number }[]>`
    select coalesce(sum(card_requests.cents), 0)::bigint as cents
    from card_requests
    left join card_refunds on request_id = card_requests.id
    where order_number = ${order} and kind = 'refund' and card_requests.state in ('wanted', 'done')
      and coalesce(card_refunds.state, 'pending') = 'pending'
  `
  return row?.cents ?? 0
}
