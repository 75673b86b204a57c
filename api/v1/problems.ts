import { z } from '@hono/zod-openapi'
import type { Problem } from '../problem.ts'

const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string(),
    errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
  })
  .openapi('Problem')

const about = {
  400: 'The body, or the request, could not be read',
  401: 'Nobody is signed in, or a secret is wrong',
  403: 'Who asks may not do this',
  404: 'There is no such thing, or it is for others',
  409: 'Refused by a rule as things stand: `code` says which, `detail` is the sentence',
  413: 'The body is too large',
  415: 'The body is of another type',
  422: 'A field is missing or wrong: `errors` has a sentence for each',
  429: 'Too often within a minute',
  503: 'Not available now; nothing was done',
} satisfies Partial<Record<Problem['status'], string>>

const wait = z.object({ 'retry-after': z.string().openapi({ description: 'In seconds.' }) })

/** How answers that are problems, by RFC 9457, are described. */
function described(statuses: (keyof typeof about)[]) {
  return Object.fromEntries(
    statuses.map((status) => [
      status,
      {
        description: about[status],
        ...(status === 429 || status === 503 ? { headers: wait } : {}),
        content: { 'application/problem+json': { schema: problem } },
      },
    ]),
  )
}

/** What whoever reads may be told. */
export const readProblems = described([401, 403, 404, 422, 503])

/** What whoever sends something may be told. */
export const sendProblems = described([400, 401, 403, 404, 409, 413, 415, 422, 429, 503])
