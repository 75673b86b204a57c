import { type OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { isWrongValue } from '../../database/away.ts'
import { submit } from '../answer.ts'
import type { ApiDeps } from '../deps.ts'
import type { Intake } from '../intake.ts'
import { notFound, wrongField } from '../problem.ts'
import { parse, readJson } from '../read.ts'
import { readProblems, sendProblems } from './problems.ts'

type Fields = z.ZodObject
type Values<S extends z.ZodType | undefined> = S extends z.ZodType
  ? z.output<S>
  : Record<string, never>

/** Who may send a request; the answer is the actor. It throws a ProblemError for everybody else. */
type Who<P> = (c: Context, deps: ApiDeps, params: P) => Promise<string>

export interface CommandRoute<P extends Fields | undefined, B extends z.ZodType> {
  path: string
  summary: string
  tag: string
  params?: P
  body: B
  who: Who<Values<P>>
  /** Money moves, so that a double click must be one: the Idempotency-Key is required. */
  movesMoney?: boolean
  /** The answer is the same whatever comes of it, so that a stranger learns nothing. */
  isDiscreet?: boolean
  /** The submission that the request makes; null when there is nothing to do, which only a discreet answer hides. */
  submission: (sent: Sent<P, B>, actor: string) => Promise<Made | null> | Made
  /** What the answer tells beside the outcome, such as the link to what was made. */
  also?: (subject: string) => object
}

interface Sent<P extends Fields | undefined, B extends z.ZodType> {
  params: Values<P>
  body: z.output<B>
}

type Made = Omit<Intake, 'at' | 'actor' | 'token'>

/** A POST that makes one resource, which is one submission, which is one command. */
export function command<P extends Fields | undefined, B extends z.ZodType>(
  app: OpenAPIHono,
  deps: ApiDeps,
  route: CommandRoute<P, B>,
): void {
  const key = keyHeader(route.movesMoney ?? false)
  app.openAPIRegistry.registerPath({
    method: 'post',
    path: route.path,
    summary: route.summary,
    tags: [route.tag],
    request: {
      ...(route.params ? { params: route.params } : {}),
      headers: z.object({ 'idempotency-key': key }),
      body: { required: true, content: { 'application/json': { schema: route.body } } },
    },
    responses: route.isDiscreet ? discreetAnswers : commandAnswers,
  })
  app.post(honoPath(route.path), async (c) => {
    // The server ends the connection, perhaps before the answer is through, where a body is left unread.
    await c.req.arrayBuffer()
    const params = parse(route.params ?? nothing, c.req.param()) as Values<P>
    const actor = await route.who(c, deps, params)
    const token = parse(key, c.req.header('idempotency-key'), 'Idempotency-Key')
    const body = parse(route.body, await readJson(c))
    const made = await route.submission({ params, body }, actor)
    if (made === null) return discreetAnswer(c)
    const answered = await submit(c, deps, { ...made, actor, token }, route.also)
    return route.isDiscreet ? discreetAnswer(c) : answered
  })
}

export interface ReadRoute<
  P extends Fields | undefined,
  Q extends Fields | undefined,
  R extends z.ZodType,
> {
  path: string
  summary: string
  tag: string
  params?: P
  query?: Q
  answer: R
  /** Reads what is shown, null when it is not there; throws a ProblemError for who may not see it. */
  read: (wanted: { params: Values<P>; query: Values<Q> }, c: Context) => Promise<object | null>
}

/** A GET over the read models. */
export function read<
  P extends Fields | undefined,
  Q extends Fields | undefined,
  R extends z.ZodType,
>(app: OpenAPIHono, route: ReadRoute<P, Q, R>): void {
  app.openAPIRegistry.registerPath({
    method: 'get',
    path: route.path,
    summary: route.summary,
    tags: [route.tag],
    request: {
      ...(route.params ? { params: route.params } : {}),
      ...(route.query ? { query: route.query } : {}),
    },
    responses: {
      200: {
        description: 'As it stands',
        content: { 'application/json': { schema: route.answer } },
      },
      ...readProblems,
    },
  })
  app.get(honoPath(route.path), async (c) => {
    const params = parse(route.params ?? nothing, c.req.param()) as Values<P>
    const query = parse(route.query ?? nothing, c.req.query()) as Values<Q>
    const shown = await route.read({ params, query }, c).catch((error) => {
      throw isWrongValue(error) && c.req.query('cursor') ? wrongField('cursor', notOurs) : error
    })
    if (shown === null) throw notFound(route.tag)
    return c.json(shown)
  })
}

export const notOurs = 'This cursor is not one of ours.'

/** The query of a list: how many, and where to go on. */
export const pageQuery = z.object({
  limit: z.coerce
    .number('Please give a whole number.')
    .int('Please give a whole number.')
    .min(1, 'Please ask for at least 1.')
    .max(200, 'Please ask for at most 200.')
    .default(50),
  cursor: z
    .string()
    .regex(/^[\w:.+~-]{1,200}$/, notOurs)
    .nullish()
    .transform((cursor) => cursor ?? null),
})

export const pageOf = <S extends z.ZodType>(items: S) =>
  z.object({ items: z.array(items), next: z.string().nullable() })

const discreetAnswers = {
  202: {
    description: 'Received, whatever comes of it',
    content: {
      'application/json': { schema: z.object({ outcome: z.literal('received') }) },
    },
  },
  ...sendProblems,
}

const discreetAnswer = (c: Context): Response => c.json({ outcome: 'received' }, 202)

const nothing = z.object({})

/** `/a/{id}` as hono writes it. */
export const honoPath = (path: string): string => path.replaceAll(/\{(\w+)\}/g, ':$1')

export function keyHeader(isRequired: boolean) {
  const key = z
    .string({
      error: 'Money moves here: please send an Idempotency-Key, so that sending twice is harmless.',
    })
    .min(8, 'Please send an Idempotency-Key of at least 8 characters.')
    .max(200, 'Please send an Idempotency-Key of at most 200 characters.')
  return isRequired ? key : key.optional()
}

const outcome = z
  .looseObject({
    submission: z.string(),
    subject: z.string(),
    command: z.string(),
    receivedAt: z.string(),
    settledAt: z.string().nullable(),
    outcome: z.enum(['applied', 'received']),
    status: z.string(),
  })
  .openapi('Outcome')

export const commandAnswers = {
  201: { description: 'Applied', content: { 'application/json': { schema: outcome } } },
  202: {
    description: 'Stored, and applied as soon as it can be; the status page tells',
    content: { 'application/json': { schema: outcome } },
    headers: z.object({
      location: z.string().optional().openapi({ description: 'The status page.' }),
      'retry-after': z.string().optional().openapi({ description: 'In seconds.' }),
    }),
  },
  ...sendProblems,
}
