import { formatCents } from '../domain/money.ts'
import { type Letter, money, paragraph, personalLetter } from './letter.ts'
import { howToPay, type Remittance } from './remittance.ts'
import { counted } from './words.ts'

/** Says all that somebody owes on a day, order by order, and the credit that we hold for them. */
export function statementOfAccount(props: {
  name: string | null
  of: string
  asOf: string
  items: {
    order: string
    invoice: string | null
    /** The day on which it was to be paid; null while nothing is due. */
    dueOn: string | null
    isOverdue: boolean
    receivedCents: number
    feesCents: number
    openCents: number
  }[]
  openCents: number
  creditCents: number
  remitTo: Remittance
  w9Link: string | null
}): Letter {
  const { items, asOf, openCents, creditCents } = props
  const invoices = items.flatMap(({ invoice }) => (invoice === null ? [] : [invoice]))
  return personalLetter({
    name: props.name,
    subject: `Statement of ${props.of}, ${asOf}: ${formatCents(openCents)} is open`,
    preheader: `${counted(items.length, 'order')} not paid in full.`,
    blocks: [
      paragraph(
        items.length === 0
          ? `As of ${asOf} nothing is open for ${props.of}.`
          : `As of ${asOf} this is open for ${props.of}:`,
      ),
      money(
        items.map((item) => ({
          what: item.invoice ? `Invoice ${item.invoice}` : `Order ${item.order}`,
          detail: standing(item),
          amountCents: item.openCents,
        })),
        [
          { label: 'Balance due', amountCents: openCents, isStrong: true },
          ...(creditCents > 0 ? [{ label: 'Credit we hold', amountCents: creditCents }] : []),
        ],
      ),
      creditCents > 0 &&
        paragraph('Reply to this email, and we will use the credit for what is open.'),
      ...(items.length > 0
        ? howToPay({ ...props, invoiceNumber: invoices.join(', ') || 'your order' })
        : []),
    ],
  })
}

function standing(item: {
  order: string
  invoice: string | null
  dueOn: string | null
  isOverdue: boolean
  receivedCents: number
  feesCents: number
}): string {
  return [
    item.invoice && `order ${item.order}`,
    item.dueOn && (item.isOverdue ? `was due ${item.dueOn}` : `due ${item.dueOn}`),
    item.feesCents > 0 && `with fees of ${formatCents(item.feesCents)}`,
    item.receivedCents > 0 && `${formatCents(item.receivedCents)} received`,
  ]
    .filter(Boolean)
    .join(', ')
}
