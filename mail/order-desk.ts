import { formatCents } from '../domain/money.ts'
import {
  administratorsNotice,
  button,
  facts,
  type Letter,
  type MoneyLine,
  money,
  paragraph,
  quotation,
} from './letter.ts'

/** Tells the administrators that a purchase order waits to be accepted. */
export function purchaseOrderWaiting(props: {
  orderNumber: string
  purchaseOrderNumber: string
  buyer: string
  buyerEmail: string
  organisation: string | null
  billTo: string
  lines: MoneyLine[]
  totalCents: number
  expectedOn: string | null
  link: string
}): Letter {
  const { orderNumber, purchaseOrderNumber, organisation, buyer, totalCents } = props
  return administratorsNotice({
    subject: `Purchase order to accept: ${organisation ?? buyer}, ${formatCents(totalCents)}`,
    preheader: `Order ${orderNumber}, purchase order ${purchaseOrderNumber}`,
    blocks: [
      paragraph(
        `A purchase order is waiting for you. When you accept it, live attendance opens, everyone
          on the list is told, and the invoice goes out.`,
      ),
      facts([
        ['Order', orderNumber],
        ['PO number', purchaseOrderNumber],
        ['Buyer', buyer],
        ['Email', props.buyerEmail],
        ['Organization', organisation],
        ['Bill to', props.billTo],
        ['Check expected', props.expectedOn],
      ]),
      money(props.lines, [{ label: 'Total', amountCents: totalCents, isStrong: true }]),
      button('Accept or decline it', props.link),
    ],
  })
}

/** Proposes to the administrators that an old invoice be written off. */
export function writeOffProposal120(props: {
  orderNumber: string
  invoiceNumber: string
  buyer: string
  organisation: string | null
  what: string
  dueOn: string
  openCents: number
  link: string
}): Letter {
  const { invoiceNumber, organisation, buyer, openCents } = props
  const payer = organisation ?? buyer
  return administratorsNotice({
    subject: `Write off invoice ${invoiceNumber}? ${payer}, ${formatCents(openCents)}`,
    preheader: `It was due on ${props.dueOn}.`,
    blocks: [
      paragraph(
        `This invoice has been open for 120 days, and all reminders have gone out. Access is on
          hold. You can write it off, move its due date, or leave it as it is; it stays open
          until you decide.`,
      ),
      facts([
        ['Invoice', invoiceNumber],
        ['Order', props.orderNumber],
        ['Buyer', buyer],
        ['Organization', organisation],
        ['For', props.what],
        ['Due', props.dueOn],
        ['Balance due', formatCents(openCents)],
      ]),
      button('Decide about the invoice', props.link),
    ],
  })
}

/** Hands a task to the administrators: what happened, what to do, and by when. */
export function task(props: {
  title: string
  happened: string
  todo: string
  facts: [label: string, value: string][]
  /** Words of somebody else that belong to it. */
  words: string | null
  dueAt: string | null
  link: string
}): Letter {
  return administratorsNotice({
    subject: `To do: ${props.title}`,
    preheader: props.dueAt ? `Due ${props.dueAt}` : props.todo,
    blocks: [
      paragraph(props.happened),
      props.words && quotation(props.words),
      paragraph(`What to do: ${props.todo}`),
      (props.facts.length > 0 || props.dueAt !== null) &&
        facts([...props.facts, ['Due', props.dueAt]]),
      button('Open the task', props.link),
    ],
  })
}
