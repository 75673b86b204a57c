import type { InquiryActivities } from '../activities/inquiry.ts'
import {
  decideInquiry,
  type InquiryCommand,
  type InquiryEffect,
  type InquirySnapshot,
} from '../domain/inquiry.ts'
import { isId, type Messages } from './message.ts'
import { runProcess } from './process.ts'
import { inWords } from './show.ts'
import { durable } from './writes.ts'

const messages: Messages<InquiryCommand> = {
  ask: {
    description: 'Opens an inquiry. Fields: name, email, about, text, organisation (optional).',
    needs: ['name', 'email', 'about', 'text'],
    read: () => ({ kind: 'ask' }),
  },
  assign: {
    description: 'Gives the inquiry to an administrator. Fields: owner (the person’s id).',
    read: ({ owner }) => (isId(owner) ? { kind: 'assign', owner } : null),
  },
  answer: {
    description: 'Answers; the person is told by mail. Fields: text, order (a number, optional).',
    needs: ['text'],
    read: () => ({ kind: 'answer' }),
  },
  close: {
    description:
      'Closes it. Who has had no answer is told, with the note. Fields: note (optional).',
    read: () => ({ kind: 'close' }),
  },
  reply: {
    description: 'The person writes again, which opens it anew. Fields: text.',
    needs: ['text'],
    read: () => ({ kind: 'reply' }),
  },
}

/**
 * One question, `inquiry:<number>`. Started when somebody asks; waits for an answer, which is due within one working
 * day, and reminds its owner (or all administrators) then and every day at nine. Ends as answered or closed; when the
 * person writes again, a new run opens it anew.
 */
export async function inquiry(number: string): Promise<string> {
  const writes = durable<InquiryActivities>()
  return runProcess<InquirySnapshot, 'overdue', InquiryCommand, InquiryEffect>({
    id: number,
    subject: `inquiry:${number}`,
    about: {},
    messages,
    load: () => writes.loadInquiry({ number }, 'read where the inquiry stands'),
    decide: decideInquiry,
    elapse: () => ({ write: 'remindOfInquiry' }),
    write: ({ write }, step, summary) => writes[write]({ ...step, number }, summary),
    isDone: (state) => state?.stage !== 'open',
    details,
  })
}

function details({ stage, awaitingSince, dueAt, ownerId, timers }: InquirySnapshot): string {
  const [reminder] = timers
  return [
    `**${stage}** since ${inWords(awaitingSince)}, ${ownerId ? `taken on by ${ownerId}` : 'taken on by nobody'}.`,
    stage === 'open'
      ? `Waits for an administrator: answer or close. Due ${inWords(dueAt)}.`
      : 'Waits for nobody; a reply opens it anew.',
    reminder ? `Next by the clock: a reminder, ${inWords(reminder.at)}.` : 'Nothing by the clock.',
    'If it is stuck: look for a failing activity below; any command can be sent from here as a signal.',
  ].join('\n\n')
}
