import { z } from '@hono/zod-openapi'
import { isZone } from '../../domain/calendar.ts'
import { remedies } from '../../domain/webinar-move.ts'
import { isOfOurTime, line, slug, text, url } from './fields.ts'

export const localStart = z
  .string({ error: 'Please give the local start, such as 2026-12-10T14:00:00.' })
  .regex(
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/,
    'Please give the local start, such as 2026-12-10T14:00:00.',
  )
  .refine(isOfOurTime, 'Please give a year from 1900 to 2999.')
  .openapi({ description: 'The date and time on the clocks of `timeZone`.' })

export const timeZone = z
  .string({ error: 'Please give a time zone such as America/New_York.' })
  .max(60, 'Please give a time zone such as America/New_York.')
  .refine(isZone, 'Please give a time zone such as America/New_York.')
  .openapi({ format: 'time-zone' })

export const length = z
  .int('Please give a whole number of minutes.')
  .min(1, 'Please give at least 1 minute.')
  .max(1_440, 'Please give at most 1440 minutes.')

const described = {
  title: line('the title'),
  series: z
    .array(slug, { error: 'Please give a list of series.' })
    .max(20, 'Please give at most 20 series.')
    .refine((all) => new Set(all).size === all.length, 'Please give each series only once.'),
  presenter: slug,
  startsAt: localStart,
  timeZone,
  minutes: length,
  priceList: slug,
  overview: text('an overview'),
  agenda: z
    .array(line('a point of the agenda'), { error: 'Please give a list of points.' })
    .max(50, 'Please give at most 50 points.'),
}

export const webinarRequest = z
  .strictObject({
    slug,
    ...described,
    series: described.series.default([]),
    minutes: length.default(60),
    agenda: described.agenda.default([]),
  })
  .openapi('WebinarRequest')

export const webinarChangeRequest = z
  .strictObject(described)
  .partial()
  .refine((change) => Object.keys(change).length > 0, 'Please give what shall change.')
  .refine(({ startsAt, timeZone }) => (startsAt === undefined) === (timeZone === undefined), {
    path: ['startsAt'],
    message: 'Please give the start and its time zone together.',
  })
  .openapi('WebinarChangeRequest')

export const joinDetailsRequest = z
  .strictObject({
    url,
    notes: text('the notes', 2_000).nullish().openapi({
      description: 'Telephone numbers, a passcode, what else people need.',
    }),
  })
  .openapi('JoinDetailsRequest')

export const slidesRequest = z.strictObject({ url }).openapi('SlidesRequest')

export const recordingRequest = z.strictObject({ url, minutes: length }).openapi('RecordingRequest')

const whyMoved = text('the reason', 1_000)

export const reschedulingRequest = z
  .strictObject({
    startsAt: localStart,
    timeZone,
    reason: whyMoved.nullish().openapi({ description: 'Everybody concerned reads it.' }),
  })
  .openapi('ReschedulingRequest')

export const postponementRequest = z
  .strictObject({ reason: whyMoved.nullish() })
  .openapi('PostponementRequest')

export const webinarCancellationRequest = z
  .strictObject({
    reason: whyMoved,
    remedy: z.enum(remedies, 'Please say what becomes of the money: refund, credit or hold.'),
  })
  .openapi('WebinarCancellationRequest')
