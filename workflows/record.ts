import type { RecordActivities } from '../activities/record.ts'
import {
  decideRecord,
  type RecordCommand,
  type RecordEffect,
  type RecordSnapshot,
} from '../domain/record.ts'
import type { Messages } from './message.ts'
import { runProcess } from './process.ts'
import { catalogueMessages } from './record-catalogue.ts'
import { uploadMessages } from './record-upload.ts'
import { durable } from './writes.ts'

const messages: Messages<RecordCommand> = {
  addAdministrator: {
    description: 'Makes a person an administrator. Fields: name, email, role (optional).',
    read: () => ({ kind: 'addAdministrator' }),
  },
  changeRole: {
    description:
      'Gives an administrator another role, unless it is the last who may do that. Fields: role.',
    read: () => ({ kind: 'changeRole' }),
  },
  removeAdministrator: {
    description: 'Ends a person’s being an administrator. No fields.',
    read: () => ({ kind: 'removeAdministrator' }),
  },
  mailSignIn: {
    description: 'Mails the link and the code that were asked for to sign in. No fields.',
    read: () => ({ kind: 'mailSignIn' }),
  },
  trustDomain: {
    description: 'Approves applicants of this mail domain when they have confirmed. No fields.',
    read: () => ({ kind: 'trustDomain' }),
  },
  closeTask: {
    description: 'Says that what waited for a person is done. Fields: note (optional).',
    read: () => ({ kind: 'closeTask' }),
  },
  resendMessage: {
    description: 'Sends a mail once more, as things stand now. No fields.',
    read: () => ({ kind: 'resendMessage' }),
  },
  reportReturn: {
    description: 'Says that a mail came back, although it was taken at first. No fields.',
    read: () => ({ kind: 'reportReturn' }),
  },
  sendTest: {
    description:
      'Mails what everybody with a place would get to the administrator alone who asks. Fields: webinar, milestone.',
    read: () => ({ kind: 'sendTest' }),
  },
  sendStatement: {
    description: 'Mails what somebody owes. Fields: sendTo (optional, an address).',
    read: () => ({ kind: 'sendStatement' }),
  },
  saveProfile: {
    description:
      'Saves a person’s profile. Fields: certificateName, timeZone (each optional; left out is none).',
    read: () => ({ kind: 'saveProfile' }),
  },
  chooseMail: {
    description:
      'Says which mail a person gets; what is left out stays. Fields: reminder-24-hours, reminder-1-hour, recording-news (true or false).',
    read: () => ({ kind: 'chooseMail' }),
  },
  ...catalogueMessages,
  ...uploadMessages,
}

/**
 * One short change that waits for nothing, `record:<noun>/<id>`: started by it, ends as soon as it is written and its
 * mail is sent.
 */
export async function record(id: string): Promise<string> {
  const writes = durable<RecordActivities>()
  const subject = `record:${id}`
  return runProcess<RecordSnapshot, string, RecordCommand, RecordEffect>({
    id,
    subject,
    about: {},
    messages,
    load: () => writes.loadRecord({ subject }, 'read what is under way'),
    decide: decideRecord,
    elapse: () => null,
    write: ({ write }, step, summary) => writes[write]({ ...step, id }, summary),
    isDone: () => true,
    details: () => 'One short change; it waits for nothing but its mail.',
  })
}
