import type { z } from 'zod'
import type { Form } from './form.ts'
import { invalid, type RefusalError } from './refusal.ts'

/** What the form says, where the endpoint takes it; else Stripe's error about the first thing that is wrong. */
export function readParameters<T>(schema: z.ZodType<T>, form: Form): T {
  const read = schema.safeParse(form)
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw issue ? refusalOf(issue, form) : invalid('The request could not be read.')
}

function refusalOf(issue: z.core.$ZodIssue, form: Form): RefusalError {
  if (issue.code === 'invalid_union') return refusalOf(deepest(issue), form)
  if (issue.code === 'unrecognized_keys') {
    const param = nameOf([...issue.path, issue.keys[0] ?? ''])
    return invalid(`Received unknown parameter: ${param}`, { code: 'parameter_unknown', param })
  }
  const param = nameOf(issue.path)
  const value = at(form, issue.path)
  if (value === undefined) {
    return invalid(`Missing required param: ${param}.`, { code: 'parameter_missing', param })
  }
  if (value === '') {
    const message = `You passed an empty string for '${param}'.`
    return invalid(message, { code: 'parameter_invalid_empty', param })
  }
  return invalid(messageOf(issue, param, value), { ...codeOf(issue), param })
}

/** The way that got furthest says best what is wrong. */
function deepest({ errors, path, message, input }: z.core.$ZodIssueInvalidUnion): z.core.$ZodIssue {
  const [first] = errors.flat().toSorted((a, b) => b.path.length - a.path.length)
  if (first === undefined) return { code: 'custom', path, message, input }
  return { ...first, path: [...path, ...first.path] }
}

function messageOf(issue: z.core.$ZodIssue, param: string, value: unknown): string {
  if (issue.code === 'invalid_value') {
    return `Invalid ${param}: must be one of ${issue.values.join(', ')}`
  }
  if (issue.code === 'invalid_format') return `Invalid integer: ${value}`
  if (issue.code === 'too_big') return `Invalid ${param}: at most ${issue.maximum} characters`
  return issue.message
}

function codeOf(issue: z.core.$ZodIssue): { code?: string } {
  if (issue.code === 'invalid_format') return { code: 'parameter_invalid_integer' }
  const code = issue.code === 'custom' ? issue.params?.code : undefined
  return typeof code === 'string' ? { code } : {}
}

/** `line_items[0][price_data][currency]`. */
function nameOf(path: readonly PropertyKey[]): string {
  return path.map((step, index) => (index === 0 ? String(step) : `[${String(step)}]`)).join('')
}

function at(form: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, step) =>
      typeof value === 'object' && value !== null ? Reflect.get(value, step) : undefined,
    form,
  )
}
