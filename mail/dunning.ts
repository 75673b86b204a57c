import { formatCents } from '../domain/money.ts'
import {
  type Block,
  button,
  facts,
  type Letter,
  link,
  paragraph,
  personalLetter,
} from './letter.ts'
import { howToPay, type Remittance } from './remittance.ts'

/** An invoice that is not paid in full; reminders name what is still open, not the total. */
export type OpenInvoice = {
  name: string | null
  orderNumber: string
  invoiceNumber: string
  purchaseOrderNumber: string | null
  what: string
  dueOn: string
  /** The day that reminders count from: due, promised by the buyer, or begun again by a part. */
  countedOn: string
  /** The day on which the buyer expects the check, where they told us. */
  expectedOn: string | null
  receivedCents: number
  openCents: number
  remitTo: Remittance
  w9Link: string | null
  link: string
}

/** A friendly word a week before. */
export function dueIn7Days(props: OpenInvoice): Letter {
  return reminder(props, {
    subject: `Invoice ${props.invoiceNumber}: payment by ${props.countedOn}`,
    says: `A friendly reminder: we look forward to the payment of invoice ${props.invoiceNumber}
      for ${props.what} by ${props.countedOn}.`,
    asks: 'If the check is already on its way, please ignore this mail. Thank you!',
  })
}

export function overdue1(props: OpenInvoice): Letter {
  return reminder(props, {
    subject: `Invoice ${props.invoiceNumber}: we expected the payment by ${props.countedOn}`,
    says: `We expected the payment of invoice ${props.invoiceNumber} for ${props.what} by
      ${props.countedOn}, and it is not here yet.`,
    asks: `Checks in the mail take their time. If yours is on its way, you need not do anything;
      if you know when it will come, tell us the date and we wait for it.`,
  })
}

export function overdue14(props: OpenInvoice): Letter {
  return reminder(props, {
    subject: `Invoice ${props.invoiceNumber} is two weeks overdue`,
    says: `Invoice ${props.invoiceNumber} for ${props.what} is two weeks overdue: we expected
      the payment by ${props.countedOn}.`,
    asks: `Could you please look into it, or pass this mail on to whoever pays it? Should
      something about the invoice be wrong, write to us and we correct it.`,
  })
}

export function overdue30(props: OpenInvoice): Letter {
  return reminder(props, {
    subject: `Invoice ${props.invoiceNumber} is 30 days overdue`,
    says: `Invoice ${props.invoiceNumber} for ${props.what} is 30 days overdue: we expected the
      payment by ${props.countedOn}.`,
    asks: `Please pay it, or tell us when the check will come. Without either we shall have to
      suspend access to the recordings soon.`,
  })
}

/** Ten days' notice before access is suspended. */
export function holdNotice35(props: OpenInvoice & { holdOn: string }): Letter {
  return reminder(props, {
    subject: `Access to your order ${props.orderNumber} will be suspended on ${props.holdOn}`,
    says: `Invoice ${props.invoiceNumber} for ${props.what} is still open. If it is not paid by
      then, we have to suspend access on ${props.holdOn}, for everyone on this order.`,
    asks: `We would much rather not. Pay it, or write to us when the check will come, and access
      stays open.`,
  })
}

/** Says that access is suspended, and what brings it back. */
export function hold45(props: OpenInvoice): Letter {
  return reminder(props, {
    subject: `Access to your order ${props.orderNumber} is suspended`,
    says: `Invoice ${props.invoiceNumber} for ${props.what} is still open, so access is
      suspended from today, for everyone on this order.`,
    asks: `Nothing is lost: as soon as the payment is here, everything opens again by itself. If
      something stands in the way, please write to us.`,
  })
}

/** Says that access is back. */
export function holdLifted(props: {
  name: string | null
  orderNumber: string
  what: string
  openCents: number
  link: string
}): Letter {
  return personalLetter({
    name: props.name,
    subject: `Access to your order ${props.orderNumber} is open again`,
    preheader: 'Everyone on the order can get in.',
    blocks: [
      paragraph(
        `Thank you! Access to your order ${props.orderNumber} (${props.what}) is open again, for
          everyone on it.`,
      ),
      props.openCents > 0 && paragraph(`${formatCents(props.openCents)} are still open.`),
      button('See your order', props.link),
    ],
  })
}

/** Tells the buyer that the invoice is given up and what that means for access. */
export function writtenOff(props: {
  name: string | null
  orderNumber: string
  invoiceNumber: string
  what: string
  openCents: number
  link: string
}): Letter {
  const { invoiceNumber, openCents } = props
  return personalLetter({
    name: props.name,
    subject: `Invoice ${invoiceNumber} is closed unpaid`,
    preheader: 'We do not expect the payment anymore.',
    blocks: [
      paragraph(
        `Invoice ${invoiceNumber} for ${props.what} was never paid in full, and we have closed
          it. We do not expect the ${formatCents(openCents)} anymore and send no more reminders.
          Access to what it was for has ended.`,
      ),
      paragraph(
        `Should a payment come all the same, it is yours as credit, and we gladly open the order
          again.`,
      ),
      link('See your order', props.link),
    ],
  })
}

function reminder(
  props: OpenInvoice,
  words: { subject: string; says: string; asks: string },
): Letter {
  return personalLetter({
    name: props.name,
    subject: words.subject,
    preheader: `Still open: ${formatCents(props.openCents)}`,
    blocks: [
      paragraph(words.says),
      openFacts(props),
      paragraph(words.asks),
      button('See the invoice and its order', props.link),
      ...howToPay(props),
    ],
  })
}

function openFacts(props: OpenInvoice): Block {
  return facts([
    ['Still open', formatCents(props.openCents)],
    ['Received', props.receivedCents > 0 ? formatCents(props.receivedCents) : null],
    ['Invoice', props.invoiceNumber],
    ['PO number', props.purchaseOrderNumber],
    ['Order', props.orderNumber],
    ['Due', props.dueOn],
    ['You expected the check', props.expectedOn],
  ])
}
