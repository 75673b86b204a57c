import type { Fragment, Sql } from '../database/connect.ts'
import { endOfDay, startOfDay } from '../domain/calendar.ts'

/** What was sold in some months, in cents, less what was credited or refunded since. */
export interface Sales {
  /** Each month, written 'YYYY-MM', also those without any. */
  byMonth: { month: string; soldCents: number; orders: number }[]
  /** The most first; passes are a line each, too. */
  byWebinar: { subject: string; title: string; soldCents: number; orders: number }[]
  /** What came in, less what was taken back. */
  byKind: { kind: PaymentKind; receivedCents: number; payments: number }[]
}

export type PaymentKind = 'check' | 'card' | 'otherwise'

/** A pass whose term ends soon, and that nobody has renewed yet. */
export interface RenewalDue {
  number: string
  title: string
  holder: string
  endsOn: string
  priceCents: number
  hasCard: boolean
  cancelsAtEnd: boolean
}

export interface SalesWanted {
  /** The first day of the first month. */
  from: string
  /** The last day that counts. */
  to: string
  zone: string
}

/** Sales between two days of the organisation, both counted. */
export async function sales(sql: Sql, wanted: SalesWanted): Promise<Sales> {
  const [byMonth, byWebinar, byKind] = await Promise.all([
    salesByMonth(sql, wanted),
    salesByWebinar(sql, wanted),
    paymentsByKind(sql, wanted),
  ])
  return { byMonth: [...byMonth], byWebinar: [...byWebinar], byKind: [...byKind] }
}

/** Passes whose term ends between two days, the earliest first. */
export async function renewalsDue(
  sql: Sql,
  { from, to }: { from: string; to: string },
): Promise<RenewalDue[]> {
  return sql<RenewalDue[]>`
    select passes.number, title, coalesce(people.name, email) as holder, pass_terms.ends_on as "endsOn",
      price_cents as "priceCents", cancels_at_end as "cancelsAtEnd",
      payment_method is not null as "hasCard"
    from passes
    join pass_terms on pass_terms.pass_number = passes.number and pass_terms.term = passes.term
    join pass_products on pass_products.slug = product
    join people on people.id = holder_id
    left join saved_cards on saved_cards.pass_number = passes.number and withdrawn_at is null
    where passes.stage in ('active', 'renewal-open', 'reinstated', 'grace')
      and pass_terms.ends_on between ${from}::date and ${to}::date
    order by pass_terms.ends_on, length(passes.number), passes.number
    limit 500
  `
}

function salesByMonth(sql: Sql, wanted: SalesWanted) {
  return sql<Sales['byMonth']>`
    with sold as (
      select month, sum(cents) as cents, count(*)::integer as orders
      from (
        select month, order_number, sum(cents) as cents from (${sold(sql, wanted)}) entries group by 1, 2
      ) of_orders
      group by month
    )
    select to_char(first, 'YYYY-MM') as month, coalesce(cents, 0)::bigint as "soldCents",
      coalesce(orders, 0) as orders
    from generate_series(${wanted.from}::date, ${wanted.to}::date, '1 month') first
    left join sold on sold.month = to_char(first, 'YYYY-MM')
    order by first
  `
}

function salesByWebinar(sql: Sql, wanted: SalesWanted) {
  return sql<Sales['byWebinar']>`
    with sold as (
      select webinar, pass_product, sum(cents)::bigint as cents, count(distinct order_number)::integer as orders
      from (${sold(sql, wanted)}) sold
      join orders on orders.number = order_number
      group by webinar, pass_product
    )
    select coalesce('webinar:' || webinar, 'pass:' || pass_product) as subject,
      coalesce(webinars.title, pass_products.title, 'Something else') as title,
      cents as "soldCents", orders
    from sold
    left join webinars on webinars.slug = webinar
    left join pass_products on pass_products.slug = pass_product
    order by cents desc, title
    limit 200
  `
}

function paymentsByKind(sql: Sql, wanted: SalesWanted) {
  return sql<Sales['byKind']>`
    with came as (
      select case when check_id is not null then 'check' when card_id is not null then 'card' else 'otherwise' end as kind,
        sum(cents) as cents, count(*)::integer as payments
      from (
        select checks.id as check_id, card_payments.id as card_id,
          sum(case kind when 'payment' then ledger_entries.cents else -ledger_entries.cents end) as cents
        from ledger_entries
        left join checks on checks.id = payment_id
        left join card_payments on card_payments.id = payment_id
        where kind in ('payment', 'reversal') and ${isWithin(sql, wanted)}
        group by 1, 2, payment_id, case when payment_id is null then position end
      ) payments
      group by 1
    )
    select kinds.kind, coalesce(cents, 0)::bigint as "receivedCents", coalesce(payments, 0) as payments
    from unnest(array['check', 'card', 'otherwise']) with ordinality kinds (kind, place)
    left join came on came.kind = kinds.kind
    order by place
  `
}

/** What orders were asked for what they sell; fees for checks that bounced are no sales. */
function sold(sql: Sql, wanted: SalesWanted) {
  return sql`
    select order_number, to_char(at at time zone ${wanted.zone}, 'YYYY-MM') as month,
      case when kind in ('charge', 'reinstatement') then cents else -cents end as cents
    from ledger_entries
    where kind in ('charge', 'reinstatement', 'credit-note', 'refund') and ${isWithin(sql, wanted)}
  `
}

function isWithin(sql: Sql, { from, to, zone }: SalesWanted): Fragment {
  return sql`at >= ${startOfDay(from, zone)}::timestamptz and at < ${endOfDay(to, zone)}::timestamptz`
}
