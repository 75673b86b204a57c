import type { Inclusion } from '../domain/catalog.ts'
import { unreachable } from '../domain/unreachable.ts'
import { type Block, facts } from './letter.ts'

/** A live webinar as a mail names it; instants are words: 'October 6, 2:00 PM EDT'. */
export type Session = {
  title: string
  startsAt: string
  /** The same instant in the reader's zone, where that is another one. */
  startsAtForReader: string | null
  minutes: number
}

/** When and for how long, as rows; further rows follow them. */
export function sessionFacts(session: Session, more: [string, string | null][] = []): Block {
  return facts([
    ['Webinar', session.title],
    ['When', session.startsAt],
    ['In your time', session.startsAtForReader],
    ['Length', `${session.minutes} minutes, with questions and answers`],
    ...more,
  ])
}

/** When to expect the mail with the join details. */
export const howToAttendFollows =
  'How to attend comes in a separate email, as a rule at least 24 hours before it begins.'

/** What a registration includes beside the live session, each as a reader would call it. */
export function inclusions(includes: readonly Inclusion[]): string[] {
  return includes.map(inclusion)
}

function inclusion(included: Inclusion): string {
  switch (included) {
    case 'recording':
      return 'the recording, yours to watch anytime'
    case 'slides':
      return 'the slides as a handout'
    case 'certificate':
      return 'a certificate of participation'
    case 'forum':
      return 'the attendees’ discussion forum'
    default:
      return unreachable(included)
  }
}
