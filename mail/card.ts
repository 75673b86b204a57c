import { formatCents } from '../domain/money.ts'
import { button, facts, type Letter, link, money, paragraph, personalLetter } from './letter.ts'
import { lookInJunk } from './words.ts'

interface Ordered {
  name: string | null
  orderNumber: string
  what: string
  link: string
}

/** Thanks for a payment by card; the receipt is attached. */
export function cardPaymentReceived(
  props: Ordered & {
    paidCents: number
    appliedCents: number
    creditCents: number
    totalCents: number
    earlierCents: number
    openCents: number
    receivedOn: string
  },
): Letter {
  const { orderNumber, openCents, creditCents, earlierCents } = props
  const isInFull = openCents === 0
  const earlier = earlierCents > 0 ? [{ label: 'Received before', amountCents: -earlierCents }] : []
  return personalLetter({
    name: props.name,
    subject: isInFull
      ? `Order ${orderNumber} is paid. Thank you!`
      : `Order ${orderNumber}: payment received, ${formatCents(openCents)} still due`,
    preheader: `We received ${formatCents(props.paidCents)} by card. Your receipt is attached.`,
    blocks: [
      paragraph(
        `Thank you! Your card payment of ${formatCents(props.paidCents)} arrived on
          ${props.receivedOn}. The receipt is attached.`,
      ),
      money(
        [{ what: 'Order total', amountCents: props.totalCents }],
        [
          ...earlier,
          { label: 'By card', amountCents: -props.appliedCents },
          { label: 'Balance due', amountCents: openCents, isStrong: true },
        ],
      ),
      creditCents > 0 &&
        paragraph(
          `That is ${formatCents(creditCents)} more than was due. We are holding it for you as a
            credit; please tell us whether to use it for another order or to send it back.`,
        ),
      isInFull
        ? paragraph(`Everything in your order is yours now: ${props.what}. How to take part comes
            in separate emails. ${lookInJunk}`)
        : paragraph('As soon as the rest arrives, everything in your order becomes available.'),
      link('See your order', props.link),
    ],
  })
}

/** Tells a payer that a card payment came for an order that was closed, and asks what to do with it. */
export function cardCreditKept(props: Ordered & { creditCents: number }): Letter {
  const { orderNumber, creditCents } = props
  return personalLetter({
    name: props.name,
    subject: `We are holding a credit of ${formatCents(creditCents)} for you`,
    preheader: `Order ${orderNumber} was closed when your card payment came.`,
    blocks: [
      paragraph(
        `Your card payment has arrived, but order ${orderNumber} had been closed by then. Nothing is
          lost: all of it is yours.`,
      ),
      facts([
        ['Order', orderNumber],
        ['Held for you', formatCents(creditCents)],
      ]),
      paragraph(
        `Would you like the order reopened, another webinar instead, or the money back on your
          card? Please answer this email. We are also on it ourselves.`,
      ),
      link('See your order', props.link),
    ],
  })
}

/** Tells the buyer that the page for paying by card has closed, and the ways that are left. */
export function cardExpired(props: Ordered & { openCents: number }): Letter {
  const { orderNumber } = props
  return personalLetter({
    name: props.name,
    subject: `Order ${orderNumber} is not paid yet`,
    preheader: 'The page for paying by card has closed. Nothing was charged.',
    blocks: [
      paragraph(
        `The page on which you could pay for ${props.what} has closed after a day, and nothing was
          charged to your card.`,
      ),
      paragraph(
        `If you still want it, open your order: there you can pay ${formatCents(props.openCents)} by
          card, or ask for an invoice instead. Otherwise there is nothing for you to do.`,
      ),
      button('Open your order', props.link),
    ],
  })
}

/** Tells the holder of a pass that the saved card was declined, when it is tried again, and the other ways. */
export function renewalDeclined(
  props: Ordered & { openCents: number; retryOn: string | null },
): Letter {
  const { retryOn } = props
  return personalLetter({
    name: props.name,
    subject: retryOn
      ? 'Your card was declined for the renewal of your pass'
      : 'Your pass could not be renewed by card',
    preheader: retryOn ? `We will try it again on ${retryOn}.` : 'You can still renew it yourself.',
    blocks: [
      paragraph(
        `We tried to renew ${props.what} for ${formatCents(props.openCents)} by the card that Stripe
          keeps for you, and your bank declined it. Nothing was charged. Banks do this for many
          reasons, such as a card that has expired or a payment that wants your approval.`,
      ),
      paragraph(
        retryOn
          ? `We will try the card again on ${retryOn}. If you would rather not wait, open the order and
            pay by another card, or ask for an invoice. Your pass stays open meanwhile.`
          : `We will not try it again. To keep your pass, open the order and pay by another card, or
            ask for an invoice, within 30 days of the end of your term.`,
      ),
      button('Open the order', props.link),
    ],
  })
}

/** Tells a payer that a renewal was paid twice, and that the second payment is theirs. */
export function paidTwiceCredit(props: Ordered & { creditCents: number }): Letter {
  return personalLetter({
    name: props.name,
    subject: `We are holding a credit of ${formatCents(props.creditCents)} for you`,
    preheader: 'Your pass had been paid already.',
    blocks: [
      paragraph(
        `Thank you! Your payment for order ${props.orderNumber} has arrived, but ${props.what} had been
          paid already. So ${formatCents(props.creditCents)} is yours: please tell us whether to use it
          for something else or to send it back.`,
      ),
      link('See your order', props.link),
    ],
  })
}
