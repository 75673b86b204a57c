import type { Context } from 'hono'

/** What a person is told when something cannot be done, by RFC 9457. */
export interface Problem {
  status: 400 | 401 | 403 | 404 | 405 | 409 | 413 | 415 | 422 | 429 | 500 | 503
  /** What kind of problem it is, for programs: kebab-case. */
  code: string
  /** One sentence for people. */
  detail: string
  errors?: FieldError[]
  retryAfterSeconds?: number
  /** The methods that there are, where another was tried. */
  allow?: string[]
  [extension: string]: unknown
}

export interface FieldError {
  /** The field as it was sent, with dots: `buyer.email`. */
  field: string
  message: string
}

const titles: Record<Problem['status'], string> = {
  400: 'Unreadable request',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Not a method of this',
  409: 'Not possible now',
  413: 'Too large',
  415: 'Wrong type of content',
  422: 'A field is wrong',
  429: 'Too often',
  500: 'Something went wrong',
  503: 'Not available now',
}

/** An error that is the answer: thrown anywhere in a request, answered as it stands. */
export class ProblemError extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.detail)
    this.problem = problem
  }
}

export function answerProblem(c: Context, problem: Problem): Response {
  const { retryAfterSeconds, allow, ...body } = problem
  const headers: Record<string, string> = { 'content-type': 'application/problem+json' }
  if (retryAfterSeconds !== undefined) headers['retry-after'] = String(retryAfterSeconds)
  if (allow !== undefined) headers.allow = allow.join(', ')
  const { status, code } = problem
  const document = { type: `urn:problem:${code}`, title: titles[status], ...body }
  return c.body(JSON.stringify(document), status, headers)
}

export const notFound = (what: string): ProblemError =>
  new ProblemError({ status: 404, code: 'not-found', detail: `There is no such ${what}.` })

/** A field that has the right form, and names something that is not there or not allowed. */
export const wrongField = (field: string, message: string): ProblemError =>
  new ProblemError({
    status: 422,
    code: 'wrong-field',
    detail: message,
    errors: [{ field, message }],
  })

export const unavailable = (): Problem => ({
  status: 503,
  code: 'not-stored',
  detail:
    'We could not store this just now, so nothing was done. Please send it again in a moment.',
  retryAfterSeconds: 5,
})
