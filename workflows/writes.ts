import * as wf from '@temporalio/workflow'
import type { SubmissionActivities } from '../activities/submission.ts'
import { parking } from './parked.ts'

type Activity = (input: never) => Promise<unknown>

/** Each activity with a summary for the operator as its second argument. */
export type Summarised<A extends Record<keyof A, Activity>> = {
  [K in keyof A]: (
    input: Parameters<A[K]>[0],
    summary: string,
  ) => Promise<Awaited<ReturnType<A[K]>>>
}

/**
 * Short reads and writes on Postgres: three quick tries as local activities, which cost the server least; then as a
 * normal activity without end, which an operator sees with its error and which outlives any outage. What fails for
 * another cause than an outage is parked after two minutes.
 */
export function durable<A extends Record<keyof A, Activity>>(): Summarised<A> {
  return new Proxy({} as Summarised<A>, { get: (_, name) => tryQuicklyThenPatiently(String(name)) })
}

/** What every process writes: refusals, and what an operator said. */
export const core = durable<SubmissionActivities>()

const quick = wf.proxyLocalActivities({
  startToCloseTimeout: '10s',
  retry: { maximumAttempts: 3, initialInterval: '200ms' },
})

const patient = wf.proxyActivities({
  startToCloseTimeout: '10s',
  retry: { initialInterval: '1s', maximumInterval: '30s' },
})

function tryQuicklyThenPatiently(name: string) {
  return async (input: unknown, summary: string): Promise<unknown> => {
    try {
      return await named(quick, name).executeWithOptions({ summary }, [input])
    } catch (error) {
      if (wf.isCancellation(error)) throw error
      return await parking(summary, () =>
        named(patient, name).executeWithOptions({ summary }, [input]),
      )
    }
  }
}

function named<T>(activities: Record<string, T>, name: string): T {
  const activity = activities[name]
  if (activity === undefined) throw new Error(`No activity ${name}`)
  return activity
}
