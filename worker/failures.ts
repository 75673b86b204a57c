import type { ActivityInboundCallsInterceptor } from '@temporalio/worker'

/**
 * What fails in an activity stands in a history, and Postgres repeats the value that it could not read (its class 22):
 * such a failure is named by its code alone. Other messages name tables and constraints, which help an operator.
 */
export const withoutValues = (): { inbound: ActivityInboundCallsInterceptor } => ({
  inbound: {
    async execute(input, next) {
      try {
        return await next(input)
      } catch (error) {
        throw isAboutAValue(error)
          ? new Error(`Postgres ${error.code}: a value could not be read`)
          : error
      }
    },
  },
})

function isAboutAValue(error: unknown): error is { code: string } {
  return error instanceof Error && 'code' in error && /^22/.test(String(error.code))
}
