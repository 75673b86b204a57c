import { formatCents } from '../domain/money.ts'
import {
  administratorsNotice,
  button,
  facts,
  type Letter,
  link,
  paragraph,
  personalLetter,
} from './letter.ts'

interface Ordered {
  name: string | null
  orderNumber: string
  what: string
  link: string
}

/** Tells a payer that money is coming back by check. */
export function refundByCheck(props: Ordered & { cents: number }): Letter {
  const amount = formatCents(props.cents)
  return personalLetter({
    name: props.name,
    subject: `Order ${props.orderNumber}: ${amount} is coming back to you`,
    preheader: 'By check, to the address on your invoice.',
    blocks: [
      paragraph(
        `We are refunding ${amount} for ${props.what}. It comes by check, to the address on your
          invoice; we write again when it is in the mail.`,
      ),
      paragraph('If it should go elsewhere, please answer this email today.'),
      link('See your order', props.link),
    ],
  })
}

/** Tells a payer that the check of a refund is in the mail. */
export function refundSent(props: Ordered & { cents: number; how: string }): Letter {
  return personalLetter({
    name: props.name,
    subject: `Order ${props.orderNumber}: your refund is in the mail`,
    preheader: props.how,
    blocks: [
      paragraph(`The refund for ${props.what} has been sent.`),
      facts([
        ['Order', props.orderNumber],
        ['Amount', formatCents(props.cents)],
        ['How', props.how],
      ]),
      link('See your order', props.link),
    ],
  })
}

/** Tells a payer that money, or credit, went back onto the card. */
export function refundArrived(props: Ordered & { cents: number; isCredit: boolean }): Letter {
  const amount = formatCents(props.cents)
  return personalLetter({
    name: props.name,
    subject: `Order ${props.orderNumber}: ${amount} is back on its way to your card`,
    preheader: 'Banks take five to ten days to show it.',
    blocks: [
      paragraph(
        `${
          props.isCredit
            ? `We have sent ${amount} of your credit back`
            : `We have refunded ${amount} for ${props.what},`
        } onto the card that it came from. Banks take five to ten days to show it.`,
      ),
      link('See your order', props.link),
    ],
  })
}

/** Tells a payer that the bank has taken a card payment back, and what is open again. */
export function disputeLost(
  props: Ordered & { reversedCents: number; openCents: number; suspendedOn: string | null },
): Letter {
  const { orderNumber, openCents, suspendedOn } = props
  return personalLetter({
    name: props.name,
    subject: `Order ${orderNumber}: ${formatCents(openCents)} is due again`,
    preheader: 'Your bank has taken the card payment back.',
    blocks: [
      paragraph(
        `Your bank has taken back the card payment of ${formatCents(props.reversedCents)} for
          ${props.what}, because it was disputed there. So ${formatCents(openCents)} is due again.`,
      ),
      suspendedOn &&
        paragraph(
          `Nothing changes today. If it has not been paid by ${suspendedOn}, we will have to suspend
            access to the recordings until it is. Attendance is not affected.`,
        ),
      paragraph(
        'If you did not mean to dispute it, or think this is a mistake, please write to us right away.',
      ),
      button('Open your order', props.link),
    ],
  })
}

/** Tells the administrators how the bank has decided. */
export function disputeDecided(props: {
  orderNumber: string
  payer: string
  cents: number
  isWon: boolean
  /** What the order owes again; 0 where nobody owes for it any more, or where it was credit. */
  openCents: number
  link: string
}): Letter {
  const { orderNumber, isWon } = props
  return administratorsNotice({
    subject: `Dispute of order ${orderNumber} is ${isWon ? 'won' : 'lost'}`,
    preheader: isWon ? 'The money stays here.' : 'The bank has taken the money.',
    blocks: [
      paragraph(
        isWon
          ? 'The bank has decided for us: the payment stands, and nothing changes for anybody.'
          : `The bank has taken the money. ${
              props.openCents > 0
                ? `The order owes ${formatCents(props.openCents)} now; the buyer has been told, and
                  what is open is closed after ten days unless it is paid.`
                : 'Nothing is owed for the order; what of it was credit is taken from that.'
            }`,
      ),
      facts([
        ['Order', orderNumber],
        ['Buyer', props.payer],
        ['Amount', formatCents(props.cents)],
      ]),
      button('Open the order', props.link),
    ],
  })
}
