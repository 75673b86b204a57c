import type { Effect, Refusal, Snapshot } from './process.ts'

export const milestoneKinds = [
  'join-details',
  'reminder-24-hours',
  'reminder-1-hour',
  'recording-published',
  'slides-attached',
  'rescheduled',
  'webinar-postponed',
  'webinar-cancelled',
] as const

export type MilestoneKind = (typeof milestoneKinds)[number]

/** News of the date: these also go to who has ordered and holds no place. */
export const newsOfDate: readonly MilestoneKind[] = [
  'rescheduled',
  'webinar-postponed',
  'webinar-cancelled',
]

/** What everybody with a place in a webinar is told, once a revision. */
export interface Milestone {
  kind: MilestoneKind
  revision: number
}

export type MailingStage = 'mailing' | 'paused' | 'done'
export type MailingTimer = 'write' | 'send'

export interface MailingSnapshot extends Snapshot<MailingTimer> {
  stage: MailingStage
  /** People for whom a mail was written so far, and how many of these mails wait to be sent. */
  recipients: number
  waiting: number
  isWritten: boolean
  /** At most so many are sent a minute; null is as many as the mail server takes. */
  mailsAMinute: number | null
}

export type MailingCommand =
  | { kind: 'mail' }
  | { kind: 'pause' }
  | { kind: 'resume' }
  | { kind: 'changeRate' }

export type MailingEffect = Effect<
  | 'beginMailing'
  | 'pauseMailing'
  | 'resumeMailing'
  | 'changeMailingRate'
  | 'writeBatch'
  | 'sendBatch'
  | 'noteMailing'
>

/** People whose mail is written by one statement, and at most sent by one activity. */
export const peopleABatch = 1_000

/** How many one activity sends: with a rate, what it allows in ten seconds. */
export function mailsABatch(mailsAMinute: number | null): number {
  return mailsAMinute === null ? peopleABatch : Math.min(peopleABatch, Math.ceil(mailsAMinute / 6))
}

/** With so many waiting, the mail server is away or slow, and nothing more is written for it. */
export const mostWaiting = 100

/** What a command does to a mailing; `state` is null when it has not begun. */
export function decideMailing(
  state: MailingSnapshot | null,
  command: MailingCommand,
): MailingEffect | Refusal {
  if (command.kind === 'mail') return { write: state === null ? 'beginMailing' : 'noteMailing' }
  if (state === null) return { refused: 'mailing-not-begun' }
  if (state.stage === 'done') return { refused: 'mailing-done' }
  if (command.kind === 'changeRate') return { write: 'changeMailingRate' }
  if (command.kind === 'pause') {
    return state.stage === 'paused' ? { refused: 'mailing-paused' } : { write: 'pauseMailing' }
  }
  return state.stage === 'paused' ? { write: 'resumeMailing' } : { refused: 'mailing-not-paused' }
}

export function elapseMailing(kind: MailingTimer): MailingEffect {
  return { write: kind === 'write' ? 'writeBatch' : 'sendBatch' }
}
