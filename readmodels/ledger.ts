import type { Sql } from '../database/connect.ts'
import { type Balance, balanceOf, type LedgerEntry, sumOfKind } from '../domain/ledger.ts'
import { type CreditEntry, creditBalance } from '../domain/settlement.ts'
import { type Page, type PageWanted, paged } from './page.ts'

/**
 * Where all money is that has come in: each cent is in one place only, so the places add up to the checks that stand,
 * the card payments that were not lost, and what came otherwise, such as before an invoice was carried over. What an order has not heard of yet is under way,
 * below zero for what it has yet to give back.
 */
export interface Whereabouts {
  checksCents: number
  cardsCents: number
  otherwiseCents: number
  ordersCents: number
  creditCents: number
  paidOutCents: number
  refundedCents: number
  unattachedCents: number
  underWayCents: number
}

/** An order's money: what it owes, has received, and what is open, from its entries added up by kind. */
export interface OrderBalance extends Balance {
  order: string
  entries: Partial<Record<LedgerEntry['kind'], number>>
}

export async function whereabouts(sql: Sql): Promise<Whereabouts> {
  const [row] = await sql<
    {
      checks: number
      unattached: number
      allocated: number
      ledger: (LedgerEntry & { by: 'check' | 'card' | null })[]
      credit: CreditEntry[]
    }[]
  >`
    with standing as (
      select checks.id, checks.cents, credit_holder, coalesce(sum(check_allocations.cents), 0) as allocated
      from checks
      left join check_allocations on check_id = checks.id and ended_at is null
      where reversed_at is null
      group by checks.id
    )
    select
      (select coalesce(sum(cents), 0) from standing)::bigint as checks,
      (
        select coalesce(sum(cents - allocated), 0) from standing where credit_holder is null
      )::bigint as unattached,
      (select coalesce(sum(allocated), 0) from standing)::bigint as allocated,
      array(
        select jsonb_build_object('kind', kind, 'by', by, 'cents', sum(cents))
        from (
          select kind, ledger_entries.cents,
            case when checks.id is not null then 'check' when card_payments.id is not null then 'card' end as by
          from ledger_entries
          left join checks on checks.id = payment_id
          left join card_payments on card_payments.id = payment_id
        ) entries
        group by kind, by
      ) as ledger,
      array(
        select jsonb_build_object('kind', kind, 'cents', sum(cents)) from credit_entries group by kind
      ) as credit
  `
  if (row === undefined) throw new Error('Nothing was read of the ledger')
  const { ledger } = row
  const received = paidIn(ledger)
  const throughOrders = paidIn(ledger.filter(({ by }) => by === 'check'))
  const cards = paidIn(ledger.filter(({ by }) => by === 'card'))
  const paidOut = row.credit.filter(({ kind }) => kind === 'paid-out')
  return {
    checksCents: row.checks,
    cardsCents: cards,
    otherwiseCents: received - throughOrders - cards,
    ordersCents: balanceOf(ledger).receivedCents,
    creditCents: creditBalance(row.credit),
    paidOutCents: -creditBalance(paidOut),
    refundedCents: sumOfKind(ledger, 'refund') - sumOfKind(ledger, 'refund-returned'),
    unattachedCents: row.unattached,
    underWayCents: row.allocated - throughOrders,
  }
}

function paidIn(entries: readonly LedgerEntry[]): number {
  return sumOfKind(entries, 'payment') - sumOfKind(entries, 'reversal')
}

/** The balances of orders by number; of one order where that is asked. */
export async function orderBalances(
  sql: Sql,
  wanted: PageWanted & { order?: string | undefined },
): Promise<Page<OrderBalance>> {
  const { order = null, cursor, limit } = wanted
  const rows = await sql<{ order: string; entries: LedgerEntry[] }[]>`
    select number as order,
      array(
        select jsonb_build_object('kind', kind, 'cents', sum(cents))
        from ledger_entries
        where order_number = number
        group by kind
        order by kind
      ) as entries
    from orders
    where (${order}::text is null or number = ${order})
      and number::bigint > ${cursor ?? '0'}::bigint
    order by number::bigint
    limit ${limit + 1}
  `
  const balances = rows.map(({ order, entries }) => ({
    order,
    ...balanceOf(entries),
    entries: Object.fromEntries(entries.map(({ kind, cents }) => [kind, cents])),
    cursor: order,
  }))
  return paged(balances, wanted)
}
