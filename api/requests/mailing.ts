import { z } from '@hono/zod-openapi'

/** At most so many mails a minute. */
export const mailingRateRequest = z.strictObject({
  mailsAMinute: z
    .int('Please give a whole number.')
    .min(1, 'Please give at least 1 a minute.')
    .max(100_000, 'Please give at most 100,000 a minute.')
    .nullable(),
})
