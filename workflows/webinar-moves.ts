import { remedies, type WebinarMove } from '../domain/webinar-move.ts'
import { isInstant, type Messages } from './message.ts'

/** Another date for a webinar, or none. */
export const webinarMoves: Messages<WebinarMove> = {
  reschedule: {
    description:
      'Puts it on another date, also one that was put off; everybody concerned is mailed. Fields: startsAt (an instant, ending in Z), reason (optional).',
    read: ({ startsAt }) => (isInstant(startsAt) ? { kind: 'reschedule', startsAt } : null),
  },
  postpone: {
    description:
      'Puts it off without a new date; everybody concerned is mailed. Fields: reason (optional).',
    read: () => ({ kind: 'postpone' }),
  },
  cancel: {
    description:
      'It does not take place. Ten minutes later everybody concerned is mailed and each order is settled. Fields: reason, remedy (refund, credit, hold).',
    needs: ['reason'],
    read: ({ remedy }) => {
      const known = remedies.find((name) => name === remedy)
      return known === undefined ? null : { kind: 'cancel', remedy: known }
    },
  },
  undoCancellation: {
    description: 'It takes place after all, within ten minutes of cancelling it. No fields.',
    read: () => ({ kind: 'undoCancellation' }),
  },
}
