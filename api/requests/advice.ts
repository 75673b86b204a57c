import { z } from '@hono/zod-openapi'
import { benefits } from '../../domain/price-advice.ts'
import { slug } from './fields.ts'

const between = (most: number, what: string) =>
  z.coerce
    .number(`Please give a whole number of ${what}.`)
    .int(`Please give a whole number of ${what}.`)
    .min(1, `Please ask for 1 to ${most.toLocaleString('en-US')} ${what}.`)
    .max(most, `Please ask for 1 to ${most.toLocaleString('en-US')} ${what}.`)

const benefit = z.enum(benefits, { error: `Please give some of: ${benefits.join(', ')}.` })

/** Who asks for advice: how many people, for how many webinars of this kind, what they thought of and must have. */
export const adviceQuery = z.object({
  webinar: slug,
  people: between(10_000, 'people'),
  webinars: between(1_000, 'webinars').default(1),
  product: z
    .enum(['individual', 'team', 'group-showing', 'institution', 'pass'], {
      error: 'Please give one of: individual, team, group-showing, institution, pass.',
    })
    .default('individual')
    .openapi({ description: 'What you thought of buying; else a log-in for each person.' }),
  wants: z
    .string()
    .default('')
    .transform((list) => list.split(',').filter((one) => one !== ''))
    .pipe(z.array(benefit).max(benefits.length, 'Please name each of them once.'))
    .openapi({ type: 'string', description: `Some of ${benefits.join(', ')}, with commas.` }),
})
