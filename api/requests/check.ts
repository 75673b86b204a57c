import { z } from '@hono/zod-openapi'
import { mostFeeCents } from '../../domain/check.ts'
import { formatCents } from '../../domain/money.ts'
import { cents, date, line, number, text } from './fields.ts'

export const holder = z
  .string({ error: 'Please give whose credit it is.' })
  .regex(
    /^(organisation|person):[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/,
    'Please give organisation:<id> or person:<id>.',
  )
  .openapi({ description: 'organisation:<id> or person:<id>, as `/credits` and orders name it.' })

const allocation = z.strictObject(
  { order: number('order'), cents },
  'Please give the number of an order with cents.',
)

const allocations = z
  .array(allocation, { error: 'Please give a list of orders with cents.' })
  .max(100, 'Please give at most 100 orders.')
  .superRefine((shares, context) => {
    const orders = shares.map((share) => share.order)
    const twice = orders.findIndex((order, index) => orders.indexOf(order) !== index)
    if (twice < 0) return
    const message = `Please give order ${orders[twice]} only once.`
    context.addIssue({ code: 'custom', path: [twice, 'order'], message })
  })

export const checkRequest = z
  .strictObject({
    payer: line('who wrote the check'),
    number: line('the number of the check', 40),
    cents,
    receivedOn: date,
    memo: text('what stands on the memo line', 1_000).nullish(),
    allocations: allocations
      .default([])
      .openapi({ description: 'Which orders it pays; what they leave is credit of the holder.' }),
    creditOf: holder.nullish(),
  })
  .superRefine((check, context) => {
    const allocated = check.allocations.reduce((sum, share) => sum + share.cents, 0)
    if (allocated <= Math.max(0, check.cents)) return
    const message = 'This is more than the check: please allocate at most its amount.'
    context.addIssue({ code: 'custom', path: ['allocations'], message })
  })
  .openapi('CheckRequest')

export const allocationRequest = z
  .strictObject({ allocations: allocations.min(1, 'Please give at least one order.') })
  .openapi('AllocationRequest')

export const moveRequest = z
  .strictObject({ from: number('order that has it'), to: number('order that shall have it') })
  .openapi('AllocationMoveRequest')

export const reversalRequest = z
  .strictObject({
    reason: z.enum(['bounced', 'typed-wrongly'], {
      error: 'Please give the reason: bounced or typed-wrongly.',
    }),
    feeCents: cents
      .max(mostFeeCents, `Please give at most ${formatCents(mostFeeCents)}, in cents.`)
      .optional()
      .openapi({ description: 'What the payer is asked for because it bounced.' }),
    feeOrder: number('order that is asked for the fee').optional(),
  })
  .superRefine(({ reason, feeCents, feeOrder }, context) => {
    const message =
      feeCents !== undefined && reason !== 'bounced'
        ? 'Please ask for a fee only where the check bounced.'
        : feeOrder !== undefined && feeCents === undefined && 'Please give the fee in cents, too.'
    if (message) context.addIssue({ code: 'custom', path: ['feeCents'], message })
  })
  .openapi('CheckReversalRequest')

export const attributionRequest = z
  .strictObject({ creditOf: holder })
  .openapi('CheckAttributionRequest')
