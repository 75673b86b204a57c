import {
  administratorsNotice,
  type Block,
  button,
  facts,
  heading,
  type Letter,
  link,
  paragraph,
  quotation,
} from './letter.ts'
import { counted } from './words.ts'

export type WaitingApplication = {
  name: string
  email: string
  organisation: string | null
  role: string | null
  why: string | null
  /** The title of the webinar they came for. */
  wanted: string | null
  appliedAt: string
  /** What we asked and what they answered, when this is their answer. */
  exchange: { question: string; answer: string } | null
  /** An earlier decision in a sentence: 'rejected by Ann on October 6, 2022: no library'. */
  earlierDecision: string | null
  link: string
}

/** Tells the administrators which applications wait: one mail for what came together. */
export function applicationsWaiting(props: {
  applications: WaitingApplication[]
  queueLink: string
}): Letter {
  const { applications, queueLink } = props
  return administratorsNotice({
    subject: subjectOf(applications),
    preheader: 'Approve, reject, or ask: the applicant hears from us at once.',
    blocks: [
      paragraph(whatHappened(applications)),
      button('Open the waiting applications', queueLink),
      ...applications.flatMap(applicationBlocks),
    ],
  })
}

/** Reminds the administrators of applications that nobody has decided. */
export function applicationsReminder(props: {
  applications: WaitingApplication[]
  /** How long the longest of them has waited: '4 working hours'. */
  waited: string
  isApplicantTold: boolean
  queueLink: string
}): Letter {
  const { applications, waited, isApplicantTold, queueLink } = props
  const isOne = applications.length === 1
  return administratorsNotice({
    subject: `Still waiting after ${waited}: ${counted(applications.length, 'application')}`,
    preheader: 'We promise our applicants a quick answer.',
    blocks: [
      paragraph(
        `${counted(applications.length, 'application')} ${isOne ? 'has' : 'have'} been waiting
          for up to ${waited}. We promise a quick answer.`,
      ),
      isApplicantTold &&
        paragraph(
          `We have apologized to whoever has waited that long. No other reminder follows; an
            application that nobody decides closes after 30 days.`,
        ),
      button('Open the waiting applications', queueLink),
      ...applications.flatMap(applicationBlocks),
    ],
  })
}

function subjectOf(applications: WaitingApplication[]): string {
  const [first] = applications
  if (first === undefined || applications.length > 1) {
    return `${counted(applications.length, 'application')} waiting for a decision`
  }
  const from = first.organisation ? `, ${first.organisation}` : ''
  return first.exchange
    ? `${first.name}${from} has answered your question`
    : `Application for membership: ${first.name}${from}`
}

function whatHappened(applications: WaitingApplication[]): string {
  const [first] = applications
  if (first === undefined || applications.length > 1) {
    return `${counted(applications.length, 'applicant')} are waiting for you to decide. Each has
      confirmed their address.`
  }
  return first.exchange
    ? `${first.name} has answered your question and is waiting for you to decide.`
    : `${first.name} has confirmed their address and is waiting for you to decide.`
}

function applicationBlocks(application: WaitingApplication): Block[] {
  const { name, why, exchange } = application
  return [
    heading(name),
    facts([
      ['Email', application.email],
      ['Organization', application.organisation],
      ['Role', application.role],
      ['Came for', application.wanted],
      ['Applied', application.appliedAt],
      ['Earlier', application.earlierDecision],
    ]),
    ...(why ? [paragraph('Why they would like to join:'), quotation(why)] : []),
    ...(exchange
      ? [
          paragraph(`You asked: ${exchange.question}`),
          paragraph('They answered:'),
          quotation(exchange.answer),
        ]
      : []),
    link(`Decide on ${name}`, application.link),
  ]
}
