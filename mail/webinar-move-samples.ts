import { remedies } from '../domain/webinar-move.ts'
import type { Letter } from './letter.ts'
import { link, name } from './money-samples.ts'
import { session } from './order-samples.ts'
import * as move from './webinar-move.ts'

export const moveBuilders: Record<string, unknown> = { ...move }

const moved = {
  name,
  title: session.title,
  formerStartsAt: 'October 1, 2022, 2:00 PM EDT',
  reason: 'The presenter is ill.',
  link,
  label: 'See your registration',
}

/** The letters about another date, or none. */
export const moveLetters: [kind: string, letter: Letter][] = [
  ['rescheduled', move.rescheduled({ ...moved, session, changeUntil: 'October 15, 2022' })],
  ['webinarPostponed', move.webinarPostponed({ ...moved, reason: null })],
  ...remedies.map((remedy): [string, Letter] => [
    'webinarCancelled',
    move.webinarCancelled({ ...moved, remedy }),
  ]),
  [
    'webinarCredit',
    move.webinarCredit({
      name,
      orderNumber: '2041',
      title: session.title,
      cents: 32_500,
      link,
    }),
  ],
]
