import type { Fragment, Sql } from '../../database/connect.ts'
import { type Days, dayOf, isWithin, type Page, type Sheet } from './sheet.ts'

/**
 * Every movement of money that came in: on the book of its order, and on the book of somebody's credit. What moves from
 * one book to the other stands in both, with opposite signs, so that all of it adds up to the money that is held.
 */
export const payments: Sheet = {
  columns: [
    'date',
    'book',
    'what',
    'order',
    'invoice',
    'organization',
    'payer',
    'method',
    'reference',
    'received on',
    'amount',
    'currency',
  ],
  parts: (sql, days, page) => [ofOrders(sql, days, page), ofCredit(sql, days, page)],
}

function ofOrders(sql: Sql, days: Days, page: Page): Fragment {
  const signed = sql`
    case when kind in ('payment', 'credit-in', 'refund-returned') then ledger_entries.cents else -ledger_entries.cents end
  `
  return sql`
    select position, kind, ${signed} as cents, ${cells(sql, days, {
      book: 'order',
      order: sql`ledger_entries.order_number`,
      payer: sql`coalesce(buyer_name, people.name)`,
      cents: signed,
    })}
    from (
      select position, kind, cents, at, payment_id, order_number
      from ledger_entries
      where kind in ('payment', 'reversal', 'credit-in', 'credit-out', 'refund', 'refund-returned')
        and ${isWithin(sql, sql`at`, days)} ${page(sql`position`)}
    ) ledger_entries
    join orders on orders.number = order_number
    join people on people.id = buyer_id
    left join organisations on organisations.id = organisation_id
    left join checks on checks.id = payment_id
    left join card_payments on card_payments.id = payment_id
  `
}

function ofCredit(sql: Sql, days: Days, page: Page): Fragment {
  const signed = sql`
    case when kind in ('from-check', 'from-order') then credit_entries.cents else -credit_entries.cents end
  `
  return sql`
    select position, kind, ${signed} as cents, ${cells(sql, days, {
      book: 'credit',
      order: sql`credit_entries.order_number`,
      payer: sql`people.name`,
      cents: signed,
    })}
    from (
      select position, kind, cents, at, payment_id, order_number, holder
      from credit_entries
      where ${isWithin(sql, sql`at`, days)} ${page(sql`position`)}
    ) credit_entries
    left join organisations on holder = 'organisation:' || organisations.id
    left join people on holder = 'person:' || people.id
    left join checks on checks.id = payment_id
    left join card_payments on card_payments.id = payment_id
  `
}

function cells(
  sql: Sql,
  days: Days,
  { book, order, payer, cents }: { book: string } & Record<'order' | 'payer' | 'cents', Fragment>,
): Fragment {
  return sql`jsonb_build_array(
    ${dayOf(sql, sql`at`, days)}, ${book}::text, kind, ${order},
    (
      select coalesce(former_number, invoices.number::text)
      from invoices
      where invoices.order_number = ${order}
      order by version desc
      limit 1
    ),
    organisations.name, coalesce(checks.payer, ${payer}),
    case
      when checks.id is not null then 'check'
      when card_payments.id is not null then 'card'
      when ${book} = 'credit' or kind in ('credit-in', 'credit-out') then 'credit'
      when kind in ('refund', 'refund-returned') then 'refund'
      else 'carried over'
    end,
    coalesce(checks.number, payment_intent),
    coalesce(checks.received_on::text, ${dayOf(sql, sql`card_payments.received_at`, days)}), ${cents}, 'USD'
  ) as cells`
}
