import { z } from '@hono/zod-openapi'
import { date, email, id, line, slug, text } from './fields.ts'

export const applicationRequest = z
  .strictObject({
    name: line('your name'),
    email,
    organisation: line('your library or organization'),
    role: line('your role'),
    why: text('what brings you here'),
    wanted: slug.nullish().openapi({ description: 'The webinar that the applicant came for.' }),
  })
  .openapi('ApplicationRequest')

const sixDigits = 'Please give the code that is in the mail, of six digits.'

export const confirmationRequest = z
  .union([
    z.strictObject({ application: id, token: line('the token of the link') }),
    z.strictObject({ email, code: z.string(sixDigits).regex(/^\d{6}$/, sixDigits) }),
  ])
  .openapi('ConfirmationRequest')

export const confirmationMailRequest = z.strictObject({ email }).openapi('ConfirmationMailRequest')

export const approvalRequest = z
  .strictObject({ note: text('a note').nullish() })
  .openapi('ApprovalRequest')

export const rejectionRequest = z
  .strictObject({
    reason: text('the reason that the applicant will read'),
    mayReapplyOn: date.nullish(),
  })
  .openapi('RejectionRequest')

export const informationRequest = z
  .strictObject({ question: text('the question') })
  .openapi('InformationRequest')

export const answerRequest = z.strictObject({ text: text('your answer') }).openapi('AnswerRequest')

export const nothing = z.strictObject({})
