import { z } from '@hono/zod-openapi'
import { isZone } from '../../domain/calendar.ts'
import { mailChoices } from '../../domain/mail-choice.ts'
import { email, line } from './fields.ts'

/** What somebody says of themselves; what is left out is none. */
export const profileRequest = z.strictObject({
  certificateName: line('the name on your certificates', 120).optional(),
  timeZone: z.string().refine(isZone, 'Please choose a time zone from the list.').optional(),
})

/** Which mail somebody wants; a kind that is left out stays as it was. */
export const mailChoiceRequest = z.strictObject(
  Object.fromEntries(mailChoices.map((choice) => [choice, z.boolean().optional()])),
)

export const addressRequest = z.strictObject({ email })

export const addressAnswerRequest = z.strictObject({
  answer: z.enum(['yes', 'no'], 'Please say yes or no.'),
})
