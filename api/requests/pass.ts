import { z } from '@hono/zod-openapi'
import { text } from './fields.ts'

export const passCancellationRequest = z
  .strictObject({ reason: text('the reason').nullish() })
  .openapi('PassCancellationRequest')

export const passSuspensionRequest = z
  .strictObject({ reason: text('the reason') })
  .openapi('PassSuspensionRequest')
