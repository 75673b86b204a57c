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
      ['Make check payable to', props.remitTo.payee],
      ['Mail it to', props.remitTo.address],
      ['Memo line', `Invoice ${props.invoiceNumber}`],
    ]),
    ...(props.w9Link ? [link('Download our W-9', props.w9Link)] : []),
    note(
      `If your check will be late, tell us when to expect it, and we will hold our reminders
        until then.`,
    ),
  ]
}
