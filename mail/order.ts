import { formatCents } from '../domain/money.ts'
import { unreachable } from '../domain/unreachable.ts'
import {
  button,
  facts,
  type Letter,
  link,
  list,
  type MoneyLine,
  money,
  note,
  paragraph,
  personalLetter,
  quotation,
} from './letter.ts'
import { inclusions, type Session, sessionFacts } from './session.ts'
import { counted, lookInJunk } from './words.ts'

type Ordered = {
  name: string | null
  orderNumber: string
  /** What was bought, in words: '5 log-ins for “Patron Harassment Scenarios”'. */
  what: string
  /** The order's own page. */
  link: string
}

/** Confirms that an order has arrived, and says what it waits for. */
export function orderReceived(
  props: Ordered & {
    lines: MoneyLine[]
    totalCents: number
    payment: { by: 'purchase-order'; purchaseOrderNumber: string } | { by: 'invoice' }
  },
): Letter {
  const { name, orderNumber, lines, totalCents, payment } = props
  return personalLetter({
    name,
    subject: `We have your order ${orderNumber}`,
    preheader: `${props.what}: ${formatCents(totalCents)}`,
    blocks: [
      paragraph(`Thank you for your order. This is what you asked for:`),
      money(lines, [{ label: 'Total', amountCents: totalCents, isStrong: true }]),
      ...afterOrdering(payment),
      button('See your order', props.link),
      note(
        `Order ${orderNumber}. If anything is wrong with it, please write to us before you pay.`,
      ),
    ],
  })
}

/** Tells the buyer that the purchase order is accepted and that everybody may attend live. */
export function purchaseOrderAccepted(
  props: Ordered & { purchaseOrderNumber: string; hasRoster: boolean },
): Letter {
  return personalLetter({
    name: props.name,
    subject: `Order ${props.orderNumber}: your purchase order is accepted`,
    preheader: 'Live attendance is open. The invoice comes separately.',
    blocks: [
      paragraph(
        `We have accepted your purchase order ${props.purchaseOrderNumber} for ${props.what}.
          Thank you!`,
      ),
      list([
        'Attending live is open from now on, before the check is here.',
        'The recording and the certificates open as soon as the invoice is paid.',
        'The invoice comes in a mail of its own, to the address that you gave for it.',
        props.hasRoster
          ? 'We have written to everyone on your list, with a link to take their seat.'
          : 'As soon as you tell us who takes the seats, we write to each of them.',
      ]),
      button('See your order and its seats', props.link),
      paragraph(`${lookInJunk} The same goes for your colleagues.`),
    ],
  })
}

/** Tells the buyer that the purchase order was not accepted, and what they can do instead. */
export function purchaseOrderDeclined(
  props: Ordered & { purchaseOrderNumber: string; reason: string },
): Letter {
  return personalLetter({
    name: props.name,
    subject: `Order ${props.orderNumber}: we cannot accept your purchase order`,
    preheader: 'Your order is still open. Here is what you can do.',
    blocks: [
      paragraph(
        `We are sorry that we cannot accept your purchase order ${props.purchaseOrderNumber} for
          ${props.what}. The reason:`,
      ),
      quotation(props.reason),
      paragraph('Your order is still open. On its page you can'),
      list(['pay by card,', 'ask for an invoice and pay by check, or', 'cancel the order.']),
      button('Decide what to do', props.link),
    ],
  })
}

/** Confirms a registration that costs nothing because of a pass. */
export function freeRegistration(
  props: Ordered & {
    session: Session | null
    title: string
    passNumber: string
    includes: Parameters<typeof inclusions>[0]
  },
): Letter {
  const { session, title } = props
  return personalLetter({
    name: props.name,
    subject: `You are registered: ${title}`,
    preheader: 'Free with your pass.',
    blocks: [
      paragraph(
        `You are registered for “${title}”. It costs you nothing, because your pass
          ${props.passNumber} covers it.`,
      ),
      session && sessionFacts(session),
      session
        ? paragraph(
            `At least 24 hours before it begins we send you a mail with how to attend.
              ${lookInJunk}`,
          )
        : paragraph('It has already taken place; the recording is waiting for you.'),
      list([...(session ? ['your place in the live session'] : []), ...inclusions(props.includes)]),
      button('Go to your registration', props.link),
      note('What you register for while your pass is valid stays yours, also after it ends.'),
    ],
  })
}

/** Tells the buyer that an order is cancelled and that nothing is owed for it. */
export function orderCancelled(
  props: Ordered & {
    by: 'buyer' | 'us'
    reason: string | null
    voidedInvoiceNumber: string | null
  },
): Letter {
  const { orderNumber, voidedInvoiceNumber } = props
  return personalLetter({
    name: props.name,
    subject: `Order ${orderNumber} is cancelled`,
    preheader: 'You owe nothing for it.',
    blocks: [
      paragraph(
        props.by === 'buyer'
          ? `As you asked, we have cancelled your order ${orderNumber} (${props.what}).`
          : `We have cancelled your order ${orderNumber} (${props.what}).`,
      ),
      props.reason && quotation(props.reason),
      paragraph(
        voidedInvoiceNumber
          ? `Invoice ${voidedInvoiceNumber} is void, and you owe nothing. If a check is already
            on its way, please tell us: its money will be yours as credit.`
          : 'You owe nothing for it.',
      ),
      paragraph('If this was a mistake, please write to us, or simply order again.'),
      link('See your order', props.link),
    ],
  })
}

/** Tells the buyer that a card order waited too long; a payment that still comes revives it. */
export function orderExpired(props: Ordered & { hours: number }): Letter {
  return personalLetter({
    name: props.name,
    subject: `Order ${props.orderNumber} was not paid and is closed`,
    preheader: 'You have not been charged.',
    blocks: [
      paragraph(
        `Your order ${props.orderNumber} (${props.what}) was not paid within
          ${counted(props.hours, 'hour')}, so we have closed it. You have not been charged.`,
      ),
      paragraph(
        `If you have paid all the same, you need not do anything: as soon as the payment reaches
          us, the order counts.`,
      ),
      link('See your order', props.link),
    ],
  })
}

/** Tells the buyer that an order that was closed or written off counts again. */
export function orderReinstated(props: Ordered & { openCents: number }): Letter {
  return personalLetter({
    name: props.name,
    subject: `Order ${props.orderNumber} counts again`,
    preheader: 'What you bought is open again.',
    blocks: [
      paragraph(
        `We have reinstated your order ${props.orderNumber} (${props.what}). Everything that
          belongs to it counts again.`,
      ),
      props.openCents > 0 && paragraph(`${formatCents(props.openCents)} are still open.`),
      button('See your order', props.link),
    ],
  })
}

/** Tells the buyer that everything is open before the money is here. */
export function accessReleased(props: Ordered & { openCents: number }): Letter {
  return personalLetter({
    name: props.name,
    subject: `Order ${props.orderNumber}: everything is open`,
    preheader: 'You need not wait for the check.',
    blocks: [
      paragraph(
        `We have opened everything that belongs to your order ${props.orderNumber}
          (${props.what}): live attendance, recording, and certificates. You need not wait until
          your check is here.`,
      ),
      facts([
        ['Order', props.orderNumber],
        ['Still open', formatCents(props.openCents)],
      ]),
      button('See your order', props.link),
    ],
  })
}

/** Tells the buyer that somebody on this order already has a place by another one. */
export function placeHeldTwice(
  props: Ordered & { title: string; person: string; earlierOrderNumber: string },
): Letter {
  const { title, person, earlierOrderNumber } = props
  return personalLetter({
    name: props.name,
    subject: `Order ${props.orderNumber}: ${person} already has a place`,
    preheader: 'You can give the seat to somebody else, or have it refunded.',
    blocks: [
      paragraph(
        `${person} already has a place in “${title}”, by order ${earlierOrderNumber}. One is
          enough, so you can give the seat of this order to somebody else, or have it refunded.`,
      ),
      button('See your order and its seats', props.link),
      paragraph('If you would like the refund, please write to us.'),
    ],
  })
}

function afterOrdering(
  payment: { by: 'purchase-order'; purchaseOrderNumber: string } | { by: 'invoice' },
) {
  switch (payment.by) {
    case 'purchase-order':
      return [
        paragraph(
          `One of us looks at your purchase order ${payment.purchaseOrderNumber} next, usually
            within one working day. When it is accepted, live attendance is open and the invoice
            follows. The recording and the certificates open when the invoice is paid.`,
        ),
        paragraph(`You will hear from us by email. ${lookInJunk}`),
      ]
    case 'invoice':
      return [
        paragraph(
          `The invoice comes in a mail of its own, to the address that you gave for it. As soon
            as it is paid in full, everything you ordered is open.`,
        ),
        paragraph(lookInJunk),
      ]
    default:
      return unreachable(payment)
  }
}
