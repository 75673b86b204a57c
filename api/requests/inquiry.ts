import { z } from '@hono/zod-openapi'
import { inquirySubjects } from '../../domain/inquiry.ts'
import { email, id, line, number, text } from './fields.ts'

export const inquiryRequest = z
  .strictObject({
    name: line('your name'),
    email,
    organisation: line('your library or organization').nullish(),
    about: z.enum(inquirySubjects, `Please give one of: ${inquirySubjects.join(', ')}.`),
    text: text('your question'),
  })
  .openapi('InquiryRequest')

export const assignmentRequest = z
  .strictObject({
    owner: id.nullish().openapi({ description: 'An administrator; without one, who sends it.' }),
  })
  .openapi('InquiryAssignmentRequest')

export const inquiryAnswerRequest = z
  .strictObject({
    text: text('the answer'),
    order: number('order').nullish().openapi({ description: 'The order that it leads on to.' }),
  })
  .openapi('InquiryAnswerRequest')

export const inquiryClosingRequest = z
  .strictObject({ note: text('a note that the person may read').nullish() })
  .openapi('InquiryClosingRequest')

export const inquiryReplyRequest = z
  .strictObject({ text: text('your reply') })
  .openapi('InquiryReplyRequest')
