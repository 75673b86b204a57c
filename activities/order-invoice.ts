import type { Fragment, Sql } from '../database/connect.ts'
import { localDate } from '../domain/calendar.ts'
import { post } from './claim.ts'
import { issueDocument } from './issue-document.ts'
import type { NumberedStep } from './order-effects.ts'

/**
 * Common tables that issue the order's invoice under the next number without gap, in place of the one that stands.
 * Whoever it is addressed to gets it by mail; whoever had the former one and does not get this one hears that it is void.
 */
export function issued(sql: Sql, step: NumberedStep, zone: string): Fragment[] {
  return [
    sql`replaced as (
      update invoices set voided_at = claim.at
      from claim
      where order_number = ${step.number} and voided_at is null
      returning invoices.number, version, bill_to
    )`,
    sql`counted as (
      update invoice_counter set last_number = last_number + 1 from claim returning last_number
    )`,
    sql`issued as (
      insert into invoices
        (number, order_number, version, issued_at, due_on, terms_days, purchase_order_number, bill_to, lines, total_cents)
      select last_number, ordered.number,
        1 + greatest(
          (select coalesce(max(version), 0) from replaced),
          (select coalesce(max(version), 0) from invoices where order_number = ${step.number})
        ), ${step.at},
        coalesce(ordered.due_on, ${localDate(step.at, zone)}::date + ordered.terms_days), ordered.terms_days,
        ordered.purchase_order_number, ordered.bill_to, ordered.lines, ordered.total_cents
      from ordered, counted
      returning number, bill_to
    )`,
    issueDocument(sql, step, {
      as: 'invoice_paper',
      kind: 'invoice',
      to: sql`
        select issued.number::text as number, ordered.number as order_number,
          jsonb_build_object('taxExempt', tax_exempt_on(ordered.organisation_id, ${localDate(step.at, zone)}::date)) as data
        from ordered, issued
      `,
    }),
    ...creditNote(sql, step, 'replaced'),
    post(sql, step, {
      as: 'sent_invoice',
      kind: 'invoice',
      to: sql`
        select ordered.bill_to_id as person_id, jsonb_build_object('invoice', issued.number) as data
        from ordered, issued
      `,
    }),
    post(sql, step, {
      as: 'sent_void',
      kind: 'invoice-voided',
      to: sql`
        select people.id as person_id,
          jsonb_build_object('invoice', replaced.number, 'replacedBy', issued.number) as data
        from ordered, issued, replaced
        join people on email_key = lower(replaced.bill_to ->> 'email')
        where people.id <> ordered.bill_to_id
      `,
    }),
  ]
}

/** What an order's row gets with its first invoice: a due date, and the ladder of reminders from now on. */
export function due(sql: Sql, step: NumberedStep, zone: string): Fragment {
  return sql`, due_on = ${localDate(step.at, zone)}::date + terms_days, dunning_began_at = ${step.at}`
}

/** Common tables that make the order's invoice void with nothing in its place. */
export function voided(sql: Sql, step: NumberedStep): Fragment[] {
  return [
    sql`voided as (
      update invoices set voided_at = claim.at
      from claim
      where order_number = ${step.number} and voided_at is null
      returning invoices.number
    )`,
    ...creditNote(sql, step, 'voided'),
    post(sql, step, {
      as: 'sent_void',
      kind: 'invoice-voided',
      to: sql`
        select ordered.bill_to_id as person_id, jsonb_build_object('invoice', voided.number) as data
        from ordered, voided
        where ordered.bill_to_id <> ordered.buyer_id
      `,
    }),
  ]
}

/** Common tables that take back, under the next number without gap, the invoice that this statement made void, if any. */
function creditNote(sql: Sql, step: NumberedStep, invoice: 'replaced' | 'voided'): Fragment[] {
  return [
    sql`credit_counted as (
      update credit_note_counter set last_number = last_number + 1 from ${sql(invoice)}
      returning last_number, ${sql(invoice)}.number as invoice
    )`,
    sql`credit_noted as (
      insert into credit_notes (number, invoice_number, issued_at)
      select last_number, invoice, ${step.at} from credit_counted
      returning number
    )`,
    issueDocument(sql, step, {
      as: 'credit_note_paper',
      kind: 'credit-note',
      to: sql`select 'C' || credit_noted.number as number, ${step.number}::text as order_number from credit_noted`,
    }),
  ]
}
