import { dayOf, isWithin, type Sheet } from './sheet.ts'

/** Every invoice that was issued on these days, also those that are void. */
export const invoices: Sheet = {
  columns: [
    'invoice',
    'order',
    'version',
    'issued on',
    'due on',
    'terms in days',
    'purchase order',
    'organization',
    'bill to',
    'address',
    'email',
    'state',
    'void since',
    'amount',
    'currency',
  ],
  parts: (sql, days, page) => [
    sql`
    select invoices.number::bigint as position, invoices.total_cents as cents,
      case when voided_at is null then 'standing' else 'void' end as kind,
      jsonb_build_array(
        coalesce(former_number, invoices.number::text), order_number, version::text,
        ${dayOf(sql, sql`issued_at`, days)}, invoices.due_on::text, invoices.terms_days::text,
        invoices.purchase_order_number, coalesce(invoices.bill_to ->> 'organisation', organisations.name),
        invoices.bill_to ->> 'name', invoices.bill_to ->> 'address', invoices.bill_to ->> 'email',
        case when voided_at is null then 'standing' else 'void' end, ${dayOf(sql, sql`voided_at`, days)},
        invoices.total_cents, 'USD'
      ) as cells
    from (
      select * from invoices
      where ${isWithin(sql, sql`issued_at`, days)} ${page(sql`number`)}
    ) invoices
    join orders on orders.number = order_number
    left join organisations on organisations.id = organisation_id
  `,
  ],
}
