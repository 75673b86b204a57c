import type { Inclusion } from '../domain/catalog.ts'
import { unreachable } from '../domain/unreachable.ts'
import { type Block, button, type Letter, list, note, paragraph, personalLetter } from './letter.ts'
import { howToAttendFollows, inclusions, type Session, sessionFacts } from './session.ts'
import { counted, lookInJunk } from './words.ts'

/** What a seat opens: a webinar still to come, one that took place, or all that a pass opens. */
export type SeatFor =
  | { kind: 'live'; session: Session; includes: readonly Inclusion[] }
  | { kind: 'recording'; title: string; includes: readonly Inclusion[] }
  | { kind: 'pass'; title: string; endsOn: string }

type Seat = {
  name: string | null
  /** Who gave the seat: 'Ann Lee, Springfield Public Library'. */
  givenBy: string
  seatFor: SeatFor
  /** The person's own link; joining by it is free and needs no approval. */
  link: string
}

/** Tells a person on a buyer's list what they were given and how to take it. */
export function seatInvitation(props: Seat): Letter {
  const { givenBy, seatFor } = props
  return personalLetter({
    name: props.name,
    subject: `You have a place: ${titleOf(seatFor)}`,
    preheader: 'It costs you nothing, and joining is free.',
    blocks: [
      paragraph(
        `You have a place in ${described(seatFor)}, reserved for you by ${givenBy}. It costs you
          nothing.`,
      ),
      ...seatBlocks(seatFor),
      paragraph(
        `To take your place, please join here. Joining is free, takes two minutes, and needs no
          approval:`,
      ),
      button('Take my place', props.link),
      note(
        `The link is yours alone, so please do not share it. If you do not want the place, there
          is nothing you need to do.`,
      ),
    ],
  })
}

/** Tells a person that a place which was someone else's is theirs now. */
export function seatReassignedTo(props: Seat): Letter {
  const { givenBy, seatFor } = props
  return personalLetter({
    name: props.name,
    subject: `A place is yours now: ${titleOf(seatFor)}`,
    preheader: 'It costs you nothing, and joining is free.',
    blocks: [
      paragraph(
        `A place in ${described(seatFor)} is yours now, passed on to you by ${givenBy}. It costs
          you nothing.`,
      ),
      ...seatBlocks(seatFor),
      paragraph('To take your place, please join here. Joining is free and needs no approval:'),
      button('Take my place', props.link),
      note('The link is yours alone, so please do not share it.'),
    ],
  })
}

/** Tells a person that their place went to someone else and that their link is dead. */
export function seatReassignedFrom(props: {
  name: string | null
  givenBy: string
  title: string
}): Letter {
  return personalLetter({
    name: props.name,
    subject: `Your place has gone to someone else: ${props.title}`,
    preheader: 'Your link no longer works.',
    blocks: [
      paragraph(
        `The place in “${props.title}” that ${props.givenBy} had reserved for you has gone to
          someone else. The link that we sent you no longer works.`,
      ),
      paragraph(
        `If you think this is a mistake, please ask there first: they can give you a place again.`,
      ),
    ],
  })
}

/** Tells a person that the buyer has given up their place, and that their link is dead. */
export function seatWithdrawn(props: {
  name: string | null
  givenBy: string
  title: string
}): Letter {
  return personalLetter({
    name: props.name,
    subject: `Your place is no longer reserved: ${props.title}`,
    preheader: 'Your link no longer works.',
    blocks: [
      paragraph(
        `${props.givenBy} has given up the place in “${props.title}” that was reserved for you.
          The link that we sent you no longer works.`,
      ),
      paragraph('If you think this is a mistake, please ask there first.'),
    ],
  })
}

/** Asks the buyer to name the people of the seats that nobody has yet. */
export function unnamedSeats(props: {
  name: string | null
  orderNumber: string
  session: Session
  unnamed: number
  seats: number
  daysLeft: number
  link: string
}): Letter {
  const { session, unnamed, seats, daysLeft } = props
  const left = counted(daysLeft, 'day')
  return personalLetter({
    name: props.name,
    subject: `${counted(unnamed, 'seat')} still without a name, ${left} to go: ${session.title}`,
    preheader: 'Send us their email addresses, and we will do the rest.',
    blocks: [
      paragraph(
        `“${session.title}” begins in ${left}, and ${unnamed} of your ${counted(seats, 'seat')}
          ${unnamed === 1 ? 'has' : 'have'} no name yet.`,
      ),
      sessionFacts(session, [['Order', props.orderNumber]]),
      paragraph(
        `All we need is their email addresses, one per line. We will write to each of them right
          away, with everything the others already have.`,
      ),
      button('Name the people', props.link),
      paragraph(
        'Nothing is lost if you are late: anyone you name afterward still gets the recording.',
      ),
    ],
  })
}

/** Gives the one shared log-in of an organization to the address that passes it on. */
export function sharedLogin(props: {
  name: string | null
  organisation: string
  orderNumber: string
  seatFor: SeatFor
  link: string
}): Letter {
  const { organisation, seatFor } = props
  return personalLetter({
    name: props.name,
    subject: `The log-in for ${organisation}: ${titleOf(seatFor)}`,
    preheader: 'One log-in for your organization, for you to pass on.',
    blocks: [
      paragraph(
        `Here is the shared log-in of ${organisation} for ${described(seatFor)}, order
          ${props.orderNumber}.`,
      ),
      ...seatBlocks(seatFor),
      button('Open the log-in', props.link),
      paragraph(
        `All our email about it comes to this address only: how to attend, reminders, the
          recording. Please forward it to the colleagues who will take part. ${lookInJunk}`,
      ),
    ],
  })
}

function seatBlocks(seatFor: SeatFor): Block[] {
  switch (seatFor.kind) {
    case 'live':
      return [
        sessionFacts(seatFor.session),
        paragraph('What is included:'),
        list(['your place in the live session', ...inclusions(seatFor.includes)]),
        paragraph(`${howToAttendFollows} ${lookInJunk}`),
      ]
    case 'recording':
      return [
        paragraph('It has already taken place. What is included:'),
        list(inclusions(seatFor.includes)),
      ]
    case 'pass':
      return [paragraph(`It is valid until ${seatFor.endsOn}.`)]
    default:
      return unreachable(seatFor)
  }
}

function titleOf(seatFor: SeatFor): string {
  return seatFor.kind === 'live' ? seatFor.session.title : seatFor.title
}

function described(seatFor: SeatFor): string {
  switch (seatFor.kind) {
    case 'live':
      return `the live webinar “${seatFor.session.title}”`
    case 'recording':
      return `the recorded webinar “${seatFor.title}”`
    case 'pass':
      return `the pass “${seatFor.title}”`
    default:
      return unreachable(seatFor)
  }
}
