import { formatCents } from '../domain/money.ts'
import { unreachable } from '../domain/unreachable.ts'
import {
  type Block,
  facts,
  type Letter,
  link,
  type MoneyTotal,
  money,
  paragraph,
  personalLetter,
} from './letter.ts'

/** A check as its payer knows it. */
export type CheckFacts = { number: string; payer: string; amountCents: number; receivedOn: string }

type Paid = {
  name: string | null
  orderNumber: string
  invoiceNumber: string | null
  what: string
  link: string
}

type Standing = { totalCents: number; earlierCents: number; openCents: number }

/** Thanks for a check: in full, or in part with a statement of the rest; too much is credit. */
export function paymentReceived(
  props: Paid &
    Standing & {
      check: CheckFacts
      appliedCents: number
      creditCents: number
      dueOn: string | null
    },
): Letter {
  const { check, openCents, orderNumber, creditCents } = props
  const isInFull = openCents === 0
  return personalLetter({
    name: props.name,
    subject: isInFull
      ? `Order ${orderNumber} is paid. Thank you!`
      : `Order ${orderNumber}: check received, ${formatCents(openCents)} still due`,
    preheader: `We received check ${check.number} for ${formatCents(check.amountCents)}.`,
    blocks: [
      paragraph(
        isInFull
          ? `Thank you! Your check has arrived, and ${paidThing(props)} is paid in full.`
          : `Thank you! Your check has arrived. It covers part of ${paidThing(props)}, and
            ${formatCents(openCents)} is still due${props.dueOn ? ` by ${props.dueOn}` : ''}.`,
      ),
      checkFacts(check),
      statement(props, { label: 'This check', amountCents: -props.appliedCents }),
      creditCents > 0 && paragraph(keptAsCredit(creditCents)),
      isInFull
        ? paragraph(`Everything in your order is yours now: ${props.what}.`)
        : paragraph('As soon as the rest arrives, everything in your order becomes available.'),
      link('See your order', props.link),
    ],
  })
}

/** Tells the buyer that a check no longer counts, and what is open again. */
export function paymentReversed(
  props: Paid & {
    check: CheckFacts
    reason: 'bounced' | 'typed-wrongly'
    reversedCents: number
    /** What is asked because it bounced, a part of what is due; 0 where nothing is. */
    feeCents: number
    openCents: number
    /** The day on which recordings are suspended if nothing comes; null when nothing is. */
    suspendedOn: string | null
  },
): Letter {
  const { check, openCents, orderNumber, suspendedOn } = props
  return personalLetter({
    name: props.name,
    subject:
      openCents > 0
        ? `Order ${orderNumber}: ${formatCents(openCents)} is due again`
        : `Order ${orderNumber}: check ${check.number} no longer counts`,
    preheader: `Check ${check.number} no longer counts.`,
    blocks: [
      paragraph(whyReversed(props.reason, check.number)),
      checkFacts(check),
      money(
        [
          { what: `Taken back from order ${orderNumber}`, amountCents: props.reversedCents },
          ...fee(props.feeCents),
        ],
        [{ label: 'Balance due now', amountCents: openCents, isStrong: true }],
      ),
      suspendedOn &&
        paragraph(
          `Nothing changes today. If the payment has not arrived by ${suspendedOn}, we will have
            to suspend access to the recordings until it does. Attendance, and certificates for
            it, are not affected.`,
        ),
      paragraph('If you think this is a mistake, please write to us right away.'),
      link('See your order', props.link),
    ],
  })
}

/** Tells the buyer that credit was used for an order. */
export function creditApplied(
  props: Paid & Standing & { appliedCents: number; creditLeftCents: number },
): Letter {
  const { orderNumber, appliedCents, openCents, creditLeftCents } = props
  return personalLetter({
    name: props.name,
    subject: `Order ${orderNumber}: ${formatCents(appliedCents)} of your credit applied`,
    preheader: openCents === 0 ? 'It is paid in full.' : `${formatCents(openCents)} is still due.`,
    blocks: [
      paragraph(
        `We have used ${formatCents(appliedCents)} of your credit for
          ${paidThing(props)}${openCents === 0 ? ', which is paid in full now' : ''}.`,
      ),
      statement(props, { label: 'Credit', amountCents: -appliedCents }),
      creditLeftCents > 0 && paragraph(`You have ${formatCents(creditLeftCents)} of credit left.`),
      link('See your order', props.link),
    ],
  })
}

/** Tells a payer that money of theirs is with us as credit, and asks what to do with it. */
export function creditKept(props: {
  name: string | null
  check: CheckFacts
  creditCents: number
  because: WhyCredit
}): Letter {
  return personalLetter({
    name: props.name,
    subject: `We are holding a credit of ${formatCents(props.creditCents)} for you`,
    preheader: `From check ${props.check.number}. Please tell us what to do with it.`,
    blocks: [
      paragraph(whyCredit(props.because)),
      checkFacts(props.check),
      paragraph(keptAsCredit(props.creditCents)),
    ],
  })
}

/** Confirms that credit was paid out. */
export function creditPaidOut(props: {
  name: string | null
  amountCents: number
  how: string
  creditLeftCents: number
}): Letter {
  return personalLetter({
    name: props.name,
    subject: `We have paid out ${formatCents(props.amountCents)} of your credit`,
    preheader: props.how,
    blocks: [
      paragraph('We have paid out your credit:'),
      facts([
        ['Amount', formatCents(props.amountCents)],
        ['How', props.how],
        ['Credit left', formatCents(props.creditLeftCents)],
      ]),
    ],
  })
}

function checkFacts(check: CheckFacts): Block {
  return facts([
    ['Check', check.number],
    ['From', check.payer],
    ['Amount', formatCents(check.amountCents)],
    ['Received', check.receivedOn],
  ])
}

function statement({ totalCents, earlierCents, openCents }: Standing, now: MoneyTotal): Block {
  const earlier = earlierCents > 0 ? [{ label: 'Received before', amountCents: -earlierCents }] : []
  return money(
    [{ what: 'Order total', amountCents: totalCents }],
    [...earlier, now, { label: 'Balance due', amountCents: openCents, isStrong: true }],
  )
}

function paidThing({ orderNumber, invoiceNumber }: Paid): string {
  return invoiceNumber ? `invoice ${invoiceNumber} (order ${orderNumber})` : `order ${orderNumber}`
}

function keptAsCredit(creditCents: number): string {
  return `We are holding ${formatCents(creditCents)} for you as a credit. Please let us know
    whether to use it for another order or to send it back.`
}

function fee(amountCents: number) {
  return amountCents > 0 ? [{ what: 'Fee for the returned check', amountCents }] : []
}

function whyReversed(reason: 'bounced' | 'typed-wrongly', checkNumber: string): string {
  switch (reason) {
    case 'bounced':
      return `The bank returned check ${checkNumber} unpaid, so it no longer counts toward your
        order. This happens, and it is usually settled quickly. Please send us a new check.`
    case 'typed-wrongly':
      return `We made a mistake when we recorded check ${checkNumber}, so it no longer counts
        toward your order. We are sorry. If the check is yours after all, a new confirmation will
        follow shortly.`
    default:
      return unreachable(reason)
  }
}

type WhyCredit =
  | 'overpaid'
  | 'order-closed'
  | 'less-than-quoted'
  | 'quote-over'
  | 'no-order'
  | 'written-off'

function whyCredit(because: WhyCredit): string {
  switch (because) {
    case 'overpaid':
      return 'Thank you! Your payment has arrived, and it is more than was due.'
    case 'order-closed':
      return `Thank you! Your payment has arrived, but the order it is for had already been
        closed. We can reopen it if you like.`
    case 'less-than-quoted':
      return `Thank you! Your payment has arrived. It is less than the quote it is for, which nobody
        has accepted yet. Once it is accepted, we can use the credit for it.`
    case 'quote-over':
      return `Thank you! Your payment has arrived, but the quote it is for had already ended. We can
        make you a new one, and use the credit for it, if you like.`
    case 'no-order':
      return 'Thank you! Your payment has arrived, but we could not tell what it is for.'
    case 'written-off':
      return `Thank you! Your payment has arrived, but we had already closed the invoice as
        unpaid. We can reopen the order if you like.`
    default:
      return unreachable(because)
  }
}
