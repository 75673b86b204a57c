import { z } from '@hono/zod-openapi'
import { milestoneKinds } from '../../domain/mailing.ts'
import { remedies } from '../../domain/webinar-move.ts'
import { text, url } from './fields.ts'
import { length, localStart, timeZone } from './webinar.ts'

/** What is typed and not sent to everybody yet; what is left out is as the webinar has it. */
const draft = {
  url: url.nullish(),
  notes: text('the notes', 2_000).nullish(),
  minutes: length.nullish(),
  startsAt: localStart.nullish(),
  timeZone: timeZone.nullish(),
  reason: text('the reason', 1_000).nullish(),
  remedy: z.enum(remedies, 'Please give one of: refund, credit, hold.').nullish(),
}

export const mailingTestRequest = z
  .strictObject({
    mail: z.enum(milestoneKinds, `Please give one of: ${milestoneKinds.join(', ')}.`),
    ...draft,
  })
  .openapi('MailingTestRequest')
