import { formatInstant, resolveStart } from '../domain/calendar.ts'
import { wrongField } from './problem.ts'

/**
 * The instant of a local start in a zone.
 * @throws ProblemError 422 where it does not exist or exists twice, because the clocks are changed then
 */
export function startIn(local: string, zone: string): string {
  const start = resolveStart(local, zone)
  if (typeof start === 'string') return start
  const clock = local.replace('T', ' ')
  switch (start.code) {
    case 'not-a-local-time':
      throw wrongField('startsAt', `There is no ${clock}: please give a date and time that exist.`)
    case 'does-not-exist':
      throw wrongField(
        'startsAt',
        `There is no ${clock} in ${zone}: the clocks are put forward then. Please give another time.`,
      )
    case 'exists-twice': {
      const { earlierAt, laterAt } = start
      throw wrongField(
        'startsAt',
        `There are two times ${clock} in ${zone}, because the clocks are put back then: ${formatInstant(earlierAt, zone)}, and ${formatInstant(laterAt, zone)}. Please give another time.`,
      )
    }
  }
}
