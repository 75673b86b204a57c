import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { linkToken } from '../../link.ts'
import { waiting } from './applicant.ts'
import { catalogue } from './catalogue.ts'
import type { DescribedRoute } from './described.ts'
import { goodValue } from './described.ts'
import { holderUntil } from './pass-holder.ts'
import { accepted, seatsOf, shown } from './purchase.ts'
import type { World } from './world.ts'

const secretKey = 'development-secret-not-for-production'

/** What is there to be asked for: what the parts of an address are filled with, by the noun that it begins with. */
export type There = Record<string, Record<string, string>>

/** One thing of each kind whose being there is asked before what is sent is read. */
export async function thingsThere(world: World): Promise<There> {
  const webinar = await (await catalogue(world)).webinar()
  const order = await accepted(world, webinar)
  const [seat] = await seatsOf(world, order)
  const { organisation } = await shown(world, order)
  const { id } = await waiting(world)
  const pass = await holderUntil(world, 200)
  const asking = { name: 'Ida', email: order.buyer.email, about: 'other', text: 'Hello?' }
  const inquiry = String((await world.post('/inquiries', asking)).body.number)
  const token = (noun: 'application' | 'inquiry', id: string, version: number) =>
    linkToken(secretKey, { noun, id, version })
  const [application] = await world.sql`select application from memberships where person_id = ${id}`
  await world.quiet()
  return {
    orders: { number: order.number, seat: String(seat?.id) },
    organisations: { id: String((organisation as { id: string }).id) },
    applications: { id, token: token('application', id, Number(application?.application)) },
    passes: { number: pass.number },
    inquiries: { number: inquiry, token: token('inquiry', inquiry, 1) },
    people: { id, token: linkToken(secretKey, { noun: 'mail-choices', id, version: 1 }) },
    webinars: { slug: webinar },
  }
}

/** An answer as the tables have it: `422 Please give your name.` */
export interface Told {
  status: number
  sentence: string
  /** The fields that it says are wrong. */
  errors: { field: string; message: string }[]
}

/** What is wrong with a request, beside which it is a good one. */
export interface Wrong {
  body?: unknown
  /** In place of the method of the route. */
  method?: string
  raw?: string | Uint8Array
  type?: string | null
  key?: string | null
  /** In place of a part of the address, as it stands there. */
  part?: { name: string; value: string }
  query?: string
}

/** Sends a request as an administrator, and asserts that its answer is a problem as RFC 9457 has it, and none of ours. */
export async function told(
  world: World,
  there: There,
  route: DescribedRoute,
  wrong: Wrong,
): Promise<Told> {
  const address = addressOf(route, there, wrong)
  const answer = await world.app.request(`/api/v1${address}`, requestOf(world, route, wrong))
  const text = await answer.text()
  if (answer.ok) return { status: answer.status, sentence: '', errors: [] }
  const where = `${route.method} ${address} ${text}`
  assert.ok(answer.status < 500, where)
  assert.equal(answer.headers.get('content-type'), 'application/problem+json', where)
  const { status, detail, errors = [] } = JSON.parse(text)
  assert.equal(status, answer.status, where)
  return { status, sentence: String(detail), errors }
}

function requestOf(world: World, route: DescribedRoute, wrong: Wrong): RequestInit {
  const {
    method = route.method,
    body = {},
    raw,
    type = route.isForm ? null : 'application/json',
    key = randomUUID(),
  } = wrong
  const headers = {
    authorization: `Bearer ${world.ann}`,
    ...(type === null || method === 'GET' ? {} : { 'content-type': type }),
    ...(key === null ? {} : { 'idempotency-key': key }),
  }
  if (method === 'GET') return { method, headers }
  const sent = raw ?? (body instanceof FormData ? body : JSON.stringify(body))
  return { method, headers, body: sent } as RequestInit
}

/** The address of a route, of something that is there where that is asked first. */
function addressOf({ path, parameters }: DescribedRoute, there: There, wrong: Wrong): string {
  const known = there[path.split('/')[1] ?? ''] ?? {}
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name) => {
    if (wrong.part && wrong.part.name === name) return wrong.part.value
    const schema = parameters.find((one) => one.name === name)?.schema ?? {}
    return known[name] ?? String(goodValue(schema, name))
  })
  const token = known.token ? `token=${known.token}` : ''
  const needed = parameters
    .filter((one) => one.in === 'query' && one.required)
    .map(({ name, schema }) => `${name}=${goodValue(schema, name)}`)
  const query = wrong.query ?? [token, ...needed].filter(Boolean).join('&')
  return query ? `${filled}?${query}` : filled
}

/** How many rows each table has, in one statement. */
export async function rowsThere({ sql }: World): Promise<unknown> {
  return sql`
    select table_name as name, (xpath('/row/count/text()', query_to_xml(
      format('select count(*) from %I', table_name), false, true, '')))[1]::text as rows
    from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE'
    order by name
  `
}

/** A table of `test/bad-input`: the lines under each heading. */
export function badInputTable(name: string): Record<string, string[]> {
  const parts = readFileSync(new URL(`../bad-input/${name}.txt`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
  const table: Record<string, string[]> = {}
  let lines: string[] = []
  for (const line of parts) {
    if (line.startsWith('  ')) lines.push(line.trim())
    else {
      lines = []
      table[line] = lines
    }
  }
  return table
}

export interface Line {
  field: string
  what: string
  answer: string
}

/** Lines of a table: what is answered alike stands in one. */
export function linesOf(given: Line[]): string[] {
  const groups = new Map<string, { field: string; whats: string[]; answer: string }>()
  for (const { field, what, answer } of given) {
    const key = `${field} ${answer}`
    const group = groups.get(key) ?? { field, whats: [], answer }
    if (!group.whats.includes(what)) group.whats.push(what)
    groups.set(key, group)
  }
  return [...groups.values()].map(
    ({ field, whats, answer }) => `${field} · ${whats.join(', ')} → ${answer}`,
  )
}
