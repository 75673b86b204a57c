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
    with sold as (${sold(sql, wanted)})
    select to_char(months.month, 'YYYY-MM') as month, coalesce(sum(sold.cents), 0)::bigint as "soldCents",
      count(distinct sold.order_number)::integer as orders
    from generate_series(${wanted.from}::date, ${wanted.to}::date, '1 month') months (month)
    left join sold on sold.month = to_char(months.month, 'YYYY-MM')
    group by months.month
    order by months.month
  `
}

function salesByWebinar(sql: Sql, wanted: SalesWanted) {
  return sql<Sales['byWebinar']>`
    with sold as (${sold(sql, wanted)})
    select coalesce('webinar:' || webinar, 'pass:' || pass_product) as subject,
      coalesce(webinars.title, pass_products.title, 'Something else') as title,
      sum(sold.cents)::bigint as "soldCents", count(distinct sold.order_number)::integer as orders
    from sold
    join orders on orders.number = sold.order_number
    left join webinars on webinars.slug = webinar
    left join pass_products on pass_products.slug = pass_product
    group by 1, 2
    order by 3 desc, 2
    limit 200
  `
}

function paymentsByKind(sql: Sql, wanted: SalesWanted) {
  return sql<Sales['byKind']>`
    select kinds.kind, coalesce(sum(came.cents), 0)::bigint as "receivedCents", count(distinct came.id)::integer as payments
    from (values ('check', 1), ('card', 2), ('otherwise', 3)) kinds (kind, position)
    left join (
      select case
          when checks.id is not null then 'check' when card_payments.id is not null then 'card'
          else 'otherwise'
        end as kind,
        case kind when 'payment' then ledger_entries.cents else -ledger_entries.cents end as cents,
        coalesce(payment_id::text, position::text) as id
      from ledger_entries
      left join checks on checks.id = payment_id
      left join card_payments on card_payments.id = payment_id
      where kind in ('payment', 'reversal') and ${isWithin(sql, wanted)}
    ) came on came.kind = kinds.kind
    group by kinds.kind, kinds.position
    order by kinds.position
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
