import type { Fragment, Sql } from '../database/connect.ts'
import { localDate } from '../domain/calendar.ts'
import { addDays } from '../domain/date.ts'
import { quoteHeldDays } from '../domain/order-quote.ts'
import type { PaysBy } from '../domain/order-state.ts'
import { issueDocument } from './issue-document.ts'
import { type NumberedStep, orderEffects } from './order-effects.ts'

/** The last date on which a quote of this instant is held. */
export function heldUntil(at: string, zone: string): string {
  return addDays(localDate(at, zone), quoteHeldDays)
}

/** What an order's row gets when its quote is accepted, whether somebody says so or a check in full does; else nothing. */
export function acceptance(sql: Sql, paysBy: PaysBy): Fragment {
  return sql`
    , quote_accepted_at = case when pays_by = 'quote' then claim.at else quote_accepted_at end
    , quote_accepted_by = case when pays_by = 'quote' then claim.actor else quote_accepted_by end
    , pays_by = case when pays_by = 'quote' then ${paysBy} else pays_by end`
}

/** What an order's row gets when its quote is written anew. */
export function nextVersion(sql: Sql): Fragment {
  return sql`, quote_version = quote_version + 1`
}

/** Common tables that write the quote as it stands now: the buyer gets it by mail. */
export function quoted(sql: Sql, step: NumberedStep, zone: string): Fragment[] {
  const { tell } = orderEffects(sql)
  return [
    issueDocument(sql, step, {
      as: 'quote_paper',
      kind: 'quote',
      to: sql`
        select concat_ws('-', 'Q' || ordered.number, case when quote_version > 1 then quote_version end) as number,
          ordered.number as order_number,
          jsonb_build_object('lines', lines, 'totalCents', total_cents, 'billTo', bill_to, 'heldUntil', quoted_until,
            'version', quote_version, 'purchaseOrderNumber', purchase_order_number,
            'taxExempt', tax_exempt_on(organisation_id, ${localDate(step.at, zone)}::date)) as data
        from ordered
      `,
    }),
    tell(step, 'quote'),
  ]
}
