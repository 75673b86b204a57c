import type { Action } from '../../domain/permission.ts'
import { orderDeeds } from './deed-order.ts'

/** Something to type into the form of a deed. */
export interface DeedField {
  /** As the schema of the request calls it. */
  name: string
  label: string
  as: 'line' | 'text' | 'date' | 'money' | 'url' | 'whole' | 'tick' | 'choice' | 'email' | 'hidden'
  hint?: string
  isOptional?: boolean
  choices?: readonly { value: string; label: string }[]
}

/** Something that an administrator does to one thing, by a form of its own. */
export interface Deed {
  /** A verb and a noun. */
  label: string
  /** What is said once it is done. */
  done: string
  action: Action
  fields: readonly DeedField[]
  /** What comes of it, where the label does not say it. */
  hint?: string
  isDanger?: boolean
}

const people = {
  'members/approvals': {
    label: 'Approve',
    done: 'approved',
    action: 'decide applications',
    fields: [],
    hint: 'They are told at once.',
  },
  'members/rejections': {
    label: 'Reject',
    done: 'rejected; this can be undone for 10 minutes',
    action: 'decide applications',
    isDanger: true,
    fields: [
      {
        name: 'reason',
        label: 'Reason',
        as: 'text',
        hint: 'The applicant reads it, 10 minutes from now.',
      },
      {
        name: 'mayReapplyOn',
        label: 'May apply again on',
        as: 'date',
        isOptional: true,
      },
    ],
  },
  'members/rejection-undos': {
    label: 'Undo the rejection',
    done: 'waits for a decision again',
    action: 'decide applications',
    fields: [],
  },
  'members/information-requests': {
    label: 'Ask a question',
    done: 'was asked',
    action: 'decide applications',
    fields: [
      { name: 'question', label: 'Your question', as: 'text', hint: 'It is mailed at once.' },
    ],
  },
  'inquiries/assignments': {
    label: 'Take it on',
    done: 'is yours',
    action: 'answer inquiries',
    fields: [],
  },
  'inquiries/answers': {
    label: 'Answer',
    done: 'answered',
    action: 'answer inquiries',
    fields: [
      { name: 'text', label: 'Your answer', as: 'text', hint: 'It is mailed at once.' },
      {
        name: 'order',
        label: 'Order that it leads on to',
        as: 'line',
        isOptional: true,
      },
    ],
  },
  'inquiries/closings': {
    label: 'Close',
    done: 'closed',
    action: 'answer inquiries',
    fields: [
      {
        name: 'note',
        label: 'Note',
        as: 'text',
        isOptional: true,
        hint: 'Whoever asked may read it.',
      },
    ],
  },
  'exemptions/acceptances': {
    label: 'Put it on file',
    done: 'on file',
    action: 'decide tax exemptions',
    fields: [
      { name: 'validUntil', label: 'Valid until', as: 'date', hint: 'Its last day.' },
      { name: 'number', label: 'Number', as: 'line', isOptional: true },
      { name: 'issuingState', label: 'State that gave it', as: 'line', isOptional: true },
    ],
  },
  'exemptions/refusals': {
    label: 'Refuse the certificate',
    done: 'refused; the buyer is told',
    action: 'decide tax exemptions',
    isDanger: true,
    fields: [{ name: 'reason', label: 'Reason', as: 'text', hint: 'The buyer reads it.' }],
  },
  'exemptions/withdrawals': {
    label: 'End the certificate',
    done: 'not in force any more',
    action: 'decide tax exemptions',
    isDanger: true,
    fields: [{ name: 'reason', label: 'Reason', as: 'text', hint: 'Kept for us.' }],
  },
  'messages/resends': {
    label: 'Send it again',
    done: 'is sent again',
    action: 'resend mail',
    fields: [],
    hint: 'As things stand now.',
  },
  'messages/returns': {
    label: 'It came back',
    done: 'is known to have come back',
    action: 'resend mail',
    fields: [],
    hint: 'A mail server says that nobody got it.',
  },
  'tasks/closings': {
    label: 'This is done',
    done: 'is done',
    action: 'close tasks',
    fields: [{ name: 'note', label: 'Note', as: 'line', isOptional: true }],
  },
} satisfies Record<string, Deed>

const webinars = {
  'webinars/join-details': {
    label: 'Set the join details',
    done: 'has its join details',
    action: 'edit webinars',
    hint: 'Everybody with a place is mailed.',
    fields: [
      { name: 'url', label: 'Link to join', as: 'url', hint: 'It begins with https://.' },
      {
        name: 'notes',
        label: 'Notes',
        as: 'text',
        isOptional: true,
        hint: 'A passcode, phone numbers.',
      },
    ],
  },
  'webinars/recordings': {
    label: 'Publish the recording',
    done: 'has its recording',
    action: 'edit webinars',
    hint: 'Everybody with access is mailed, once.',
    fields: [
      { name: 'url', label: 'Link to the recording', as: 'url', hint: 'It begins with https://.' },
      { name: 'minutes', label: 'Length in minutes', as: 'whole' },
    ],
  },
  'passes/suspensions': {
    label: 'Suspend the pass',
    done: 'suspended',
    action: 'change passes',
    isDanger: true,
    fields: [{ name: 'reason', label: 'Reason', as: 'text', hint: 'Kept for us.' }],
  },
  'passes/suspension-undos': {
    label: 'Open the pass again',
    done: 'open again',
    action: 'change passes',
    fields: [],
  },
  'passes/cancellations': {
    label: 'Have it end with its term',
    done: 'ends with its term',
    action: 'change passes',
    fields: [],
  },
  'passes/cancellation-undos': {
    label: 'Keep it after all',
    done: 'goes on',
    action: 'change passes',
    fields: [],
  },
} satisfies Record<string, Deed>

/** Everything that has a form in the console, by the path of that form. */
export const deeds = { ...people, ...webinars, ...orderDeeds }

/** `<noun>/<what>`, as the path of its form ends. */
export type DeedName = keyof typeof deeds

/** The deed of a path, null where there is none. */
export function deedNamed(name: string): Deed | null {
  return Object.hasOwn(deeds, name) ? deeds[name as DeedName] : null
}
