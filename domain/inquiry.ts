import type { Effect, Refusal, Snapshot } from './process.ts'
import { unreachable } from './unreachable.ts'

/** What an inquiry can be about. */
export const inquirySubjects = [
  'group-discount',
  'contract',
  'invoice',
  'trouble',
  'other',
] as const

export type InquirySubject = (typeof inquirySubjects)[number]

export type InquiryStage = 'open' | 'answered' | 'closed'

export interface InquirySnapshot extends Snapshot<'overdue'> {
  stage: InquiryStage
  /** The administrator who has taken it on; null is nobody. */
  ownerId: string | null
  settledBy: string | null
  settledAt: string | null
}

/** A command for an inquiry. */
export type InquiryCommand =
  | { kind: 'ask' }
  | { kind: 'assign'; owner: string }
  | { kind: 'answer' }
  | { kind: 'close' }
  | { kind: 'reply' }

export type InquiryEffect =
  | Effect<'openInquiry'>
  | Effect<'assignInquiry'>
  | Effect<'answerInquiry'>
  | Effect<'closeUnanswered'>
  | Effect<'closeAnswered'>
  | Effect<'addReply'>
  | Effect<'reopenInquiry'>
  | Effect<'remindOfInquiry'>

/** What a command does to an inquiry in this state, or why it may not. `state` is null when nobody has asked yet. */
export function decideInquiry(
  state: InquirySnapshot | null,
  command: InquiryCommand,
): InquiryEffect | Refusal {
  if (command.kind === 'ask') {
    return state === null ? { write: 'openInquiry' } : { refused: 'asked-before' }
  }
  if (state === null) return { refused: 'not-asked' }
  const isOpen = state.stage === 'open'
  switch (command.kind) {
    case 'assign':
      return isOpen ? { write: 'assignInquiry' } : settled(state)
    case 'answer':
      return isOpen ? { write: 'answerInquiry' } : settled(state)
    case 'close':
      if (state.stage === 'closed') return settled(state)
      return { write: isOpen ? 'closeUnanswered' : 'closeAnswered' }
    case 'reply':
      return { write: isOpen ? 'addReply' : 'reopenInquiry' }
    default:
      return unreachable(command)
  }
}

function settled({ stage, settledBy, settledAt }: InquirySnapshot): Refusal {
  return { refused: 'inquiry-settled', stage, by: settledBy, at: settledAt }
}
