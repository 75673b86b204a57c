import type { Fragment, Sql } from '../database/connect.ts'
import type { DocumentKind } from '../domain/document.ts'
import type { Step } from '../domain/process.ts'

/** A document issued with the effect; the subject's run renders it. */
export function issueDocument(
  sql: Sql,
  step: Step,
  document: {
    /** The name of this common table within the statement. */
    as: string
    kind: DocumentKind
    /** A select of `number`, of `order_number` where it is about one, and of `data`. It reads from the claim. */
    to: Fragment
  },
): Fragment {
  const { as, kind, to } = document
  return sql`${sql(as)} as (
    insert into documents (id, kind, number, subject, order_number, step, data, issued_at)
    select gen_random_uuid(), ${kind}, paper.number, ${step.subject}, to_jsonb(paper) ->> 'order_number',
      ${step.submission}, coalesce(to_jsonb(paper) -> 'data', '{}'), ${step.at}
    from (${to}) paper
  )`
}

/** The next number of an order's documents of one kind, such as R2041-2; its run makes one at a time. */
export function nextOfOrder(
  sql: Sql,
  kind: DocumentKind,
  initials: string,
  number: string,
): Fragment {
  return sql`(
    select ${initials} || ${number}::text || '-' || 1 + count(*)
    from documents
    where documents.order_number = ${number} and documents.kind = ${kind}
  )`
}
