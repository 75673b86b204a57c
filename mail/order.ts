import { formatCents } from '../domain/money.ts'
import { unreachable } from '../domain/unreachable.ts'
import {
  type Block,
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
import { counted, lookInJunk } from './words.ts'

/** What the order is for: a webinar to come, a recording, or a pass. */
export type Opens = 'live' | 'recording' | 'pass'

/** How the people of an order get in: named already, to be named, or by one log-in or host. */
export type People = 'named' | 'to-be-named' | 'shared-login' | 'niche-academy'

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
    opens: Opens
    payment: { by: 'purchase-order'; purchaseOrderNumber: string } | { by: 'invoice' }
    /** That something else costs less, what is lost with it and what is gained. */
    advice: string | null
  },
): Letter {
  const { name, orderNumber, lines, totalCents } = props
  return personalLetter({
    name,
    subject: `We have your order ${orderNumber}`,
    preheader: `${props.what}: ${formatCents(totalCents)}`,
    blocks: [
      paragraph(`Thank you for your order. Here is what you asked for:`),
      money(lines, [{ label: 'Total', amountCents: totalCents, isStrong: true }]),
      ...afterOrdering(props),
      props.advice && paragraph(props.advice),
      paragraph(`You will hear from us by email. ${lookInJunk}`),
      button('See your order', props.link),
      note(
        `This is order ${orderNumber}. If anything in it looks wrong, please write to us before
          you pay.`,
      ),
    ],
  })
}

/** Tells the buyer that the purchase order is accepted, what is open now and what comes later. */
export function purchaseOrderAccepted(
  props: Ordered & { purchaseOrderNumber: string; opens: Opens; people: People },
): Letter {
  return personalLetter({
    name: props.name,
    subject: `Order ${props.orderNumber}: your purchase order is accepted`,
    preheader: 'The invoice follows in a separate email.',
    blocks: [
      paragraph(
        `We have accepted your purchase order ${props.purchaseOrderNumber} for ${props.what}.
          Thank you!`,
      ),
      list([...opening(props.opens), invoiceComes, ...telling(props.people)]),
      button('See your order', props.link),
      paragraph(lookInJunk),
    ],
  })
}

/** Tells the buyer that the purchase order was not accepted, and what they can do instead. */
export function purchaseOrderDeclined(
  props: Ordered & { purchaseOrderNumber: string; reason: string },
): Letter {
  return personalLetter({
    name: props.name,
    subject: `Order ${props.orderNumber}: we could not accept your purchase order`,
    preheader: 'Your order is still active. Here is what you can do.',
    blocks: [
      paragraph(
        `We are sorry that we could not accept your purchase order ${props.purchaseOrderNumber}
          for ${props.what}. The reason:`,
      ),
      quotation(props.reason),
      paragraph('Your order is still active. On its page you can'),
      list(['pay by card,', 'ask for an invoice and pay by check, or', 'cancel the order.']),
      button('Decide what to do', props.link),
    ],
  })
}

/** Tells the buyer that an order is canceled and that nothing is owed for it. */
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
    subject: `Order ${orderNumber} is canceled`,
    preheader: 'You owe nothing for it.',
    blocks: [
      paragraph(
        props.by === 'buyer'
          ? `As you asked, we have canceled your order ${orderNumber} (${props.what}).`
          : `We have canceled your order ${orderNumber} (${props.what}).`,
      ),
      props.reason && quotation(props.reason),
      paragraph(
        voidedInvoiceNumber
          ? `Invoice ${voidedInvoiceNumber} is void, and you owe nothing. If a check is already
            in the mail, please let us know, and we will hold it for you as a credit.`
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
        `If you did pay, there is nothing you need to do: as soon as the payment reaches us, your
          order is back.`,
      ),
      link('See your order', props.link),
    ],
  })
}

/** Tells the buyer that an order that was closed or written off is active again. */
export function orderReinstated(props: Ordered & { openCents: number }): Letter {
  return personalLetter({
    name: props.name,
    subject: `Order ${props.orderNumber} is active again`,
    preheader: 'Everything in it is available again.',
    blocks: [
      paragraph(
        `We have reinstated your order ${props.orderNumber} (${props.what}). Everything in it is
          available again.`,
      ),
      props.openCents > 0 && paragraph(`${formatCents(props.openCents)} is still due.`),
      button('See your order', props.link),
    ],
  })
}

/** Tells the buyer that everything is open before the money is here. */
export function accessReleased(props: Ordered & { openCents: number }): Letter {
  return personalLetter({
    name: props.name,
    subject: `Order ${props.orderNumber}: everything is available now`,
    preheader: 'There is no need to wait for your check.',
    blocks: [
      paragraph(
        `Everything in your order ${props.orderNumber} (${props.what}) is available now, the
          recording included. There is no need to wait for your check to arrive.`,
      ),
      facts([
        ['Order', props.orderNumber],
        ['Balance due', formatCents(props.openCents)],
      ]),
      button('See your order', props.link),
    ],
  })
}

function afterOrdering(props: Parameters<typeof orderReceived>[0]): Block[] {
  const { payment, opens } = props
  switch (payment.by) {
    case 'purchase-order':
      return [
        paragraph(
          `One of us will look at your purchase order ${payment.purchaseOrderNumber} next,
            usually within one working day. Once it is accepted:`,
        ),
        list([...opening(opens), invoiceComes]),
      ]
    case 'invoice':
      return [
        paragraph(invoiceComes),
        paragraph('As soon as it is paid in full, everything you ordered becomes available.'),
      ]
    default:
      return unreachable(payment)
  }
}

const invoiceComes = 'The invoice comes in a separate email, to the address you gave us for it.'

/** What an accepted purchase order opens, and what waits for the money. */
function opening(opens: Opens): string[] {
  switch (opens) {
    case 'live':
      return [
        'Everyone on this order can attend live, even before your check arrives.',
        'The recording and everything else included become available once the invoice is paid.',
      ]
    case 'recording':
      return ['The recording becomes available once the invoice is paid.']
    case 'pass':
      return ['Your pass begins once the invoice is paid.']
    default:
      return unreachable(opens)
  }
}

function telling(people: People): string[] {
  switch (people) {
    case 'named':
      return ['We are writing to everyone on your list, with a link to take their place.']
    case 'to-be-named':
      return ['As soon as you tell us who takes the seats, we will write to each of them.']
    case 'shared-login':
      return ['The shared log-in comes in a separate email, for you to pass on.']
    case 'niche-academy':
      return ['We will write to you when it is ready in your Niche Academy account.']
    default:
      return unreachable(people)
  }
}
