import type { Payload } from '@temporalio/common'
import { type Context, Hono } from 'hono'
import { cors } from 'hono/cors'
import { z } from 'zod'
import { createCodec, UnreadableError } from '../encryption/codec.ts'
import type { ApiDeps } from './deps.ts'
import { administrator } from './guard.ts'
import { ProblemError } from './problem.ts'

const base64 = z.base64().max(1_000_000)

const asked = z.object({
  payloads: z
    .array(z.object({ metadata: z.record(z.string(), base64).optional(), data: base64.optional() }))
    .max(1_000),
})

/**
 * What the Temporal UI and CLI ask to read and write encrypted payloads: `/codec/decode` and `/codec/encode`, for
 * administrators, by their session in the UI's own pages or by bearer token. There is none where nothing is encrypted.
 */
export function codecRoutes(deps: ApiDeps): Hono {
  const app = new Hono()
  const { payloadKeys, temporalUiUrl } = deps
  if (payloadKeys === null) return app
  const codec = createCodec(payloadKeys)
  const site = temporalUiUrl ?? deps.publicUrl
  app.use(
    '/codec/*',
    cors({
      origin: new URL(site).origin,
      credentials: true,
      allowMethods: ['POST'],
      allowHeaders: ['authorization', 'content-type', 'x-namespace'],
      maxAge: 600,
    }),
  )
  for (const way of ['encode', 'decode'] as const) {
    app.post(`/codec/${way}`, async (c) => {
      await administrator(c, deps, 'read histories', site)
      const payloads = await payloadsIn(c)
      return c.json({ payloads: (await readable(codec[way](payloads))).map(toJson) })
    })
  }
  return app
}

async function payloadsIn(c: Context): Promise<Payload[]> {
  const read = asked.safeParse(await c.req.json().catch(() => null))
  if (!read.success) {
    throw new ProblemError({
      status: 422,
      code: 'invalid',
      detail: 'This is not a list of payloads as Temporal sends it.',
    })
  }
  return read.data.payloads.map(({ metadata = {}, data = '' }) => ({
    metadata: mapped(metadata, (value) => Buffer.from(value, 'base64')),
    data: Buffer.from(data, 'base64'),
  }))
}

async function readable<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error
    throw new ProblemError({ status: 422, code: 'unreadable', detail: error.message })
  }
}

function toJson({ metadata, data }: Payload): object {
  return {
    metadata: mapped(metadata ?? {}, (value) => Buffer.from(value).toString('base64')),
    data: Buffer.from(data ?? []).toString('base64'),
  }
}

function mapped<A, B>(values: Record<string, A>, convert: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, convert(value)]))
}
