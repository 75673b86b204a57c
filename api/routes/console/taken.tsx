import { randomUUID } from 'node:crypto'
import type { Context } from 'hono'
import { parseCents } from '../../../domain/money.ts'
import { type Deed, type DeedField, type DeedName, deedNamed } from '../../../web/console/deed.ts'
import { DeedPage } from '../../../web/console/deed-page.tsx'
import type { Filled } from '../../../web/form.tsx'
import { sendIn } from '../../answer.ts'
import type { ApiDeps } from '../../deps.ts'
import { administrator } from '../../guard.ts'
import { nextPage } from '../../next.ts'
import { show } from '../../page.tsx'
import { type FieldError, notFound, ProblemError } from '../../problem.ts'
import { tryParse } from '../../read.ts'
import { sentenceOf, type Typed, typed } from '../form.ts'
import { deedTaken, requireThing } from './deeds.ts'
import { temporalLink, withOutcome } from './outcome.ts'

/** The form of a deed by itself, for who comes by a link. */
export async function showDeed(c: Context, deps: ApiDeps): Promise<Response> {
  const asked = await askedFor(c, deps)
  const next = nextInConsole(c.req.query('next'), deps)
  const filled = { key: randomUUID(), values: { next }, errors: [], refusal: null }
  return show(c, deps, <DeedPage {...asked} filled={filled} />)
}

/** Does it by the same road as the API: back to where it was asked, or the form again with what is wrong. */
export async function takeDeed(c: Context, deps: ApiDeps): Promise<Response> {
  const { actor, ...asked } = await askedFor(c, deps)
  const { name, id, deed } = asked
  const sent = await typed(c)
  const next = nextInConsole(sent.values.next, deps)
  const again = (status: 409 | 422, wrong: Partial<Filled>) => {
    const filled = { key: sent.key, values: { ...sent.values, next }, errors: [], refusal: null }
    return show(c, deps, <DeedPage {...asked} filled={{ ...filled, ...wrong }} />, status)
  }
  const taken = deedTaken(name)
  if (taken === null) throw notFound('page')
  const { body, errors: unread } = bodyOf(deed, sent)
  const { values, errors } = tryParse(taken.schema, shaped(name, body))
  const wrong = [...unread, ...(errors ?? [])].filter(isFirstOfField)
  if (values === null || wrong.length > 0) return again(422, { errors: wrong })
  try {
    const made = await taken.made(deps, id, values, actor)
    const status = await sendIn(deps, { ...made, actor, token: sent.key })
    // The same key would get the same answer for ever.
    if (status.outcome === 'refused') {
      return again(409, { key: randomUUID(), refusal: await sentenceOf(deps, status) })
    }
    return c.redirect(withOutcome(next, [status.id]), 303)
  } catch (error) {
    if (!(error instanceof ProblemError) || error.problem.status !== 422) throw error
    const { errors: fields = [], detail } = error.problem
    return again(422, fields.length > 0 ? { errors: fields } : { refusal: detail })
  }
}

async function askedFor(c: Context, deps: ApiDeps) {
  const noun = c.req.param('noun') ?? ''
  const id = c.req.param('id') ?? ''
  const name = `${noun}/${c.req.param('what')}`
  const deed = deedNamed(name)
  if (deed === null) throw notFound('page')
  const actor = await administrator(c, deps, deed.action)
  const subject = await requireThing(deps, noun, id)
  return { name: name as DeedName, id, deed, actor, subject, temporal: temporalLink(deps, subject) }
}

/** What was typed, as the request names and writes it. */
function bodyOf(
  deed: Deed,
  { values }: Typed,
): { body: Record<string, unknown>; errors: FieldError[] } {
  const errors: FieldError[] = []
  const given = deed.fields.flatMap(({ name, as }): [string, unknown][] => {
    const text = values[name]
    if (text === undefined) return []
    const value = readAs[as]?.(text) ?? text
    if (as === 'money' && value === text) {
      errors.push({ field: name, message: 'Please give an amount, such as 325.00.' })
    }
    return [[name, value]]
  })
  return { body: Object.fromEntries(given), errors }
}

const readAs: Partial<Record<DeedField['as'], (text: string) => unknown>> = {
  tick: (text) => text === 'yes',
  whole: (text) => (/^\d{1,9}$/.test(text) ? Number(text) : null),
  money: parseCents,
}

/** A refund without an amount is one of everything. */
function shaped(name: DeedName, body: Record<string, unknown>): Record<string, unknown> {
  if (name !== 'orders/refunds') return body
  return { what: body.cents === undefined ? 'whole' : 'amount', ...body }
}

function isFirstOfField({ field }: FieldError, index: number, all: readonly FieldError[]): boolean {
  return all.findIndex((one) => one.field === field) === index
}

/** Only pages of the console are come back to. */
export function nextInConsole(wanted: unknown, deps: ApiDeps): string {
  const next = nextPage(wanted, deps.publicUrl)
  return /^\/console(\/|\?|$)/.test(next) ? next : '/console'
}
