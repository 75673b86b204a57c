import type { Fragment, Sql } from '../database/connect.ts'
import { issueDocument, nextOfOrder } from './issue-document.ts'
import { asJson, type NumberedStep } from './order-effects.ts'

/** The receipt of a payment; `about` names the check or card payment and what became of its cents. */
export function receipted(sql: Sql, step: NumberedStep, about: object): Fragment {
  return issueDocument(sql, step, {
    as: 'receipt_paper',
    kind: 'receipt',
    to: sql`
      select ${nextOfOrder(sql, 'receipt', 'R', step.number)} as number, ordered.number as order_number,
        ${asJson(sql, about)}::jsonb as data
      from ordered
    `,
  })
}

/** The note of money that went back, to the card or by a check of ours, as the administrator describes it. */
export function refundNoted(sql: Sql, step: NumberedStep, about: object): Fragment {
  return issueDocument(sql, step, {
    as: 'refund_note_paper',
    kind: 'refund-note',
    to: sql`
      select ${nextOfOrder(sql, 'refund-note', 'RN', step.number)} as number, ordered.number as order_number,
        ${asJson(sql, about)}::jsonb || jsonb_build_object('how', claim.said -> 'how') as data
      from claim, ordered
    `,
  })
}
