import { formatCents } from '../domain/money.ts'
import type { Remedy } from '../domain/webinar-move.ts'
import { button, type Letter, note, paragraph, personalLetter } from './letter.ts'
import { type Session, sessionFacts } from './session.ts'

type Concerned = {
  name: string | null
  title: string
  reason: string | null
  /** Where they see their own place or order, and what that is called. */
  link: string
  label: string
}

/** Says that the webinar begins at another time. */
export function rescheduled(
  props: Omit<Concerned, 'title'> & {
    session: Session
    formerStartsAt: string
    /** The last day on which the buyer may ask for a free refund or a move. */
    changeUntil: string
  },
): Letter {
  const { session } = props
  return personalLetter({
    name: props.name,
    subject: `New date for ${session.title}: ${session.startsAt}`,
    preheader: 'Your registration stays as it is.',
    blocks: [
      paragraph(
        `“${session.title}” has a new date. Your registration stays as it is, and the attached
          entry moves it in your calendar.`,
      ),
      sessionFacts(session, [['Instead of', props.formerStartsAt]]),
      props.reason !== null && paragraph(`The reason: ${props.reason}`),
      paragraph(
        `If the new date does not suit you, you will still get the recording. Until
          ${props.changeUntil} you can also move to another webinar or get a full refund. Just
          write to us.`,
      ),
      button(props.label, props.link),
    ],
  })
}

/** Says that the webinar is put off, and that a new date comes. */
export function webinarPostponed(props: Concerned & { formerStartsAt: string }): Letter {
  const { title } = props
  return personalLetter({
    name: props.name,
    subject: `Postponed: ${title}`,
    preheader: 'It does not take place on the date that you know. A new one follows.',
    blocks: [
      paragraph(
        `“${title}” does not take place on ${props.formerStartsAt}. We are looking for a new date
          and will write to you as soon as we have it. Your registration stays as it is.`,
      ),
      props.reason !== null && paragraph(`The reason: ${props.reason}`),
      paragraph(
        `The attached entry takes the old date out of your calendar. When the new date does not
          suit you, you can move to another webinar or get a full refund.`,
      ),
      button(props.label, props.link),
    ],
  })
}

/** Says that the webinar does not take place, and what becomes of the money. */
export function webinarCancelled(
  props: Concerned & { formerStartsAt: string; remedy: Remedy },
): Letter {
  const { title, remedy } = props
  return personalLetter({
    name: props.name,
    subject: `Canceled: ${title}`,
    preheader: preheaders[remedy],
    blocks: [
      paragraph(
        `We are sorry: “${title}”, which was to begin on ${props.formerStartsAt}, does not take
          place. There is no new date, and there will be no recording.`,
      ),
      props.reason !== null && paragraph(`The reason: ${props.reason}`),
      paragraph(remedies[remedy]),
      button(props.label, props.link),
      note('The attached entry takes it out of your calendar.'),
    ],
  })
}

/** Tells a payer that what was paid is credit now. */
export function webinarCredit(props: {
  name: string | null
  orderNumber: string
  title: string
  cents: number
  link: string
}): Letter {
  const amount = formatCents(props.cents)
  return personalLetter({
    name: props.name,
    subject: `Order ${props.orderNumber}: ${amount} is kept as your credit`,
    preheader: 'It pays for another webinar or a pass.',
    blocks: [
      paragraph(
        `“${props.title}” does not take place. The ${amount} that was paid for it is kept as your
          credit. It pays for another webinar or a pass: just tell us which.`,
      ),
      paragraph('If you would rather have the money back, please write to us.'),
      button('See your order', props.link),
    ],
  })
}

const preheaders: Record<Remedy, string> = {
  refund: 'What was paid for it is given back.',
  credit: 'What was paid for it is kept as credit.',
  hold: 'We write to whoever ordered about what was paid.',
}

const remedies: Record<Remedy, string> = {
  refund: `What was paid for it goes back the way it came. Whoever paid gets a separate email about
    that, and nobody has to do anything. An invoice that is not paid yet is void.`,
  credit: `What was paid for it is kept as credit, which pays for another webinar or a pass. Whoever
    paid gets a separate email about that. An invoice that is not paid yet is void.`,
  hold: `We write to whoever ordered it about what was paid: it can pay for another webinar, or come
    back. An invoice that is not paid yet is void.`,
}
