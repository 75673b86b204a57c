import { z } from '@hono/zod-openapi'
import { cents, date, email, line, number, slug, text, url } from './fields.ts'
import { length, webinarRequest } from './webinar.ts'

const products = ['individual', 'team', 'group-showing', 'institution', 'pass'] as const
const opens = ['nothing', 'live', 'everything'] as const

export const memberRow = z
  .strictObject({
    name: line('the name'),
    email,
    organisation: line('the organization').nullish(),
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

export const webinarRow = z
  .strictObject({
    ...webinarRequest.shape,
    recordingUrl: url,
    recordingMinutes: length.nullish(),
    slidesUrl: url.nullish(),
  })
  .openapi('WebinarFromBefore')

export const invoiceRow = z
  .strictObject({
    invoice: line('the number of the invoice', 40),
    name: line('the name of the buyer'),
    email,
    organisation: line('the organization').nullish(),
    address: text('the address', 400).nullish(),
    billToName: line('the name on the invoice').nullish(),
    billToEmail: email.nullish(),
    product: z.enum(products, `Please give one of: ${products.join(', ')}.`),
    webinar: slug.nullish(),
    pass: number('pass').nullish().openapi({
      description: 'Of the invoice of a pass: the pass whose running term it is for.',
    }),
    seats: z
      .int('Please give a whole number of seats.')
      .min(1, 'Please give at least 1 seat.')
      .max(10_000, 'Please give at most 10,000 seats.')
      .nullish(),
    people: z
      .array(email, 'Please give a list of email addresses.')
      .max(1_000, 'Please give at most 1,000 people.')
      .default([]),
    purchaseOrder: line('the number of the purchase order', 60).nullish(),
    totalCents: cents,
    receivedCents: z
      .int('Please give whole cents.')
      .min(0, 'Please give cents, and 0 where nothing was received.')
      .max(100_000_000, 'Please give at most 1,000,000 dollars, in cents.')
      .default(0),
    issuedOn: date,
    dueOn: date,
    checkExpectedOn: date.nullish(),
    opens: z
      .enum(opens, `Please give one of: ${opens.join(', ')}.`)
      .default('nothing')
      .openapi({ description: 'What its people may enter already, before it is paid.' }),
  })
  .openapi('OpenInvoiceFromBefore')

export type InvoiceRow = z.output<typeof invoiceRow>

export const tableRequest = <Name extends string>(kinds: [Name, ...Name[]]) =>
  z
    .strictObject({
      kind: z.enum(kinds, `Please give one of: ${kinds.join(', ')}.`),
      csv: z
        .string('Please give the file as a text.')
        .max(900_000, 'Please send at most 900,000 characters at once.'),
    })
    .openapi('CarryOverTable')
