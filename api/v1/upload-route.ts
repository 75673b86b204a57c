import { type OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { UploadKind } from '../../domain/upload.ts'
import { submit } from '../answer.ts'
import type { ApiDeps } from '../deps.ts'
import type { Intake } from '../intake.ts'
import { parse } from '../read.ts'
import { readUpload, type Sent } from '../upload.ts'
import { commandAnswers, honoPath, keyHeader } from './route.ts'

interface UploadRoute<P extends z.ZodObject, F extends z.ZodObject> {
  path: string
  summary: string
  tag: string
  params: P
  /** What the file is for. */
  kind: UploadKind
  /** The form beside the file. */
  fields: F
  /** Who may send it, as an actor; throws a ProblemError for everybody else, before the file is read. */
  who: (c: Context, params: z.output<P>) => Promise<string>
  /** The submission that the form makes. */
  submission: (
    sent: Sent<F> & { params: z.output<P> },
  ) => Promise<Omit<Intake, 'at' | 'actor' | 'token'>> | Omit<Intake, 'at' | 'actor' | 'token'>
}

/** A POST of a form with one file, which is one submission, which is one command. */
export function uploadCommand<P extends z.ZodObject, F extends z.ZodObject>(
  app: OpenAPIHono,
  deps: ApiDeps,
  route: UploadRoute<P, F>,
): void {
  const { path, params, kind, fields } = route
  const file = z.string().openapi({
    format: 'binary',
    description: 'A PDF, PNG or JPEG of at most 3 MB.',
  })
  app.openAPIRegistry.registerPath({
    method: 'post',
    path,
    summary: route.summary,
    tags: [route.tag],
    request: {
      params,
      headers: z.object({ 'idempotency-key': keyHeader(false) }),
      body: {
        required: true,
        content: { 'multipart/form-data': { schema: fields.extend({ file }) } },
      },
    },
    responses: commandAnswers,
  })
  app.post(honoPath(path), async (c) => {
    const named = parse(params, c.req.param())
    const actor = await route.who(c, named)
    const token = parse(keyHeader(false), c.req.header('idempotency-key'), 'Idempotency-Key')
    const sent = await readUpload(c, { kind, schema: fields })
    const made = await route.submission({ ...sent, params: named })
    return submit(c, deps, { ...made, actor, token })
  })
}
