import { randomUUID } from 'node:crypto'
import type { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import type { SubmissionStatus } from '../../readmodels/submission.ts'
import type { Filled } from '../../web/form.tsx'
import { sendIn } from '../answer.ts'
import type { ApiDeps } from '../deps.ts'
import type { Intake } from '../intake.ts'
import { show } from '../page.tsx'
import { type FieldError, ProblemError } from '../problem.ts'
import { tryParse } from '../read.ts'
import { refusalSentence } from '../refusal.ts'

/** What somebody typed, by the names of the fields. */
export interface Typed {
  /** Random, made with the page: a double click is one. */
  key: string
  /** The first value of each field, without blanks around it; what was left empty is not there. */
  values: Record<string, string>
  /** All values of a field that can have many, such as ticked rows. */
  all: (name: string) => string[]
  file: (name: string) => File | null
}

/** A form, and what is done with it: shown again with what is wrong, or sent in and led on. */
export interface FormRoute<S extends z.ZodType> {
  schema: S
  /** What was typed in the shape of the schema. */
  read: (typed: Typed) => unknown
  /** The page again, with what was typed and what is wrong with it. */
  again: (filled: Filled) => Child | Promise<Child>
  actor: string
  submission: (
    values: z.output<S>,
  ) => Promise<Omit<Intake, 'at' | 'actor' | 'token'>> | Omit<Intake, 'at' | 'actor' | 'token'>
  /** The page that shows what became of it. */
  next: (subject: string, answer: Record<string, unknown>, typed: Record<string, string>) => string
}

/** What a form sent. */
export async function typed(c: Context): Promise<Typed> {
  const body = await c.req.parseBody({ all: true })
  const entries = Object.entries(body).map(([name, value]) => [name, [value].flat()] as const)
  const many = new Map(entries)
  const texts = (name: string) =>
    (many.get(name) ?? []).filter((value) => typeof value === 'string').map((one) => one.trim())
  const values = entries.map(([name]) => [name, texts(name)[0] ?? ''] as const)
  const file = (name: string) => {
    const sent = many.get(name)?.find((value) => value instanceof File)
    return sent && sent.size > 0 ? sent : null
  }
  return {
    key: texts('key')[0]?.slice(0, 200) || randomUUID(),
    values: Object.fromEntries(values.filter(([name, value]) => name !== 'key' && value !== '')),
    all: (name) => texts(name).filter(Boolean),
    file,
  }
}

/** Takes a form by the same road as the JSON API: 303 to what became of it, 422 or 409 with the page again. */
export async function takeForm<S extends z.ZodType>(
  c: Context,
  deps: ApiDeps,
  route: FormRoute<S>,
): Promise<Response> {
  const sent = await typed(c)
  const { values, errors } = tryParse(route.schema, route.read(sent))
  const filled = { key: sent.key, values: sent.values, errors: [], refusal: null }
  const again = async (status: 409 | 422, wrong: Partial<Filled>) =>
    show(c, deps, await route.again({ ...filled, ...wrong }), status)
  if (errors !== null) return again(422, { errors: oneAField(errors) })
  try {
    const made = await route.submission(values)
    const status = await sendIn(deps, { ...made, actor: route.actor, token: sent.key })
    if (status.outcome !== 'refused') return c.redirect(ledOn(route, status, sent.values), 303)
    // The same key would get the same answer for ever.
    return again(409, { key: randomUUID(), refusal: await sentenceOf(deps, status) })
  } catch (error) {
    if (!(error instanceof ProblemError) || error.problem.status !== 422) throw error
    const { errors: fields = [], detail } = error.problem
    return again(422, fields.length > 0 ? { errors: fields } : { refusal: detail })
  }
}

/** Why a submission was refused, in a sentence. */
export function sentenceOf(deps: ApiDeps, { answer }: SubmissionStatus): Promise<string> {
  const details = { refused: 'unknown', ...answer }
  return refusalSentence(deps.sql, details, deps.organisation.zone)
}

/** `buyer.email` of a form as the `email` of a `buyer`. */
export function nested(values: Record<string, string>): Record<string, unknown> {
  const groups = new Map<string, Record<string, string>>()
  const plain: [string, unknown][] = []
  for (const [name, value] of Object.entries(values)) {
    const [group = '', field] = name.split('.')
    if (field === undefined) plain.push([name, value])
    else groups.set(group, { ...groups.get(group), [field]: value })
  }
  return Object.fromEntries([...plain, ...groups])
}

/** Only these fields: what a page has beside them is for the page. */
export function only(values: Record<string, string>, names: string[]): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => names.includes(name)))
}

function ledOn<S extends z.ZodType>(
  route: FormRoute<S>,
  status: SubmissionStatus,
  typed: Record<string, string>,
): string {
  const next = route.next(status.subject, status.answer ?? {}, typed)
  return status.outcome === null ? `/received/${status.id}?next=${encodeURIComponent(next)}` : next
}

function oneAField(errors: FieldError[]): FieldError[] {
  return errors.filter(
    ({ field }, index) => errors.findIndex((one) => one.field === field) === index,
  )
}
