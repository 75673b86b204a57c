import { z } from '@hono/zod-openapi'
import { date, line, text } from './fields.ts'

const asItSays = {
  validUntil: date.openapi({ description: 'The last day on which it is valid.' }),
  number: line('the number of the certificate', 60).optional(),
  issuingState: line('the state that gave it', 60).optional(),
}

/** What stands on a certificate, beside the file. */
export const certificateForm = z.strictObject(asItSays)

export const certificateAcceptance = z.strictObject(asItSays).openapi('TaxCertificateAcceptance')

export const certificateReason = z
  .strictObject({ reason: text('the reason', 1_000) })
  .openapi('TaxCertificateReason')
