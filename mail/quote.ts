import { formatCents } from '../domain/money.ts'
import {
  button,
  facts,
  heading,
  type Letter,
  link,
  type MoneyLine,
  money,
  paragraph,
  personalLetter,
} from './letter.ts'
import { counted } from './words.ts'

type Quoted = {
  name: string | null
  quoteNumber: string
  /** What is quoted, in words: '5 log-ins for “Patron Harassment Scenarios”'. */
  what: string
  heldUntil: string
  /** The quote's own page. */
  link: string
}

/** Offers prices that are held until a day; nobody owes anything for a quote. */
export function quote(
  props: Quoted & {
    quotedOn: string
    /** Name and address, as lines. */
    quotedFor: string
    purchaseOrderNumber: string | null
    lines: MoneyLine[]
    totalCents: number
    /** It takes the place of an earlier one. */
    isAnew: boolean
    /** That something else costs less, what is lost with it and what is gained. */
    advice: string | null
  },
): Letter {
  const { quoteNumber, totalCents, advice } = props
  return personalLetter({
    name: props.name,
    subject: `Quote ${quoteNumber}: ${formatCents(totalCents)}`,
    preheader: `We hold these prices until ${props.heldUntil}.`,
    blocks: [
      paragraph('Here is the quote you asked for. Nobody owes anything until you accept it.'),
      props.isAnew && paragraph('It takes the place of the one we sent before.'),
      heading(`Quote ${quoteNumber}`),
      facts([
        ['Date', props.quotedOn],
        ['Prices held until', props.heldUntil],
        ['For', props.quotedFor],
        ['PO number', props.purchaseOrderNumber],
      ]),
      money(props.lines, [{ label: 'Total', amountCents: totalCents, isStrong: true }]),
      advice && paragraph(advice),
      paragraph(
        `When you are ready, accept it on its page, with a purchase order number or without. The
          invoice follows. A check for the whole amount accepts it too.`,
      ),
      button('See and accept the quote', props.link),
    ],
  })
}

/** Reminds whoever asked for a quote that its prices are held for some days only. */
export function quoteEnds(
  props: Quoted & { quotedOn: string; totalCents: number; daysLeft: number },
): Letter {
  const { quoteNumber, heldUntil, totalCents } = props
  return personalLetter({
    name: props.name,
    subject: `Quote ${quoteNumber} ends in ${counted(props.daysLeft, 'day')}`,
    preheader: `We hold its prices until ${heldUntil}.`,
    blocks: [
      paragraph(
        `On ${props.quotedOn} we sent you quote ${quoteNumber} (${props.what}). We hold its price of
          ${formatCents(totalCents)} until ${heldUntil}.`,
      ),
      paragraph(
        `If you want it, please accept it by then, with a purchase order number or without. If you
          do not, there is nothing you need to do, and nobody owes anything.`,
      ),
      button('See and accept the quote', props.link),
    ],
  })
}

/** Tells whoever asked for a quote that its prices are no longer held. */
export function quoteExpired(props: Quoted): Letter {
  const { quoteNumber, what, heldUntil } = props
  return personalLetter({
    name: props.name,
    subject: `Quote ${quoteNumber} has expired`,
    preheader: 'You owe nothing, and you can ask for a new one.',
    blocks: [
      paragraph(
        `We held the prices of quote ${quoteNumber} (${what}) until ${heldUntil}. It has expired
          now, and you owe nothing.`,
      ),
      paragraph('If you still want it, please ask us for a new quote, or order at today’s prices:'),
      link('See the quote', props.link),
    ],
  })
}
