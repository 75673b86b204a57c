import type { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { faultOf } from './json-fault.ts'
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
    detail: errors.length === 1 && first ? first.message : countOf(errors.length),
    errors,
  })
}

const countOf = (errors: number) =>
  `${errors === mostErrors ? 'At least ' : ''}${errors} fields are wrong.`

/** So many faults are told at once. */
const mostErrors = 100

/** The same for a page, which is shown again with a sentence by each field that is wrong. */
export function tryParse<S extends z.ZodType>(
  schema: S,
  sent: unknown,
  name = '',
): { values: z.output<S>; errors: null } | { values: null; errors: FieldError[] } {
  const result = schema.safeParse(sent, { reportInput: false })
  if (result.success) return { values: result.data, errors: null }
  const issues = result.error.issues.slice(0, mostErrors)
  const errors = issues.flatMap((issue) => fieldErrors(issue, name))
  return { values: null, errors: oneOfEach(errors).slice(0, mostErrors) }
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
  const { value, fault } = readOrRefuse(await c.req.arrayBuffer())
  if (fault === null) return value
  throw unreadable(fault)
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

function readOrRefuse(bytes: ArrayBuffer): { value: unknown; fault: string | null } {
  try {
    const json = utf8.decode(bytes)
    return { value: JSON.parse(json), fault: faultOf(json) }
  } catch {
    throw unreadable('The body is not JSON in UTF-8, so it could not be read.')
  }
}

const unreadable = (detail: string) => new ProblemError({ status: 400, code: 'unreadable', detail })

function fieldErrors(issue: z.core.$ZodIssue, name: string): FieldError[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      field: [...issue.path, key].map(String).join('.'),
      message: `There is no field “${key.slice(0, 60)}”.`,
    }))
  }
  if (issue.code === 'invalid_union') {
    const closest = closestOf(issue)
    const inPlace = closest.map((one) => ({ ...one, path: [...issue.path, ...one.path] }))
    if (closest.length > 0) return inPlace.flatMap((inner) => fieldErrors(inner, name))
  }
  return [{ field: name || issue.path.map(String).join('.') || 'body', message: sentence(issue) }]
}

/** What is wrong by the shape that comes closest; none where what was sent is of no kind that is asked for. */
function closestOf({ errors, message }: z.core.$ZodIssueInvalidUnion): z.core.$ZodIssue[] {
  const isOther = (one: z.core.$ZodIssue) => one.code === 'invalid_type' && one.path.length === 0
  const [closest] = errors
    .filter((issues) => !issues.some(isOther))
    .sort((one, other) => one.length - other.length)
  return closest ?? (isOurs(message) ? [] : (errors[0] ?? []))
}

/** The first thing that is wrong with each field. */
function oneOfEach(errors: FieldError[]): FieldError[] {
  return [...new Map(errors.toReversed().map((error) => [error.field, error])).values()].reverse()
}

const isOurs = (message: string) => /^(Please|This|There|The|Money|At |A )/.test(message)

/** zod's own words are for programmers; ours begin with “Please” or “This”. */
function sentence(issue: z.core.$ZodIssue): string {
  const isNoObject = issue.code === 'invalid_type' && issue.expected === 'object'
  if (isNoObject && issue.path.length === 0) return 'Please send a JSON object.'
  if (isOurs(issue.message)) return issue.message
  switch (issue.code) {
    case 'invalid_type':
      return `Please give ${kinds[issue.expected] ?? issue.expected}.`
    case 'invalid_value':
      return `Please give one of: ${issue.values.map(String).join(', ')}.`
    case 'too_big':
      return `Please give at most ${issue.maximum}${units[issue.origin] ?? ''}.`
    case 'too_small':
      return `Please give at least ${issue.minimum}${units[issue.origin] ?? ''}.`
    default:
      return 'This is not in the form that is asked for.'
  }
}

const units: Record<string, string> = { string: ' characters', array: ' of these' }

const kinds: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object with fields',
}
