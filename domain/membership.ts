import type { Effect, Refusal, Snapshot } from './process.ts'
import { unreachable } from './unreachable.ts'

export type MembershipStage =
  | 'verifying'
  | 'pending'
  | 'information-requested'
  | 'active'
  | 'rejected'
  | 'expired'
  | 'withdrawn'

export type MembershipTimer =
  | 'verify-nudge-1'
  | 'verify-nudge-3'
  | 'pending-4-hours'
  | 'pending-2-days'
  | 'pending-5-days'
  | 'expire'

export interface MembershipSnapshot extends Snapshot<MembershipTimer> {
  stage: MembershipStage
  application: number
  decidedBy: string | null
  decidedAt: string | null
  /** Until then a rejection can be undone; the applicant is told at that instant. */
  undoUntil: string | null
  /** The first instant at which a rejected person may apply again. */
  mayReapplyAt: string | null
  /** The address has a paid seat, or is of a domain that an administrator trusts. */
  isVouchedFor: boolean
  confirmationsToday: number
}

/** A command for a membership; `at` is the instant of the decision. */
export type MembershipCommand =
  | { kind: 'apply' }
  | { kind: 'confirm' }
  | { kind: 'resend' }
  | { kind: 'withdraw' }
  | { kind: 'approve' }
  | { kind: 'reject'; mayReapplyOn: string | null }
  | { kind: 'undoRejection' }
  | { kind: 'requestInformation' }
  | { kind: 'answer' }
  | { kind: 'vouch' }
  | { kind: 'carryOver' }

export type MembershipEffect =
  | Effect<'openApplication'>
  | Effect<'tellAlreadyMember'>
  | Effect<'tellAlreadyApplying'>
  | Effect<'tellMayReapplyLater'>
  | Effect<'noteRepeatedApplication'>
  | Effect<'queueApplication'>
  | Effect<'resendConfirmation'>
  | Effect<'withdrawApplication'>
  | Effect<'admitMember'>
  | Effect<'rejectApplication'>
  | Effect<'undoRejection'>
  | Effect<'requestInformation'>
  | Effect<'recordAnswer'>
  | Effect<'noteVoucher'>
  | Effect<'carryOverMember'>
  | Effect<'nudgeApplicant'>
  | Effect<'remindAdministrators'>
  | Effect<'remindAndApologise'>
  | Effect<'expireApplication'>

/** Mails with the link and code that one address may be sent in 24 hours. */
export const confirmationsADay = 5

const open: MembershipStage[] = ['verifying', 'pending', 'information-requested']

/** An application is over when it was decided, ended by itself or was taken back. */
export function isOpen(stage: MembershipStage): boolean {
  return open.includes(stage)
}

/** What a command does to a membership in this state, or why it may not. `state` is null when nobody has applied yet. */
export function decideMembership(
  state: MembershipSnapshot | null,
  command: MembershipCommand,
  at: string,
): MembershipEffect | Refusal {
  if (command.kind === 'apply') return applyFor(state, at)
  if (command.kind === 'carryOver') return carryOver(state)
  if (command.kind === 'vouch') return vouch(state)
  if (state === null) return { refused: 'not-applied' }
  switch (command.kind) {
    case 'confirm':
      return confirm(state)
    case 'resend':
      return resend(state)
    case 'withdraw':
      return isOpen(state.stage) ? { write: 'withdrawApplication' } : already(state)
    case 'approve':
      return decidable(state) ?? { write: 'admitMember' }
    case 'reject':
      return decidable(state) ?? { write: 'rejectApplication' }
    case 'requestInformation':
      return decidable(state) ?? { write: 'requestInformation' }
    case 'undoRejection':
      return undo(state, at)
    case 'answer':
      return state.stage === 'information-requested'
        ? { write: 'recordAnswer' }
        : { refused: 'nothing-asked', stage: state.stage }
    default:
      return unreachable(command)
  }
}

/** What the clock does when one of its instants has come. */
export function elapseMembership(kind: MembershipTimer): MembershipEffect {
  switch (kind) {
    case 'verify-nudge-1':
    case 'verify-nudge-3':
      return { write: 'nudgeApplicant' }
    case 'pending-4-hours':
    case 'pending-2-days':
      return { write: 'remindAdministrators' }
    case 'pending-5-days':
      return { write: 'remindAndApologise' }
    case 'expire':
      return { write: 'expireApplication' }
    default:
      return unreachable(kind)
  }
}

/** The answer is the same for everybody, so an application is never refused: the mail tells the right thing. */
function applyFor(state: MembershipSnapshot | null, at: string): MembershipEffect {
  if (state === null) return { write: 'openApplication' }
  if (state.stage === 'active') return { write: 'tellAlreadyMember' }
  if (isOpen(state.stage)) {
    const tooMany = state.confirmationsToday >= confirmationsADay
    return { write: tooMany ? 'noteRepeatedApplication' : 'tellAlreadyApplying' }
  }
  const mustWait = state.undoUntil !== null && at < state.undoUntil
  if (mustWait) return { write: 'noteRepeatedApplication' }
  if (state.stage === 'rejected' && state.mayReapplyAt !== null && at < state.mayReapplyAt) {
    return { write: 'tellMayReapplyLater' }
  }
  return { write: 'openApplication' }
}

function carryOver(state: MembershipSnapshot | null): MembershipEffect | Refusal {
  if (state === null || !(state.stage === 'active' || isOpen(state.stage))) {
    return { write: 'carryOverMember' }
  }
  return { refused: 'already-there', stage: state.stage }
}

/** A paid seat: whoever waits is let in, whoever has not confirmed yet is let in then. */
function vouch(state: MembershipSnapshot | null): MembershipEffect {
  const waits = state?.stage === 'pending' || state?.stage === 'information-requested'
  return { write: waits ? 'admitMember' : 'noteVoucher' }
}

function confirm(state: MembershipSnapshot): MembershipEffect | Refusal {
  if (state.stage !== 'verifying') return already(state)
  return { write: state.isVouchedFor ? 'admitMember' : 'queueApplication' }
}

function resend(state: MembershipSnapshot): MembershipEffect | Refusal {
  if (state.stage !== 'verifying') return already(state)
  if (state.confirmationsToday >= confirmationsADay) {
    return { refused: 'resent-too-often', limit: confirmationsADay }
  }
  return { write: 'resendConfirmation' }
}

function undo(state: MembershipSnapshot, at: string): MembershipEffect | Refusal {
  if (state.stage !== 'rejected') return already(state)
  return state.undoUntil !== null && at < state.undoUntil
    ? { write: 'undoRejection' }
    : { refused: 'applicant-was-told', at: state.undoUntil }
}

function decidable(state: MembershipSnapshot): Refusal | null {
  if (state.stage === 'pending') return null
  if (state.stage === 'verifying') return { refused: 'not-confirmed' }
  if (state.stage === 'information-requested') return { refused: 'answer-awaited' }
  return already(state)
}

function already(state: MembershipSnapshot): Refusal {
  return {
    refused: 'already',
    stage: state.stage,
    by: state.decidedBy,
    at: state.decidedAt ?? state.awaitingSince,
  }
}
