import type { MembershipActivities } from '../activities/membership.ts'
import {
  decideMembership,
  elapseMembership,
  isOpen,
  type MembershipCommand,
  type MembershipEffect,
  type MembershipSnapshot,
  type MembershipTimer,
} from '../domain/membership.ts'
import { isDate, type Messages } from './message.ts'
import { runProcess } from './process.ts'
import { inWords } from './show.ts'
import { durable } from './writes.ts'

const messages: Messages<MembershipCommand> = {
  apply: {
    description:
      'Opens an application. Sent when somebody applies; there is no need to send it by hand.',
    readsAnew: true,
    read: () => ({ kind: 'apply' }),
  },
  confirm: {
    description: 'The applicant proved the address. No fields.',
    readsAnew: true,
    read: () => ({ kind: 'confirm' }),
  },
  resend: {
    description: 'Sends the confirmation mail once more, five times a day at most. No fields.',
    readsAnew: true,
    read: () => ({ kind: 'resend' }),
  },
  withdraw: {
    description: 'The applicant takes the application back. No fields.',
    read: () => ({ kind: 'withdraw' }),
  },
  approve: {
    description: 'Makes the applicant a member. Fields: note (optional).',
    read: () => ({ kind: 'approve' }),
  },
  reject: {
    description:
      'Rejects; the applicant is told 10 minutes later. Fields: reason, mayReapplyOn (YYYY-MM-DD, optional).',
    needs: ['reason'],
    read: ({ mayReapplyOn = null }) =>
      mayReapplyOn === null || isDate(mayReapplyOn) ? { kind: 'reject', mayReapplyOn } : null,
  },
  undoRejection: {
    description: 'Takes a rejection back within its 10 minutes. No fields.',
    read: () => ({ kind: 'undoRejection' }),
  },
  requestInformation: {
    description: 'Asks the applicant. Fields: question.',
    needs: ['question'],
    read: () => ({ kind: 'requestInformation' }),
  },
  answer: {
    description: 'The applicant answers. Fields: text.',
    needs: ['text'],
    read: () => ({ kind: 'answer' }),
  },
  vouch: {
    description: 'The address has a paid seat, so nobody needs to approve it. No fields.',
    read: () => ({ kind: 'vouch' }),
  },
  carryOver: {
    description: 'Brings over somebody who is a member already; no mail. Sent by carrying over.',
    read: () => ({ kind: 'carryOver' }),
  },
}

/**
 * One person's way into the community, `membership:<personId>`. Started by an application; waits 7 days for the
 * address to be confirmed and 30 days for an administrator; never decides by itself. Ends as active, rejected (once the
 * 10 minutes in which it can be undone are over), expired or withdrawn; whatever comes later begins a new run.
 */
export async function membership(personId: string): Promise<string> {
  const writes = durable<MembershipActivities>()
  return runProcess<MembershipSnapshot, MembershipTimer, MembershipCommand, MembershipEffect>({
    id: personId,
    subject: `membership:${personId}`,
    about: { personId },
    messages,
    load: () => writes.loadMembership({ personId }, 'read where the membership stands'),
    decide: decideMembership,
    elapse: (timer) => elapseMembership(timer.kind),
    write: ({ write }, step, summary) => writes[write]({ ...step, personId }, summary),
    isDone: (state) => state === null || !isOpen(state.stage),
    details,
  })
}

function details(state: MembershipSnapshot): string {
  const next = state.timers[0]
  return [
    `**${state.stage}** since ${inWords(state.awaitingSince)}, application ${state.application}.`,
    waitingFor(state),
    next ? `Next by the clock: ${next.kind}, ${inWords(next.at)}.` : 'Nothing more by the clock.',
    'If it is stuck: look for a failing activity below; any command can be sent from here as a signal.',
  ].join('\n\n')
}

function waitingFor({ awaiting, dueAt }: MembershipSnapshot): string {
  if (awaiting === 'applicant') return `Waits for the applicant until ${inWords(dueAt)}.`
  if (awaiting === 'administrator') {
    return `Waits for an administrator: approve, reject or requestInformation. Expires ${inWords(dueAt)}.`
  }
  return 'Waits for nobody.'
}
