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
    says: `A friendly reminder: payment of invoice ${props.invoiceNumber}, for ${props.what}, is
      expected by ${props.countedOn}.`,
    asks: 'If your check is already in the mail, please disregard this reminder. Thank you!',
  })
}

export function overdue1(props: OpenInvoice): Letter {
  return reminder(props, {
    subject: `Invoice ${props.invoiceNumber}: we expected payment by ${props.countedOn}`,
    says: `We expected payment of invoice ${props.invoiceNumber}, for ${props.what}, by
      ${props.countedOn}, and it has not arrived yet.`,
    asks: `Checks take their time in the mail. If yours is on its way, there is nothing you need
      to do. If it will take longer, tell us the date, and we will wait for it.`,
  })
}

export function overdue14(props: OpenInvoice): Letter {
  return reminder(props, {
    subject: `Invoice ${props.invoiceNumber} is two weeks overdue`,
    says: `Invoice ${props.invoiceNumber} for ${props.what} is two weeks overdue: we expected the
      payment by ${props.countedOn}.`,
    asks: `Could you please look into it, or pass this email on to whoever handles payment? If
      anything on the invoice is wrong, write to us, and we will correct it.`,
  })
}

export function overdue30(props: OpenInvoice): Letter {
  return reminder(props, {
    subject: `Invoice ${props.invoiceNumber} is 30 days overdue`,
    says: `Invoice ${props.invoiceNumber} for ${props.what} is 30 days overdue: we expected the
      payment by ${props.countedOn}.`,
    asks: `Please send us the payment, or tell us when to expect it. Otherwise we will soon have
      to suspend access for everyone on this order.`,
  })
}

/** Ten days' notice before access is suspended. */
export function holdNotice35(props: OpenInvoice & { holdOn: string }): Letter {
  return reminder(props, {
    subject: `Access to your order ${props.orderNumber} will be suspended on ${props.holdOn}`,
    says: `Invoice ${props.invoiceNumber} for ${props.what} is still unpaid. Unless we receive
      the payment or hear from you first, we will have to suspend access on ${props.holdOn}, for
      everyone on this order.`,
    asks: `We would much rather not. Please send the payment, or tell us when to expect it.`,
  })
}

/** Says that access is suspended, and what brings it back. */
export function hold45(props: OpenInvoice): Letter {
  return reminder(props, {
    subject: `Access to your order ${props.orderNumber} is suspended`,
    says: `Invoice ${props.invoiceNumber} for ${props.what} is still unpaid, so access is
      suspended as of today, for everyone on this order.`,
    asks: `Nothing is lost: as soon as the payment arrives, access comes back by itself. If
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
    subject: `Access to your order ${props.orderNumber} is restored`,
    preheader: 'Everyone on the order can use it again.',
    blocks: [
      paragraph(
        `Thank you! Access to your order ${props.orderNumber} (${props.what}) is restored, for
          everyone on it.`,
      ),
      props.openCents > 0 && paragraph(`${formatCents(props.openCents)} is still due.`),
      button('See your order', props.link),
    ],
  })
}

/** Tells whoever pays that they have until another day. */
export function dueExtended(props: {
  name: string | null
  orderNumber: string
  invoiceNumber: string
  what: string
  dueOn: string
  openCents: number
  link: string
}): Letter {
  const { invoiceNumber, dueOn, openCents } = props
  return personalLetter({
    name: props.name,
    subject: `Invoice ${invoiceNumber} is now due ${dueOn}`,
    preheader: `${formatCents(openCents)} for order ${props.orderNumber}`,
    blocks: [
      paragraph(
        `You have more time: ${formatCents(openCents)} for ${props.what} (invoice ${invoiceNumber}) is
          now due on ${dueOn}. Until then nothing is late, and we will hold our reminders.`,
      ),
      link('See your order', props.link),
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
    subject: `Invoice ${invoiceNumber} has been closed as unpaid`,
    preheader: 'We no longer expect the payment.',
    blocks: [
      paragraph(
        `Invoice ${invoiceNumber} for ${props.what} was never paid in full, and we have closed
          it. We no longer expect the remaining ${formatCents(openCents)}, and we will not send
          any more reminders. Access to what it was for has ended.`,
      ),
      paragraph(
        `If a payment still arrives, we will hold it for you as a credit and will gladly reopen
          the order.`,
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
    preheader: `Balance due: ${formatCents(props.openCents)}`,
    blocks: [
      paragraph(words.says),
      openFacts(props),
      paragraph(words.asks),
      ...howToPay(props),
      button('See the invoice and its order', props.link),
    ],
  })
}

function openFacts(props: OpenInvoice): Block {
  return facts([
    ['Balance due', formatCents(props.openCents)],
    ['Received', props.receivedCents > 0 ? formatCents(props.receivedCents) : null],
    ['Invoice', props.invoiceNumber],
    ['PO number', props.purchaseOrderNumber],
    ['Order', props.orderNumber],
    ['Due', props.dueOn],
    ['You told us to expect it', props.expectedOn],
  ])
}
