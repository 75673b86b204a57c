import type { Inclusion } from '../domain/catalog.ts'
import { button, type Letter, list, note, paragraph, personalLetter } from './letter.ts'
import { howToAttendFollows, inclusions, type Session, sessionFacts } from './session.ts'
import { lookInJunk } from './words.ts'

type Ordered = { name: string | null; orderNumber: string; link: string }

/** Confirms a registration that costs nothing because of a pass. */
export function freeRegistration(
  props: Ordered & {
    session: Session | null
    title: string
    passNumber: string
    includes: readonly Inclusion[]
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
        ? paragraph(`${howToAttendFollows} ${lookInJunk}`)
        : paragraph('It has already taken place; the recording is waiting for you.'),
      list([...(session ? ['your place in the live session'] : []), ...inclusions(props.includes)]),
      button('Go to your registration', props.link),
      note('Anything you register for while your pass is valid stays yours, even after it ends.'),
    ],
  })
}

/** Tells the buyer that someone on this order already has a place by another one. */
export function placeHeldTwice(
  props: Ordered & { title: string; person: string; earlierOrderNumber: string },
): Letter {
  const { title, person, earlierOrderNumber } = props
  return personalLetter({
    name: props.name,
    subject: `Order ${props.orderNumber}: ${person} already has a place`,
    preheader: 'You can give the seat to someone else or ask for a refund.',
    blocks: [
      paragraph(
        `${person} already has a place in “${title}”, through order ${earlierOrderNumber}. One is
          enough, so you can give this seat to someone else or ask for a refund.`,
      ),
      button('See your order and its seats', props.link),
      paragraph('If you would like a refund, please write to us.'),
    ],
  })
}
