import { addMinutes, isBefore } from './instant.ts'
import type { Milestone } from './mailing.ts'
import type { Effect, Refusal } from './process.ts'
import type { WebinarSnapshot, WebinarStage } from './webinar.ts'

/** How a cancellation settles what was paid: given back, kept as credit, or held until an administrator decides. */
export const remedies = ['refund', 'credit', 'hold'] as const

export type Remedy = (typeof remedies)[number]

/** A change of plan; its reason stays in Postgres. */
export type WebinarMove =
  | { kind: 'reschedule'; startsAt: string }
  | { kind: 'postpone' }
  | { kind: 'cancel'; remedy: Remedy }
  | { kind: 'undoCancellation' }

export type WebinarMoveEffect = Effect<
  'rescheduleWebinar' | 'postponeWebinar' | 'cancelWebinar' | 'undoCancellation'
> & { begins?: Milestone }

/** So long a cancellation can be undone before anybody hears of it, in minutes. */
export const cancellationUndoMinutes = 10

/** So many days after a new date is told, whoever it does not suit may have the money back or move. */
export const freeChangeDays = 14

/** Puts a webinar on another date, puts it off, cancels it, or takes that back while nobody knows. */
export function moveWebinar(
  state: WebinarSnapshot,
  move: WebinarMove,
  at: string,
): WebinarMoveEffect | Refusal {
  if (state.stage === 'draft') return { refused: 'not-published', stage: state.stage }
  switch (move.kind) {
    case 'reschedule':
      return reschedule(state, move.startsAt, at)
    case 'postpone':
      return isAhead(state)
        ? { write: 'postponeWebinar', begins: next(state, 'webinar-postponed') }
        : notAhead(state)
    case 'cancel':
      return isAhead(state) || isPutOff(state) || isRunning(state)
        ? { write: 'cancelWebinar' }
        : notAhead(state)
    case 'undoCancellation':
      return undo(state, at)
  }
}

/** Until when a cancellation of this instant can be undone. */
export function undoableUntil(cancelledAt: string): string {
  return addMinutes(cancelledAt, cancellationUndoMinutes)
}

/** When it is looked again whether all orders are settled: soon at first, then once a day. */
export function nextLookAt(settlingAt: string, looks: number): string {
  const minutes = Array.from({ length: looks + 1 }, (_, look) => Math.min(2 ** look, 1_440))
  return addMinutes(
    settlingAt,
    minutes.reduce((sum, one) => sum + one, 0),
  )
}

/** The next word to everybody concerned. */
export function next({ revision }: WebinarSnapshot, kind: Milestone['kind']): Milestone {
  return { kind, revision: revision + 1 }
}

/** One that was put off may come back on the very date that it had. */
function reschedule(
  state: WebinarSnapshot,
  startsAt: string,
  at: string,
): WebinarMoveEffect | Refusal {
  if (!isAhead(state) && !isPutOff(state)) return notAhead(state)
  if (!isBefore(at, startsAt)) return { refused: 'new-start-is-over', at: startsAt }
  if (isAhead(state) && Date.parse(startsAt) === Date.parse(state.startsAt)) {
    return { refused: 'same-start', at: startsAt }
  }
  return { write: 'rescheduleWebinar', begins: next(state, 'rescheduled') }
}

function undo(state: WebinarSnapshot, at: string): WebinarMoveEffect | Refusal {
  const { stage, awaitingSince } = state
  if (stage !== 'cancelling' || awaitingSince === null) return { refused: 'not-cancelled', stage }
  const until = undoableUntil(awaitingSince)
  return isBefore(at, until)
    ? { write: 'undoCancellation' }
    : { refused: 'cancellation-is-told', at: until }
}

function isAhead({ stage }: { stage: WebinarStage }): boolean {
  return stage === 'on-sale' || stage === 'join-ready'
}

function isPutOff({ stage }: { stage: WebinarStage }): boolean {
  return stage === 'postponed'
}

function isRunning({ stage, endedAt }: WebinarSnapshot): boolean {
  return stage === 'live' && endedAt === null
}

function notAhead({ stage, awaitingSince }: WebinarSnapshot): Refusal {
  return { refused: 'not-ahead', stage, at: awaitingSince }
}
