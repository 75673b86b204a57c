import type { Inclusion } from '../domain/catalog.ts'
import {
  type Block,
  button,
  facts,
  type Letter,
  link,
  note,
  paragraph,
  personalLetter,
} from './letter.ts'
import { type Session, sessionFacts } from './session.ts'
import { counted, listed } from './words.ts'

type Invitation = {
  name: string | null
  session: Session
  /** Where the live session is joined. */
  joinUrl: string
  /** Telephone numbers, a passcode, what else the host wrote; its lines are kept. */
  joinNotes: string | null
}

/** Says how to attend live; the calendar entry goes with it. */
export function joinDetails(props: Invitation & { isChanged: boolean; link: string }): Letter {
  const { session, isChanged } = props
  return personalLetter({
    name: props.name,
    subject: isChanged
      ? `New details: how to attend ${session.title}`
      : `How to attend: ${session.title}`,
    preheader: session.startsAt,
    blocks: [
      paragraph(
        isChanged
          ? `The details for “${session.title}” have changed. Please use these instead of the
            earlier ones:`
          : `Here is how to attend “${session.title}” live. Please keep this email.`,
      ),
      sessionFacts(session),
      ...joining(props),
      paragraph(`Open the attached entry to add it to your calendar.`),
      paragraph(
        `If you cannot make it: the webinar is recorded, and we will write to you when the
          recording is ready.`,
      ),
      link('See your registration', props.link),
      note('These details are for you alone, so please do not share them.'),
    ],
  })
}

/** The day before. */
export function reminder24h(props: Invitation): Letter {
  return reminder(props, `Tomorrow: ${props.session.title}`, 'begins in 24 hours')
}

/** The hour before. */
export function reminder1h(props: Invitation): Letter {
  return reminder(props, `In one hour: ${props.session.title}`, 'begins in one hour')
}

/** Says that the recording is there, with slides and certificate where they belong to it. */
export function recordingPublished(props: {
  name: string | null
  title: string
  minutes: number
  recordingLink: string
  slidesLink: string | null
  certificateLink: string | null
  includes: readonly Inclusion[]
}): Letter {
  const { title, slidesLink, certificateLink } = props
  const along = [
    ...(slidesLink ? ['the slides'] : []),
    ...(certificateLink ? ['your certificate of participation'] : []),
  ]
  return personalLetter({
    name: props.name,
    subject: `The recording is here: ${title}`,
    preheader: `${counted(props.minutes, 'minute')}, to watch anytime.`,
    blocks: [
      paragraph(
        `The recording of “${title}” is ready (${counted(props.minutes, 'minute')}). It is yours
          to watch anytime, as often as you like.`,
      ),
      button('Watch the recording', props.recordingLink),
      along.length > 0 && paragraph(`With it you get ${listed(along)}:`),
      slidesLink && link('Download the slides', slidesLink),
      certificateLink && link('Get your certificate', certificateLink),
      props.includes.includes('certificate') &&
        certificateLink === null &&
        paragraph('When you have watched it, your certificate of participation is ready for you.'),
      note('The link is yours alone, so please do not share it.'),
    ],
  })
}

/** Says that the slides are there. */
export function slidesAttached(props: {
  name: string | null
  title: string
  slidesLink: string
}): Letter {
  return personalLetter({
    name: props.name,
    subject: `The slides are here: ${props.title}`,
    preheader: 'They belong to your registration.',
    blocks: [
      paragraph(`The slides of “${props.title}” are ready for you to download.`),
      button('Download the slides', props.slidesLink),
    ],
  })
}

function reminder(props: Invitation, subject: string, says: string): Letter {
  const { session } = props
  return personalLetter({
    name: props.name,
    subject,
    preheader: session.startsAt,
    blocks: [
      paragraph(`“${session.title}” ${says}. We look forward to seeing you.`),
      sessionFacts(session),
      ...joining(props),
      note('Feel free to join a few minutes early to check your sound and picture.'),
    ],
  })
}

function joining({ joinUrl, joinNotes }: Invitation): Block[] {
  return [button('Join the webinar', joinUrl), ...(joinNotes ? [facts([['Also', joinNotes]])] : [])]
}
