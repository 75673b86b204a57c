import { ApplicationFailure, type Context } from '@temporalio/activity'
import { TemporalFailure } from '@temporalio/common'
import type { ActivityInboundCallsInterceptor } from '@temporalio/worker'

/** A normal activity that fails so often for another cause than an outage has failed for good: after two minutes. */
const triesForGood = 8

/**
 * What fails in an activity stands in a history, and Postgres repeats the value that it could not read (its class 22):
 * such a failure is named by its code alone. Other messages name tables and constraints, which help an operator. What
 * will not go away by itself is not tried without end: the process parks it, and asks a person.
 */
export const plainFailures = ({ info }: Context): { inbound: ActivityInboundCallsInterceptor } => ({
  inbound: {
    async execute(input, next) {
      try {
        return await next(input)
      } catch (error) {
        const told = isAboutAValue(error)
          ? new Error(`Postgres ${error.code}: a value could not be read`)
          : error
        if (info.isLocal || info.attempt < triesForGood || !isDefect(error)) throw told
        throw ApplicationFailure.nonRetryable(String(told), 'FailedForGood')
      }
    },
  },
})

/** A defect of ours, or rows that are not as they should be; whatever is away comes back by itself. */
function isDefect(error: unknown): error is Error {
  if (!(error instanceof Error) || error instanceof TemporalFailure) return false
  if (error.name === 'AbortError') return false
  return 'code' in error ? /^(0A|22|23|42|P0)/.test(String(error.code)) : true
}

function isAboutAValue(error: unknown): error is { code: string } {
  return error instanceof Error && 'code' in error && /^22/.test(String(error.code))
}
