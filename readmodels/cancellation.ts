import type { Fragment, Sql } from '../database/connect.ts'
import { balanceOf, type LedgerEntry } from '../domain/ledger.ts'

/** How far the orders of a webinar that does not take place are settled. */
export interface CancellationProgress {
  orders: number
  /** Of these, those for which nothing is left to do. */
  settled: number
  /** Refunds that Stripe has not confirmed yet, and those that somebody has to send. */
  cardRefunds: number
  byHand: number
  /** Orders whose money waits for a decision. */
  held: number
}

/** The orders that nobody has closed yet. */
export function openOrdersOf(sql: Sql, webinar: string): Fragment {
  return sql`
    select orders.number from orders
    where orders.webinar = ${webinar}
      and orders.stage not in ('cancelled', 'written-off', 'refunded', 'quote-expired')
  `
}

/**
 * Who hears of another date, or of none: whoever holds a place in the live session, and whoever ordered. One that ended
 * because the webinar was cancelled counts, too.
 */
export function concerned(sql: Sql, webinar: string): Fragment {
  return sql`
    select grants.person_id
    from grants
    join webinars on slug = grants.webinar
    where grants.webinar = ${webinar} and opens = 'live'
      and (grants.ended_at is null or grants.ended_at >= settling_at)
    union
    select buyer_id
    from orders
    where orders.webinar = ${webinar} and (
      orders.stage not in ('cancelled', 'written-off', 'refunded', 'quote-expired', 'expired')
      or exists (
        select from submissions
        where submissions.subject = 'order:' || orders.number and submissions.kind = 'endWithWebinar'
      )
    )
  `
}

/** How many people hear of another date, or of none. */
export async function countConcerned(sql: Sql, webinar: string): Promise<number> {
  const [row] = await sql<{ people: number }[]>`
    select count(*)::integer as people from (${concerned(sql, webinar)}) concerned
  `
  return row?.people ?? 0
}

/** An order is settled when it has heard, and no refund of it is on its way; money that is held is a task of its own. */
export async function cancellationProgress(
  sql: Sql,
  webinar: string,
): Promise<CancellationProgress> {
  const [row] = await sql<CancellationProgress[]>`
    select count(*)::integer as orders,
      (count(*) filter (where is_told and card_refunds = 0 and by_hand = 0))::integer as settled,
      (coalesce(sum(card_refunds), 0))::integer as "cardRefunds", (coalesce(sum(by_hand), 0))::integer as "byHand",
      (coalesce(sum(held), 0))::integer as held
    from (
      select bool_and(coalesce(told.settled_at is not null, false)) as is_told,
        (
          select count(*) from card_requests
          where card_requests.subject = 'order:' || orders.number and kind = 'refund' and (
            state = 'wanted' or (state = 'done' and not exists (
              select from card_refunds
              where request_id = card_requests.id and card_refunds.state <> 'pending'
            ))
          )
        ) as card_refunds,
        count(tasks.id) filter (where tasks.kind in ('refund-check', 'refund-failed')) as by_hand,
        count(tasks.id) filter (where tasks.kind = 'webinar-cancelled') as held
      from orders
      left join submissions told on told.subject = 'order:' || orders.number and told.kind = 'endWithWebinar'
      left join tasks on tasks.subject = 'order:' || orders.number and closed_at is null
      where orders.webinar = ${webinar} and (
        told.id is not null or orders.number in (${openOrdersOf(sql, webinar)})
      )
      group by orders.number
    ) every
  `
  return row ?? { orders: 0, settled: 0, cardRefunds: 0, byHand: 0, held: 0 }
}

/** What a cancellation settles: the orders that are open, what was paid for them, and what is still owed. */
export interface OrdersToSettle {
  orders: number
  receivedCents: number
  openCents: number
}

export async function ordersToSettle(sql: Sql, webinar: string): Promise<OrdersToSettle> {
  const [row] = await sql<{ orders: number; ledger: LedgerEntry[] }[]>`
    with open as (${openOrdersOf(sql, webinar)})
    select (select count(*) from open)::integer as orders, array(
      select jsonb_build_object('kind', kind, 'cents', sum(cents), 'paymentId', null)
      from ledger_entries
      where order_number in (select number from open)
      group by kind
    ) as ledger
  `
  const { orders, ledger } = row ?? { orders: 0, ledger: [] }
  const { receivedCents, openCents } = balanceOf(ledger)
  return { orders, receivedCents, openCents }
}
