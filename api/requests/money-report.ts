import { z } from '@hono/zod-openapi'
import { date, email, id, number } from './fields.ts'

/** The first and the last day of an export; none means from the first, or to the last. */
export const exportDays = z
  .strictObject({ from: date.optional(), to: date.optional() })
  .refine(({ from, to }) => !from || !to || from <= to, {
    path: ['to'],
    message: 'Please give a last day that is not before the first.',
  })

/** The day at whose end something is looked at. */
export const asOf = z.strictObject({ asOf: date.optional() })

/** Whose statement is asked for: an organisation's or a person's. */
export const statementOf = z
  .strictObject({ organisation: id.optional(), person: id.optional() })
  .refine(({ organisation, person }) => (organisation === undefined) !== (person === undefined), {
    path: ['organisation'],
    message: 'Please give either an organization or a person.',
  })

/** A statement to be mailed: of an organisation, a person, or whoever an order's money belongs to. */
export const statementRequest = z
  .strictObject({
    organisation: id.optional(),
    person: id.optional(),
    order: number('order').optional(),
    sendTo: email.optional(),
  })
  .refine(
    ({ organisation, person, order }) =>
      [organisation, person, order].filter((one) => one !== undefined).length === 1,
    {
      path: ['organisation'],
      message: 'Please give one of these: an organization, a person or an order.',
    },
  )
  .openapi('StatementRequest')
