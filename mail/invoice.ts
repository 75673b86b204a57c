import { formatCents } from '../domain/money.ts'
import {
  button,
  facts,
  heading,
  type Letter,
  link,
  type MoneyLine,
  type MoneyTotal,
  money,
  paragraph,
  personalLetter,
  quotation,
} from './letter.ts'
import { howToPay, type Remittance } from './remittance.ts'

export type InvoiceProps = {
  name: string | null
  invoiceNumber: string
  orderNumber: string
  issuedOn: string
  dueOn: string
  netDays: number
  purchaseOrderNumber: string | null
  /** Name and address, as lines. */
  billTo: string
  remitTo: Remittance
  lines: MoneyLine[]
  totalCents: number
  receivedCents: number
  openCents: number
  /** The number of the invoice in whose place this one stands. */
  replaces: string | null
  w9Link: string | null
  link: string
}

/** The invoice itself, laid out to be printed or passed on to accounts payable. */
export function invoice(props: InvoiceProps): Letter {
  const { invoiceNumber, orderNumber, openCents, dueOn, replaces } = props
  return personalLetter({
    name: props.name,
    subject: `Invoice ${invoiceNumber}: ${due(props)}`,
    preheader: `For order ${orderNumber}${purchaseOrder(props.purchaseOrderNumber)}`,
    blocks: [
      openCents > 0
        ? paragraph(
            `Here is your invoice. If someone else pays it, please forward this email: everything
              they need is in it.`,
          )
        : paragraph('Here is your invoice for your records. It is paid in full. Thank you!'),
      replaces &&
        paragraph(`It replaces invoice ${replaces}, which is void. Please pay only this one.`),
      heading(`Invoice ${invoiceNumber}`),
      facts([
        ['Date', props.issuedOn],
        ['Due', dueOn],
        ['Terms', `net ${props.netDays} days`],
        ['PO number', props.purchaseOrderNumber],
        ['Order', orderNumber],
        ['Bill to', props.billTo],
      ]),
      money(props.lines, invoiceTotals(props)),
      ...(openCents > 0 ? howToPay(props) : []),
      button('See the invoice and its order', props.link),
    ],
  })
}

/** What is owed and until when, or that nothing is owed any more. */
function due({ openCents, totalCents, dueOn }: InvoiceProps): string {
  return openCents > 0
    ? `${formatCents(openCents)}, due ${dueOn}`
    : `${formatCents(totalCents)}, paid in full`
}

/** Tells whoever has an invoice that it is void, and which one takes its place. */
export function invoiceVoided(props: {
  name: string | null
  invoiceNumber: string
  orderNumber: string
  creditNoteNumber: string | null
  amountCents: number
  reason: string | null
  replacedBy: string | null
  link: string
}): Letter {
  const { invoiceNumber, creditNoteNumber, replacedBy } = props
  return personalLetter({
    name: props.name,
    subject: `Invoice ${invoiceNumber} is void`,
    preheader: replacedBy ? `Please pay invoice ${replacedBy} instead.` : 'Please do not pay it.',
    blocks: [
      paragraph(`Invoice ${invoiceNumber} is void. Please do not pay it.`),
      props.reason && quotation(props.reason),
      facts([
        ['Invoice', invoiceNumber],
        ['Order', props.orderNumber],
        ['Amount', formatCents(props.amountCents)],
        ['Credit note', creditNoteNumber],
        ['Replaced by', replacedBy],
      ]),
      replacedBy
        ? paragraph(`Invoice ${replacedBy} takes its place and comes in a separate email.`)
        : paragraph('No other invoice takes its place, and you owe nothing for it.'),
      link('See the order', props.link),
    ],
  })
}

function invoiceTotals({ totalCents, receivedCents, openCents }: InvoiceProps): MoneyTotal[] {
  if (receivedCents === 0) return [{ label: 'Total due', amountCents: openCents, isStrong: true }]
  return [
    { label: 'Total', amountCents: totalCents },
    { label: 'Received', amountCents: -receivedCents },
    { label: 'Balance due', amountCents: openCents, isStrong: true },
  ]
}

function purchaseOrder(purchaseOrderNumber: string | null): string {
  return purchaseOrderNumber ? `, purchase order ${purchaseOrderNumber}` : ''
}
