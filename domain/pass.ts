import { isBefore } from './instant.ts'
import { type PassInstants, type PassReminder, type PassTerm, passStanding } from './pass-term.ts'
import type { Effect, Refusal, Snapshot } from './process.ts'
import { unreachable } from './unreachable.ts'

export const passStages = [
  'pending-payment',
  'active',
  'renewal-open',
  'renewed',
  'grace',
  'lapsed',
  'reinstated',
  'ended',
] as const

export type PassStage = (typeof passStages)[number]

export type PassTurn = 'open-renewal' | 'end-term' | 'begin-term' | 'lapse' | 'end-reinstatement'
export type PassTimer = PassTurn | PassReminder

/** A term that was paid for: the one that runs, one before it, or the next. */
export interface PaidTerm {
  term: number
  order: string | null
  isTakenBack: boolean
}

export interface PassSnapshot extends Snapshot<PassTimer> {
  stage: PassStage
  /** The number of the term that runs, or ran last; null until the first is paid. */
  term: number | null
  terms: PaidTerm[]
  /** When that term turns. */
  instants: PassInstants | null
  cancelsAtEnd: boolean
  isHeldBack: boolean
  /** A card is saved for it and its holder agreed to be charged. */
  hasCard: boolean
  /** The holder was told a month before that the card is charged after this term, at the price that holds now. */
  isChargeAnnounced: boolean
  /** The pass that this one, which is to be carried over, would repeat. */
  repeats: string | null
}

/** A command for a pass; `at` is the instant of the decision, and the orders are told by their number. */
export type PassCommand =
  | { kind: 'openPass' }
  | { kind: 'termPaid'; order: string; receivedAt: string }
  | { kind: 'termReversed'; order: string }
  | { kind: 'termRefunded'; order: string }
  | { kind: 'termRestored'; order: string; receivedAt: string | null }
  | { kind: 'removeCard' }
  | { kind: 'cancelAtEnd' }
  | { kind: 'keepAtEnd' }
  | { kind: 'suspend' }
  | { kind: 'resume' }
  | { kind: 'carryOver'; term: PassTerm }

/** The order and the dates that an effect is about stand in its submission. */
export type PassEffect =
  | Effect<'openPass'>
  | Effect<'beginFirstTerm'>
  | Effect<'payNextTerm'>
  | Effect<'continueTerm'>
  | (Effect<'reinstatePass'> & { receivedAt: string })
  | Effect<'noteSecondPayment'>
  | Effect<'noteForPass'>
  | Effect<'takeBackNextTerm'>
  | Effect<'takeBackTerm'>
  | Effect<'endRefundedPass'>
  | Effect<'restoreNextTerm'>
  | Effect<'restoreTerm'>
  | Effect<'endUnpaidPass'>
  | Effect<'removePassCard'>
  | Effect<'announceCharge'>
  | Effect<'remindOfCharge'>
  | Effect<'renewByCard'>
  | Effect<'cancelPassAtEnd'>
  | Effect<'keepPassAtEnd'>
  | Effect<'suspendPass'>
  | Effect<'resumePass'>
  | (Effect<'carryOverPass'> & { term: PassTerm })
  | Effect<'openRenewal'>
  | Effect<'remindOfRenewal'>
  | Effect<'beginGrace'>
  | Effect<'remindInGrace'>
  | Effect<'beginNextTerm'>
  | Effect<'lapsePass'>
  | Effect<'endPass'>

/** What a command does to a pass in this state, or why it may not. `state` is null when it was not opened yet. */
export function decidePass(
  state: PassSnapshot | null,
  command: PassCommand,
  at: string,
): PassEffect | Refusal {
  if (command.kind === 'openPass' || command.kind === 'carryOver') return begin(state, command)
  if (state === null) return { refused: 'no-pass' }
  switch (command.kind) {
    case 'termPaid':
    case 'termRestored':
      return paid(state, { order: command.order, receivedAt: command.receivedAt ?? at }, at)
    case 'termReversed':
      return reversed(state, command.order)
    case 'termRefunded':
      return refunded(state, command.order)
    case 'removeCard':
      return state.hasCard ? { write: 'removePassCard' } : { refused: 'no-card-saved' }
    case 'cancelAtEnd':
      return cancelAtEnd(state)
    case 'keepAtEnd':
      return state.cancelsAtEnd && runs(state)
        ? { write: 'keepPassAtEnd' }
        : { refused: 'pass-not-cancelled', stage: state.stage }
    case 'suspend':
      return suspend(state)
    case 'resume':
      return state.isHeldBack ? { write: 'resumePass' } : { refused: 'pass-not-suspended' }
    default:
      return unreachable(command)
  }
}

/** What the clock does when one of its instants has come; null where there is nothing to say. */
export function elapsePass(kind: PassTimer, state: PassSnapshot): PassEffect | null {
  switch (kind) {
    case 'open-renewal':
      return { write: 'openRenewal' }
    case 'renewal-30':
      return { write: state.hasCard ? 'announceCharge' : 'remindOfRenewal' }
    case 'renewal-60':
    case 'renewal-7':
    case 'renewal-0':
      return remindOfEnd(kind, state)
    case 'end-term':
      if (state.cancelsAtEnd) return { write: 'endPass' }
      return { write: state.isChargeAnnounced ? 'renewByCard' : 'beginGrace' }
    case 'grace-7':
    case 'grace-21':
      return { write: 'remindInGrace' }
    case 'begin-term':
      return { write: 'beginNextTerm' }
    case 'lapse':
      return { write: 'lapsePass' }
    case 'end-reinstatement':
      return { write: 'endPass' }
    default:
      return unreachable(kind)
  }
}

/** Whose card is charged at the end hears of that a month and a week before, and is not asked to renew by hand. */
function remindOfEnd(kind: PassReminder, state: PassSnapshot): PassEffect | null {
  if (state.isChargeAnnounced) return kind === 'renewal-7' ? { write: 'remindOfCharge' } : null
  return state.hasCard && kind === 'renewal-60' ? null : { write: 'remindOfRenewal' }
}

/** Whether a term runs at this stage, so that its end is still to come. */
export function runs({ stage }: { stage: PassStage }): boolean {
  return ['active', 'renewal-open', 'renewed', 'reinstated'].includes(stage)
}

/** A pass begins once: unpaid, by its order, or in the state that it has from before. */
function begin(
  state: PassSnapshot | null,
  command: Extract<PassCommand, { kind: 'openPass' | 'carryOver' }>,
): PassEffect | Refusal {
  if (state !== null) {
    const { repeats } = state
    return repeats === null
      ? { refused: 'pass-exists' }
      : { refused: 'pass-carried-over-before', pass: repeats }
  }
  return command.kind === 'openPass'
    ? { write: 'openPass' }
    : { write: 'carryOverPass', term: command.term }
}

/**
 * The first payment begins the first term. A later one extends from the old end when it was received before the pass
 * lapsed, and begins anew from the receipt after that. Money is never refused: what pays for no term becomes a task.
 */
function paid(
  state: PassSnapshot,
  { order, receivedAt }: { order: string; receivedAt: string },
  at: string,
): PassEffect {
  if (state.terms.some((term) => term.order === order)) return restored(state, order)
  if (state.instants === null) return { write: 'beginFirstTerm' }
  if (nextTerm(state)) return { write: 'noteSecondPayment' }
  switch (passStanding(state.instants, receivedAt)) {
    case 'not-started':
    case 'active':
      return { write: 'noteSecondPayment' }
    case 'renewal-open':
    case 'grace': {
      const isEarly = isBefore(at, state.instants.endsAt)
      return { write: isEarly ? 'payNextTerm' : 'continueTerm' }
    }
    case 'lapsed':
    case 'ended':
      return { write: 'reinstatePass', receivedAt }
  }
}

/** A renewal that is taken back never harms the term that is paid. */
function reversed(state: PassSnapshot, order: string): PassEffect {
  if (state.stage === 'pending-payment') return { write: 'endUnpaidPass' }
  const term = termOf(state, order)
  if (term === undefined || term.isTakenBack) return { write: 'noteForPass' }
  if (nextTerm(state) === term) return { write: 'takeBackNextTerm' }
  return term.term === state.term ? { write: 'takeBackTerm' } : { write: 'noteForPass' }
}

/** A pass whose running term is refunded ends now. */
function refunded(state: PassSnapshot, order: string): PassEffect {
  const effect = reversed(state, order)
  return effect.write === 'takeBackTerm' ? { write: 'endRefundedPass' } : effect
}

function restored(state: PassSnapshot, order: string): PassEffect {
  const term = termOf(state, order)
  if (term === undefined || !term.isTakenBack) return { write: 'noteForPass' }
  if (term.term === state.term) return { write: 'restoreTerm' }
  const isNext = state.term !== null && term.term > state.term && runs(state)
  return isNext && !nextTerm(state) ? { write: 'restoreNextTerm' } : { write: 'noteSecondPayment' }
}

function cancelAtEnd(state: PassSnapshot): PassEffect | Refusal {
  const { stage } = state
  if (state.cancelsAtEnd) return { refused: 'pass-cancelled-before' }
  if (stage === 'renewed') return { refused: 'pass-renewed' }
  return runs(state) ? { write: 'cancelPassAtEnd' } : { refused: 'pass-not-running', stage }
}

function suspend({ stage, isHeldBack }: PassSnapshot): PassEffect | Refusal {
  if (isHeldBack) return { refused: 'pass-suspended-before' }
  return stage === 'pending-payment' || stage === 'lapsed' || stage === 'ended'
    ? { refused: 'pass-not-open', stage }
    : { write: 'suspendPass' }
}

function termOf({ terms }: PassSnapshot, order: string): PaidTerm | undefined {
  return terms.find((term) => term.order === order)
}

/** The term after the one that runs, when it is paid already. */
function nextTerm({ term, terms }: PassSnapshot): PaidTerm | undefined {
  return terms.find((other) => term !== null && other.term > term && !other.isTakenBack)
}
