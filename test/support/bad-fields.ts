import assert from 'node:assert/strict'
import { type BadValue, badValues } from './bad-values.ts'
import { type DescribedRoute, type Field, fieldsOf, goodBody, goodValue } from './described.ts'
import { type Line, linesOf, type There, told, type Wrong } from './told-wrongly.ts'
import { fileOf } from './upload.ts'
import type { World } from './world.ts'

const absent = Symbol('absent')

/** A route that is asked wrongly, in a world in which such things are there. */
interface Asked {
  world: World
  there: There
  route: DescribedRoute
}

/** What is answered to each field of a route's body with each value that it must not take. */
export async function linesOfFields(asked: Asked): Promise<string[]> {
  const { route } = asked
  const given: Line[] = []
  for (const body of route.bodies) {
    for (const field of fieldsOf(body).filter(({ schema }) => schema.format !== 'binary')) {
      for (const [what, value] of valuesFor(field, route)) {
        const sent = changed(goodBody(body), field.path, value)
        const wrong = { body: route.isForm ? asForm(sent) : sent }
        given.push(await lineOf(asked, { field: field.path.join('.'), what, wrong }))
      }
    }
  }
  return linesOf(given)
}

/** What is answered to each part of an address and of a query with each value that it must not take. */
export async function linesOfAddress(asked: Asked): Promise<string[]> {
  const { route } = asked
  const given: Line[] = []
  for (const parameter of route.parameters.filter((one) => one.in !== 'header')) {
    const { name: field, required, schema } = parameter
    const inPath = parameter.in === 'path'
    const texts = asWritten(badValues(schema), inPath)
    for (const [what, value] of texts) {
      const wrong: Wrong = inPath
        ? { part: { name: field, value } }
        : { query: withQuery(route, field, value) }
      given.push(await lineOf(asked, { field, what, wrong }))
    }
    if (required && !inPath) {
      const wrong = { query: withQuery(route, field, null) }
      given.push(await lineOf(asked, { field, what: 'absent', wrong }))
    }
  }
  return linesOf(given)
}

/** Sends it, and asserts that the answer names the field that is wrong, once; its sentence is that of the field. */
async function lineOf(
  { world, there, route }: Asked,
  { field, what, wrong }: { field: string; what: string; wrong: Wrong },
): Promise<Line> {
  const { status, sentence, errors } = await told(world, there, route, wrong)
  const named = errors.filter((one) => one.field === field || one.field.startsWith(`${field}.`))
  const fields = new Set(errors.map((one) => one.field))
  const where = `${route.method} ${route.path} ${field} ${what}: ${status} ${JSON.stringify(errors)}`
  assert.ok(named.length > 0 || status === 404, where)
  assert.equal(fields.size, errors.length, where)
  return { field, what, answer: `${status} ${named[0]?.message ?? sentence}` }
}

function valuesFor({ schema, required }: Field, { isForm }: DescribedRoute): BadValue[] {
  const values = badValues(schema).filter(
    ([what, value]) => !isForm || (typeof value === 'string' && !noText.has(what)),
  )
  return required ? [['absent', absent], ...values] : values
}

/** What a query or a form cannot say, or where it is right. */
const noText = new Set(['half a sign', 'a number'])

/** As an address or a query writes them; an address has no empty part. */
function asWritten(values: BadValue[], inPath: boolean): [what: string, written: string][] {
  return values
    .filter(([what, value]) => ['string', 'number'].includes(typeof value) && !noText.has(what))
    .map(([what, value]): [string, string] => [what, encodeURIComponent(String(value))])
    .filter(([, written]) => !inPath || written !== '')
}

/** The query with one value in place of the one that stands there; without it where there is none. */
function withQuery({ parameters }: DescribedRoute, field: string, value: string | null): string {
  return parameters
    .filter((one) => one.in === 'query' && (one.required || one.name === field))
    .filter(({ name }) => name !== field || value !== null)
    .map(({ name, schema }) => `${name}=${name === field ? value : goodValue(schema, name)}`)
    .join('&')
}

/** The body with one value in place of the one that stands there. */
function changed(body: Record<string, unknown>, path: string[], value: unknown) {
  let parent = body
  for (const name of path.slice(0, -1)) {
    if (typeof parent[name] !== 'object') parent[name] = {}
    parent = parent[name] as typeof body
  }
  const name = path.at(-1) ?? ''
  if (value !== absent) parent[name] = value
  else if (Array.isArray(parent)) parent.splice(Number(name), 1, undefined)
  else delete parent[name]
  return body
}

function asForm(fields: Record<string, unknown>): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, String(value))
  form.set('file', fileOf({}))
  return form
}
