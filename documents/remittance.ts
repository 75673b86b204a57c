import type { DocumentSection } from './content.ts'

/** Where a check goes: to whose name, and to which address (its lines). */
export interface Remittance {
  payee: string
  address: string
  w9Link: string | null
  /** Where the order is paid by card instead; null where that is not offered. */
  payLink: string | null
}

/** How what is open gets paid; `memo` is what to write on the check. */
export function howToPay(
  { payee, address, w9Link, payLink }: Remittance,
  memo: string,
): DocumentSection {
  return {
    heading: 'How to pay',
    paragraphs: [
      'If your check will be late, tell us when to expect it, and we will hold our reminders until then.',
    ],
    facts: [
      ['Make check payable to', payee],
      ['Mail it to', address],
      ['Memo line', memo],
    ],
    links: [
      ...(payLink ? [{ text: 'Or pay by card', href: payLink }] : []),
      ...(w9Link ? [{ text: 'Download our W-9', href: w9Link }] : []),
    ],
  }
}
