import { formatDate } from '../domain/date.ts'

/** The certificate by which an organisation is exempt from sales tax. */
export interface TaxExempt {
  number: string | null
  /** `YYYY-MM-DD`. */
  validUntil: string
}

/** What stands on paper about sales tax: nothing, unless a certificate of exemption is on file. */
export function taxNote(exempt: TaxExempt | null): string[] {
  if (exempt === null) return []
  const named = exempt.number === null ? '' : ` ${exempt.number}`
  return [
    `Tax exempt: certificate${named} is on file, valid until ${formatDate(exempt.validUntil)}. No sales tax was charged.`,
  ]
}
