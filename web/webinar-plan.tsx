import type { WebinarPlan } from '../readmodels/webinar-plan.ts'
import { When } from './when.tsx'

/** When a webinar begins, or that it does not then. */
export function PlanOf(webinar: { plan: WebinarPlan; startsAt: string; timeZone: string }) {
  const start = <When at={webinar.startsAt} zone={webinar.timeZone} />
  if (webinar.plan === 'on') return start
  return (
    <>
      {webinar.plan === 'postponed' ? 'Postponed, a new date follows.' : 'Canceled.'}
      <br />
      <span class="quiet">It was to begin {start}.</span>
    </>
  )
}
