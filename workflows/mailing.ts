import * as wf from '@temporalio/workflow'
import type { MailingActivities } from '../activities/mailing.ts'
import { mailQueue } from '../delivery/queue.ts'
import {
  decideMailing,
  elapseMailing,
  type MailingCommand,
  type MailingEffect,
  type MailingSnapshot,
  type MailingTimer,
  type MilestoneKind,
} from '../domain/mailing.ts'
import { isWhole, type Messages } from './message.ts'
import { parking } from './parked.ts'
import { runProcess } from './process.ts'
import { inWords } from './show.ts'
import { durable } from './writes.ts'

const { sendBatch } = wf.proxyActivities<Pick<MailingActivities, 'sendBatch'>>({
  taskQueue: mailQueue,
  startToCloseTimeout: '30m',
  heartbeatTimeout: '30s',
  retry: { initialInterval: '1s', maximumInterval: '1m' },
})

const messages: Messages<MailingCommand> = {
  mail: {
    description: 'Begins the mailing. Left behind by the webinar; no need to send it by hand.',
    read: () => ({ kind: 'mail' }),
  },
  pause: {
    description: 'Stops after the batch that is under way. No fields.',
    read: () => ({ kind: 'pause' }),
  },
  resume: {
    description: 'Goes on where it was paused. No fields.',
    read: () => ({ kind: 'resume' }),
  },
  changeRate: {
    description:
      'Sends at most so many a minute, from the next batch on. Field: mailsAMinute, or null for as many as the mail server takes.',
    read: ({ mailsAMinute }) =>
      mailsAMinute === null || isWhole(mailsAMinute, 1) ? { kind: 'changeRate' } : null,
  },
}

/**
 * One mail to everybody with a place in a webinar, `mailing:<webinar>/<kind>/<revision>`. Begun by the webinar, beside
 * which it runs, so that a long mailing holds up none of its commands. Writes and sends batch after batch; what the mail
 * server puts off is tried again for three days. Ends when everybody's mail is settled.
 */
export async function mailing(id: string): Promise<string> {
  const writes = durable<Omit<MailingActivities, 'sendBatch'>>()
  const subject = `mailing:${id}`
  const [webinar = '', milestone = '', revision = ''] = id.split('/')
  const about = { webinar, milestone: milestone as MilestoneKind, revision: Number(revision) }
  return runProcess<MailingSnapshot, MailingTimer, MailingCommand, MailingEffect>({
    id,
    subject,
    about: { webinarSlug: webinar },
    messages,
    load: () => writes.loadMailing({ subject }, 'read how far the mailing has come'),
    decide: decideMailing,
    elapse: (timer) => elapseMailing(timer.kind),
    write: ({ write }, step, summary) =>
      write === 'sendBatch'
        ? parking('send a batch', () =>
            sendBatch.executeWithOptions({ summary: 'send a batch' }, [{ ...step, ...about }]),
          )
        : writes[write]({ ...step, ...about }, summary),
    isDone: (state) => state === null || state.stage === 'done',
    details,
  })
}

function details(state: MailingSnapshot): string {
  const { stage, recipients, waiting, isWritten, mailsAMinute, timers } = state
  const [next] = timers
  const whom = isWritten ? `all ${recipients} people` : `${recipients} people so far`
  return [
    `**${stage}**: written for ${whom}; ${recipients - waiting} settled, ${waiting} wait.`,
    stage === 'paused' ? 'Waits for an administrator: resume.' : 'Waits for nobody.',
    mailsAMinute === null ? '' : `At most ${mailsAMinute} a minute.`,
    next ? `Next: ${next.kind} a batch, ${inWords(next.at)}.` : 'Nothing more to do.',
    'If it is stuck: look for a failing activity below; `pause` stops it after its batch.',
  ]
    .filter(Boolean)
    .join('\n\n')
}
