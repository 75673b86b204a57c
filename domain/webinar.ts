import { addHours, isBefore } from './instant.ts'
import type { Milestone } from './mailing.ts'
import type { Effect, Refusal, Snapshot } from './process.ts'
import { unreachable } from './unreachable.ts'
import { moveWebinar, next, type WebinarMove, type WebinarMoveEffect } from './webinar-move.ts'

export type WebinarStage =
  | 'draft'
  | 'on-sale'
  | 'join-ready'
  | 'live'
  | 'wrap-up'
  | 'recorded'
  | 'archived'
  | 'postponed'
  | 'cancelling'
  | 'cancelled'
  | 'no-recording'

export type WebinarTimer =
  | 'no-join-details-72-hours'
  | 'no-join-details-24-hours'
  | 'reminder-24-hours'
  | 'reminder-1-hour'
  | 'start'
  | 'end'
  | 'wrap-up'
  | 'no-recording'
  | 'settle-orders'
  | 'look-at-orders'

export interface WebinarSnapshot extends Snapshot<WebinarTimer> {
  stage: WebinarStage
  /** Raised when the webinar is put on another date. */
  revision: number
  /** How often the join details were given; 0 when they never were. */
  joinRevision: number
  startsAt: string
  endedAt: string | null
  hasSlides: boolean
}

/** A command for a webinar; titles, texts and web addresses stay in Postgres. */
export type WebinarCommand =
  | { kind: 'create' }
  | { kind: 'change' }
  | { kind: 'publish' }
  | { kind: 'setJoinDetails' }
  | { kind: 'attachSlides' }
  | { kind: 'publishRecording' }
  | { kind: 'goLive' }
  | { kind: 'end' }
  | { kind: 'wantJoinDetails' }
  | { kind: 'carryOver' }
  | WebinarMove

export type WebinarEffect = Effect<
  | 'createWebinar'
  | 'changeWebinar'
  | 'publishWebinar'
  | 'setJoinDetails'
  | 'attachSlides'
  | 'publishRecording'
  | 'goLive'
  | 'endWebinar'
  | 'wrapUp'
  | 'remindAttendees'
  | 'askForJoinDetails'
  | 'askForRecording'
  | 'noteNothing'
  | 'carryOverWebinar'
  | 'settleOrders'
  | 'lookAtOrders'
  | WebinarMoveEffect['write']
> & {
  /** What everybody with a place is mailed about then. */
  begins?: Milestone
}

/** A webinar may be opened so many hours before its start; earlier it is a slip of the hand. */
const opensHoursBefore = 1

/** What a command does to a webinar in this state, or why it may not. `state` is null when it is not there yet. */
export function decideWebinar(
  state: WebinarSnapshot | null,
  command: WebinarCommand,
  at: string,
): WebinarEffect | Refusal {
  if (command.kind === 'create') return state ? exists(state) : { write: 'createWebinar' }
  if (command.kind === 'carryOver') return state ? exists(state) : { write: 'carryOverWebinar' }
  if (state === null) return { refused: 'no-webinar' }
  switch (command.kind) {
    case 'change':
      return state.stage === 'draft' ? { write: 'changeWebinar' } : published(state)
    case 'publish':
      return publish(state, at)
    case 'setJoinDetails':
      return setJoinDetails(state)
    case 'attachSlides':
      return attachSlides(state)
    case 'publishRecording':
      return publishRecording(state)
    case 'goLive':
      return goLive(state, at)
    case 'end':
      return state.stage === 'live' && state.endedAt === null
        ? { write: 'endWebinar' }
        : notLive(state)
    case 'reschedule':
    case 'postpone':
    case 'cancel':
    case 'undoCancellation':
      return moveWebinar(state, command, at)
    case 'wantJoinDetails':
      return { write: lacksJoinDetails(state) ? 'askForJoinDetails' : 'noteNothing' }
    default:
      return unreachable(command)
  }
}

/** What the clock does when one of its instants has come. */
export function elapseWebinar(kind: WebinarTimer, state: WebinarSnapshot): WebinarEffect {
  switch (kind) {
    case 'no-join-details-72-hours':
    case 'no-join-details-24-hours':
      return { write: 'askForJoinDetails' }
    case 'reminder-24-hours':
    case 'reminder-1-hour':
      // Without join details there is nothing to remind of: their own mail says all of it when they come.
      return state.joinRevision > 0
        ? { write: 'remindAttendees', begins: { kind, revision: state.revision } }
        : { write: 'noteNothing' }
    case 'start':
      return { write: 'goLive' }
    case 'end':
      return { write: 'endWebinar' }
    case 'wrap-up':
      return { write: 'wrapUp' }
    case 'no-recording':
      return { write: 'askForRecording' }
    case 'settle-orders':
      return { write: 'settleOrders', begins: next(state, 'webinar-cancelled') }
    case 'look-at-orders':
      return { write: 'lookAtOrders' }
    default:
      return unreachable(kind)
  }
}

/** Whether nothing more comes by itself: what is attached or corrected later begins a new run. */
export function isWebinarOver(stage: WebinarStage): boolean {
  return ['recorded', 'archived', 'cancelled', 'no-recording'].includes(stage)
}

function publish(state: WebinarSnapshot, at: string): WebinarEffect | Refusal {
  if (state.stage !== 'draft') return published(state)
  return isBefore(at, state.startsAt)
    ? { write: 'publishWebinar' }
    : { refused: 'start-is-over', at: state.startsAt }
}

/** They may change up to the end; after it nobody needs them. */
function setJoinDetails(state: WebinarSnapshot): WebinarEffect | Refusal {
  if (!isPublished(state)) return notPublished(state)
  if (['postponed', 'cancelling', 'cancelled'].includes(state.stage)) {
    return { refused: 'not-ahead', stage: state.stage, at: state.awaitingSince }
  }
  const isOver = !['on-sale', 'join-ready', 'live'].includes(state.stage) || state.endedAt !== null
  if (isOver) return ended(state)
  const begins = { kind: 'join-details', revision: state.joinRevision + 1 } as const
  return { write: 'setJoinDetails', begins }
}

/** Slides come with the recording; whoever has that already is told of slides that come later. */
function attachSlides(state: WebinarSnapshot): WebinarEffect | Refusal {
  if (!isPublished(state)) return notPublished(state)
  return state.stage === 'recorded' && !state.hasSlides
    ? { write: 'attachSlides', begins: { kind: 'slides-attached', revision: 1 } }
    : { write: 'attachSlides' }
}

/** Published again, it takes the place of the first, and nobody is told twice. */
function publishRecording(state: WebinarSnapshot): WebinarEffect | Refusal {
  if (!isPublished(state)) return notPublished(state)
  const isFirst = state.stage === 'live' || state.stage === 'wrap-up'
  if (isFirst && state.endedAt !== null) {
    return { write: 'publishRecording', begins: { kind: 'recording-published', revision: 1 } }
  }
  if (state.stage === 'recorded') return { write: 'publishRecording' }
  return { refused: 'not-ended', stage: state.stage }
}

function goLive(state: WebinarSnapshot, at: string): WebinarEffect | Refusal {
  if (!isPublished(state)) return notPublished(state)
  if (state.stage !== 'on-sale' && state.stage !== 'join-ready') {
    return { refused: 'already-live', stage: state.stage, at: state.awaitingSince }
  }
  const opensAt = addHours(state.startsAt, -opensHoursBefore)
  return isBefore(at, opensAt)
    ? { refused: 'too-early-to-go-live', at: opensAt }
    : { write: 'goLive' }
}

function lacksJoinDetails({ stage, joinRevision, endedAt }: WebinarSnapshot): boolean {
  return joinRevision === 0 && endedAt === null && (stage === 'on-sale' || stage === 'live')
}

function isPublished({ stage }: WebinarSnapshot): boolean {
  return stage !== 'draft'
}

function exists({ stage, awaitingSince }: WebinarSnapshot): Refusal {
  return { refused: 'webinar-exists', stage, at: awaitingSince }
}

function published({ stage, awaitingSince }: WebinarSnapshot): Refusal {
  return { refused: 'already-published', stage, at: awaitingSince }
}

function notPublished({ stage }: WebinarSnapshot): Refusal {
  return { refused: 'not-published', stage }
}

function ended({ stage, endedAt }: WebinarSnapshot): Refusal {
  return { refused: 'webinar-ended', stage, at: endedAt }
}

function notLive(state: WebinarSnapshot): Refusal {
  return state.endedAt === null ? { refused: 'not-live', stage: state.stage } : ended(state)
}
