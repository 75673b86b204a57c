import type { PassActivities } from '../activities/pass.ts'
import {
  decidePass,
  elapsePass,
  type PassCommand,
  type PassEffect,
  type PassSnapshot,
  type PassTimer,
} from '../domain/pass.ts'
import { isDate, isId, isInstant, type Messages } from './message.ts'
import { runProcess } from './process.ts'
import { inWords } from './show.ts'
import { durable } from './writes.ts'

const messages: Messages<PassCommand> = {
  openPass: {
    description: 'Opens a pass that is not paid yet. Left by its order; do not send it by hand.',
    read: ({ product, holder }) => (isId(product) && isId(holder) ? { kind: 'openPass' } : null),
  },
  termPaid: {
    description:
      'A term is paid: the first, the next, or one after a lapse. Fields: order, receivedAt (an instant).',
    readsAnew: true,
    read: ({ order, receivedAt }) =>
      isId(order) && isInstant(receivedAt) ? { kind: 'termPaid', order, receivedAt } : null,
  },
  termReversed: {
    description: 'The payment of a term was taken back. Fields: order.',
    readsAnew: true,
    read: ({ order }) => (isId(order) ? { kind: 'termReversed', order } : null),
  },
  termRefunded: {
    description:
      'The payment of a term was given back: a pass that runs by it ends now. Fields: order.',
    readsAnew: true,
    read: ({ order }) => (isId(order) ? { kind: 'termRefunded', order } : null),
  },
  termRestored: {
    description:
      'The payment of a term is there again. Fields: order, receivedAt (an instant, optional).',
    readsAnew: true,
    read: ({ order, receivedAt = null }) =>
      isId(order) && (receivedAt === null || isInstant(receivedAt))
        ? { kind: 'termRestored', order, receivedAt }
        : null,
  },
  removeCard: {
    description: 'Forgets the card that is charged at renewals; Stripe forgets it too. No fields.',
    readsAnew: true,
    read: () => ({ kind: 'removeCard' }),
  },
  cancelAtEnd: {
    description: 'The holder does not want it renewed: no reminders, no grace. No fields.',
    read: () => ({ kind: 'cancelAtEnd' }),
  },
  keepAtEnd: {
    description: 'Takes back that it ends with its term. No fields.',
    read: () => ({ kind: 'keepAtEnd' }),
  },
  suspend: {
    description: 'Closes what the pass opens until it is resumed. Fields: reason.',
    needs: ['reason'],
    read: () => ({ kind: 'suspend' }),
  },
  resume: {
    description: 'Opens again what was suspended. No fields.',
    read: () => ({ kind: 'resume' }),
  },
  carryOver: {
    description:
      'Brings over a pass with its term; no mail about the past. Sent by carrying over. Fields: product, startsOn, endsOn, email.',
    needs: ['email'],
    readsAnew: true,
    read: ({ product, startsOn, endsOn }) =>
      isId(product) && isDate(startsOn) && isDate(endsOn)
        ? { kind: 'carryOver', term: { startsOn, endsOn } }
        : null,
  },
}

/**
 * One all-access pass, `pass:<number>`. Started by its order, or by carrying over; waits for the payment, then for each
 * turn of its term: renewal opens 60 days before the end, 30 days of grace follow it, then it lapses, and for 90 days
 * after the end a payment takes it up again. Ends as ended; whatever is paid later begins a new run.
 */
export async function pass(number: string): Promise<string> {
  const writes = durable<PassActivities>()
  return runProcess<PassSnapshot, PassTimer, PassCommand, PassEffect>({
    id: number,
    subject: `pass:${number}`,
    about: {},
    messages,
    load: (submission) =>
      writes.loadPass(
        { number, ...(submission ? { submission } : {}) },
        'read where the pass stands',
      ),
    decide: decidePass,
    elapse: (timer, state) => elapsePass(timer.kind, state),
    write: ({ write, ...values }, step, summary) =>
      writes[write]({ ...step, ...values, number }, summary),
    isDone: (state) => state === null || state.stage === 'ended',
    details,
  })
}

function details(state: PassSnapshot): string {
  const [next] = state.timers
  return [
    `**${state.stage}** since ${inWords(state.awaitingSince)}, term ${state.term ?? 'not paid yet'}.`,
    waitingFor(state),
    state.cancelsAtEnd ? 'It ends with its term: the holder does not want it renewed.' : '',
    state.isHeldBack ? 'Suspended by an administrator: resume opens it again.' : '',
    next ? `Next by the clock: ${next.kind}, ${inWords(next.at)}.` : 'Nothing by the clock.',
    'If it is stuck: look for a failing activity below; any command can be sent from here as a signal.',
  ]
    .filter((line) => line !== '')
    .join('\n\n')
}

function waitingFor({ stage, awaiting, dueAt }: PassSnapshot): string {
  if (stage === 'pending-payment') return 'Waits for its order to be paid.'
  return awaiting === 'buyer'
    ? `Waits for a renewal to be paid, until ${inWords(dueAt)}.`
    : `Waits for nobody until ${inWords(dueAt)}.`
}
