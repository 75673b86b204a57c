import { type Block, facts, heading, link, note } from './letter.ts'

/** Where a check goes: to whose name, and to which address (its lines). */
export type Remittance = { payee: string; address: string }

/** To whom a check is made out, where it goes, and what to write on it. */
export function howToPay(props: {
  invoiceNumber: string
  remitTo: Remittance
  w9Link: string | null
}): Block[] {
  return [
    heading('How to pay'),
    facts([
      ['Check payable to', props.remitTo.payee],
      ['Mail it to', props.remitTo.address],
      ['Write on it', `Invoice ${props.invoiceNumber}`],
    ]),
    ...(props.w9Link ? [link('Download our W-9', props.w9Link)] : []),
    note('If the check comes late, tell us the date you expect it, and we remind you after that.'),
  ]
}
