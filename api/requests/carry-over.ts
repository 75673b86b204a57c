import { z } from '@hono/zod-openapi'
import { date, email, line, slug, text, url } from './fields.ts'

export const memberRow = z
  .strictObject({
    name: line('the name'),
    email,
    organisation: line('the organisation').nullish(),
    role: line('the role').nullish(),
    memberSince: date.nullish(),
  })
  .openapi('MemberFromBefore')

export const passRow = z
  .strictObject({
    name: line('the name of the holder').nullish(),
    email,
    product: slug.openapi({ description: 'The pass in the catalogue.' }),
    startsOn: date,
    endsOn: date.nullish().openapi({
      description: 'Its last day; without it, what the catalogue says from the first day on.',
    }),
  })
  .openapi('PassFromBefore')

export const registrationRow = z
  .strictObject({ webinar: slug, email, name: line('the name').nullish() })
  .openapi('RegistrationFromBefore')

const minutes = z
  .int('Please give whole minutes.')
  .min(1, 'Please give at least 1 minute.')
  .max(1_440, 'Please give at most 1440 minutes.')

export const webinarRow = z
  .strictObject({
    slug,
    title: line('the title'),
    presenter: slug,
    priceList: slug,
    series: z
      .array(slug, 'Please give a list of series.')
      .max(20, 'Please give at most 20 series.'),
    overview: text('the overview'),
    agenda: z
      .array(line('each point of the agenda', 400), 'Please give a list of points.')
      .max(50, 'Please give at most 50 points.'),
    startsAt: line('the local time at which it started').openapi({
      example: '2022-10-06T14:00:00',
    }),
    timeZone: line('the time zone').openapi({ example: 'America/New_York' }),
    minutes,
    recordingUrl: url,
    recordingMinutes: minutes.nullish(),
    slidesUrl: url.nullish(),
  })
  .openapi('WebinarFromBefore')

export const tableRequest = (kinds: [string, ...string[]]) =>
  z
    .strictObject({
      kind: z.enum(kinds, `Please give one of: ${kinds.join(', ')}.`),
      csv: z
        .string('Please give the file as a text.')
        .max(900_000, 'Please send at most 900,000 characters at once.'),
    })
    .openapi('CarryOverTable')
