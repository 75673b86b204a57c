import { z } from '@hono/zod-openapi'
import { date, email, line, slug, url } from './fields.ts'
import { length, webinarRequest } from './webinar.ts'

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

export const webinarRow = webinarRequest
  .extend({
    recordingUrl: url,
    recordingMinutes: length.nullish(),
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
