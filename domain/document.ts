/** Everything that is issued on paper. */
export type DocumentKind =
  | 'quote'
  | 'invoice'
  | 'credit-note'
  | 'statement'
  | 'receipt'
  | 'refund-note'
  | 'deposit-slip'

/** How each is called where people read of it. */
export const documentNames: Record<DocumentKind, string> = {
  quote: 'Quote',
  invoice: 'Invoice',
  'credit-note': 'Credit note',
  statement: 'Statement',
  receipt: 'Receipt',
  'refund-note': 'Refund note',
  'deposit-slip': 'Deposit slip',
}
