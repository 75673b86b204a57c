import { joinDetailsPromisedAt, webinarInstants } from '../domain/calendar-deadlines.ts'
import { isBefore } from '../domain/instant.ts'
import type { WebinarPlan } from '../readmodels/webinar-plan.ts'
import type { ApiDeps } from './deps.ts'

/** By when somebody hears how to attend and gets the recording, as instants; null where it is not promised, or over. */
export interface Promises {
  attendBy: string | null
  recordingBy: string | null
}

/** What is promised about a webinar to who has had a place in it `since` an instant; null while nothing counts yet. */
export function promisesOf(
  { organisation, now }: Pick<ApiDeps, 'organisation' | 'now'>,
  webinar: { startsAt: string; minutes: number; hasEnded: boolean; plan: WebinarPlan },
  since: string | null,
): Promises {
  if (webinar.plan !== 'on') return { attendBy: null, recordingBy: null }
  const at = now().toISOString()
  const { recordingPromisedAt } = webinarInstants(webinar, organisation)
  const attendBy = joinDetailsPromisedAt(since ?? at, webinar.startsAt)
  return {
    attendBy: webinar.hasEnded || since === null || isBefore(attendBy, at) ? null : attendBy,
    recordingBy: isBefore(recordingPromisedAt, at) ? null : recordingPromisedAt,
  }
}
