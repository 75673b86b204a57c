import type { Invariant } from './invariant.ts'

/** Numbers without gap, one invoice that stands, and paper that never changes. */
export const documentInvariants: Invariant[] = [
  {
    name: 'Invoices are numbered without gap up to the last one that was given out',
    rows: (sql) => sql`
      select 'invoice:' || coalesce(given.number, invoices.number) as id,
        case
          when invoices.number is null then 'is missing'
          when given.number is null then 'was never given out'
        end as wrong
      from (
        select generate_series(1001, last_number) as number from invoice_counter
      ) given
      full join invoices on invoices.number = given.number
    `,
  },
  {
    name: 'The versions of an order’s invoice follow each other, and only the last one stands',
    rows: (sql) => sql`
      select 'invoice:' || number as id,
        case
          when version <> place then format('is version %s, and the %sth of its order', version, place)
          when voided_at is null and version <> last then 'stands, though a later one was issued'
        end as wrong
      from (
        select number, version, voided_at, row_number() over (partition by order_number order by number) as place,
          max(version) over (partition by order_number) as last
        from invoices
      ) versions
    `,
  },
  {
    name: 'An invoice is void because another one stands in its place, or its order was canceled',
    rows: (sql) => sql`
      select 'invoice:' || invoices.number as id,
        case when void_reason is null and orders.cancelled_at is null and not exists (
          select from invoices next
          where next.order_number = invoices.order_number and next.version > invoices.version
        ) then 'is void for no reason' end as wrong
      from invoices
      join orders on orders.number = order_number
      where voided_at is not null
    `,
  },
  {
    name: 'Credit notes are numbered without gap, one for each void invoice',
    rows: (sql) => sql`
      select 'credit-note:' || coalesce(given.number, credit_notes.number, -invoices.number) as id,
        case
          when invoices.number is null and credit_notes.number is null then 'is missing'
          when given.number is null and credit_notes.number is not null then 'was never given out'
          when credit_notes.number is null then format('invoice %s is void without one', invoices.number)
          when invoices.number is null then format('invoice %s is not void', credit_notes.invoice_number)
        end as wrong
      from (
        select generate_series(1001, last_number) as number from credit_note_counter
      ) given
      full join credit_notes on credit_notes.number = given.number
      full join (select number from invoices where voided_at is not null) invoices
        on invoices.number = credit_notes.invoice_number
    `,
  },
  {
    name: 'Each invoice, credit note and payment of an order has its document',
    rows: (sql) => sql`
      select due.kind || ' ' || due.of as id, case when not exists (
        select from documents
        where documents.kind = due.kind
          and due.of in (documents.number, order_number || '/' || (data ->> 'check'), order_number || '/' || (data ->> 'payment'))
      ) then 'has no document' end as wrong
      from (
        select 'invoice' as kind, number::text as of from invoices where former_number is null
        union all
        select 'credit-note', 'C' || number from credit_notes
        union all
        select 'receipt', order_number || '/' || payment_id
        from ledger_entries
        where kind = 'payment' and payment_id is not null
      ) due
    `,
  },
  {
    name: 'A document has the bytes that it was rendered with',
    rows: (sql) => sql`
      select concat_ws(' ', kind, number) as id,
        case when encode(sha256(bytes), 'hex') <> sha256 then 'its bytes are others' end as wrong
      from documents
      where bytes is not null
    `,
  },
  {
    name: 'A document is rendered within four days',
    rows: (sql, at) => sql`
      select concat_ws(' ', kind, number) as id,
        case when bytes is null and issued_at < ${at}::timestamptz - interval '4 days' and not exists (
          select from tasks where tasks.subject = documents.subject and closed_at is null
        ) then 'is not rendered' end as wrong
      from documents
    `,
  },
]
