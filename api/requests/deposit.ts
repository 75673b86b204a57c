import { z } from '@hono/zod-openapi'
import { slipFaults } from '../../domain/deposit.ts'
import { checkRequest } from './check.ts'
import { cents, date } from './fields.ts'

export const depositRequest = z
  .strictObject({
    bankedOn: date,
    totalCents: cents.openapi({ description: 'What the slip says: the sum of its checks.' }),
    checks: z
      .array(checkRequest, { error: 'Please give the list of checks.' })
      .min(1, 'Please give at least one check.')
      .max(200, 'Please give at most 200 checks in one deposit.'),
  })
  .superRefine((slip, context) => {
    for (const { row, sentence } of slipFaults(slip)) {
      const path = row === null ? ['totalCents'] : ['checks', row - 1, 'number']
      context.addIssue({ code: 'custom', path, message: sentence })
    }
  })
  .openapi('DepositRequest')
