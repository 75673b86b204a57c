import type { Sql } from '../database/connect.ts'
import type { DocumentKind } from '../domain/document.ts'
import type { Attachment } from '../mail/transport.ts'
import type { OutboxMessage } from './outbox.ts'

/** What is attached to which letter, where the step that wrote the letter issued one. */
const papers: Record<string, DocumentKind> = {
  quote: 'quote',
  invoice: 'invoice',
  'invoice-voided': 'credit-note',
  'payment-received': 'receipt',
  'order-credit-kept': 'receipt',
  'card-payment-received': 'receipt',
  'card-credit-kept': 'receipt',
  'refund-sent': 'refund-note',
  'refund-arrived': 'refund-note',
  statement: 'statement',
}

/** The documents that go with a mail; one that could not be rendered in time stands on the order's page later. */
export async function papersWith(
  sql: Sql,
  { kind, step }: Pick<OutboxMessage, 'kind' | 'step'>,
): Promise<Attachment[]> {
  const paper = papers[kind]
  if (paper === undefined || step === null) return []
  const rows = await sql<{ name: string; bytes: Buffer }[]>`
    select file_name as name, bytes
    from documents
    where step = ${step} and kind = ${paper} and bytes is not null
    order by position
  `
  return rows.map(({ name, bytes }) => ({
    filename: name,
    content: bytes,
    contentType: 'application/pdf',
  }))
}
