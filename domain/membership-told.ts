import { addMinutes, isBefore } from './instant.ts'
import type { MembershipStage } from './membership.ts'

/** So long a rejection can be undone before the applicant is told. */
const undoMinutes = 10

interface Decided {
  stage: MembershipStage
  appliedAt: string
  confirmedAt: string | null
  since: string
  decidedAt: string | null
  decidedBy: string | null
  reason: string | null
  mayReapplyOn: string | null
}

/** Until when a rejection can be undone; at that instant the applicant is told. */
export function undoUntil(decidedAt: string): string {
  return addMinutes(decidedAt, undoMinutes)
}

/** Whether this is a rejection that the applicant has not been told of, because it can still be undone. */
export function isUntold({ stage, decidedAt }: Decided, at: string): boolean {
  return stage === 'rejected' && decidedAt !== null && isBefore(at, undoUntil(decidedAt))
}

/** An application as far as its applicant knows of it: a rejection that can still be undone is none yet. */
export function asTold<A extends Decided>(application: A, at: string): A {
  if (!isUntold(application, at)) return application
  return {
    ...application,
    stage: 'pending',
    since: application.confirmedAt ?? application.appliedAt,
    decidedAt: null,
    decidedBy: null,
    reason: null,
    mayReapplyOn: null,
  }
}
