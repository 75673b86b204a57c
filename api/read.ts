import type { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { type FieldError, ProblemError } from './problem.ts'

/**
 * What was sent, in the shape that a schema asks for.
 * @throws ProblemError 422 with a sentence for each field that is wrong
 */
export function parse<S extends z.ZodType>(schema: S, sent: unknown, name = ''): z.output<S> {
  const { values, errors } = tryParse(schema, sent, name)
  if (errors === null) return values
  const [first] = errors
  throw new ProblemError({
    status: 422,
    code: 'wrong-field',
    detail: errors.length === 1 && first ? first.message : `${errors.length} fields are wrong.`,
    errors,
  })
}

/** The same for a page, which is shown again with a sentence by each field that is wrong. */
export function tryParse<S extends z.ZodType>(
  schema: S,
  sent: unknown,
  name = '',
): { values: z.output<S>; errors: null } | { values: null; errors: FieldError[] } {
  const result = schema.safeParse(sent, { reportInput: false })
  if (result.success) return { values: result.data, errors: null }
  return { values: null, errors: result.error.issues.flatMap((issue) => fieldErrors(issue, name)) }
}

/**
 * The JSON body of a request.
 * @throws ProblemError 415 when it is something else, 400 when its bytes cannot be read
 */
export async function readJson(c: Context): Promise<unknown> {
  const type = c.req.header('content-type') ?? ''
  if (!/^application\/json\s*(;|$)/i.test(type)) {
    throw new ProblemError({
      status: 415,
      code: 'not-json',
      detail: 'Please send JSON, with “Content-Type: application/json”.',
    })
  }
  const bytes = await c.req.arrayBuffer()
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw new ProblemError({
      status: 400,
      code: 'unreadable',
      detail: 'The body is not JSON in UTF-8, so it could not be read.',
    })
  }
}

function fieldErrors(issue: z.core.$ZodIssue, name: string): FieldError[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      field: [...issue.path, key].map(String).join('.'),
      message: `There is no field “${key.slice(0, 60)}”.`,
    }))
  }
  if (issue.code === 'invalid_union') {
    const closest = [...issue.errors].sort((one, other) => one.length - other.length)[0] ?? []
    if (closest.length > 0) return closest.flatMap((inner) => fieldErrors(inner, name))
  }
  return [{ field: name || issue.path.map(String).join('.') || 'body', message: sentence(issue) }]
}

/** zod's own words are for programmers; ours begin with “Please” or “This”. */
function sentence(issue: z.core.$ZodIssue): string {
  if (/^(Please|This|There|The|Money|At )/.test(issue.message)) return issue.message
  switch (issue.code) {
    case 'invalid_type':
      return issue.expected === 'object'
        ? 'Please send a JSON object.'
        : `Please give ${kinds[issue.expected] ?? issue.expected}.`
    case 'invalid_value':
      return `Please give one of: ${issue.values.map(String).join(', ')}.`
    case 'too_big':
      return `This may be at most ${issue.maximum}.`
    case 'too_small':
      return `This must be at least ${issue.minimum}.`
    default:
      return 'This is not in the form that is asked for.'
  }
}

const kinds: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
}
