import { type OpenAPIHono, z } from '@hono/zod-openapi'
import { mailingOf } from '../../delivery/subject.ts'
import { isMailing, mailings } from '../../readmodels/mailing.ts'
import type { ApiDeps } from '../deps.ts'
import { administrator } from '../guard.ts'
import { notFound } from '../problem.ts'
import { slug } from '../requests/fields.ts'
import { mailingRateRequest } from '../requests/mailing.ts'
import { command, pageOf, pageQuery, read } from './route.ts'

const tag = 'mailing'
const params = z.object({
  id: z
    .string()
    .regex(/^[a-z0-9-]{1,100}~[a-z0-9-]{1,40}~\d{1,9}$/, 'This is not an id.')
    .openapi({ description: '`<webinar>~<kind>~<revision>`' }),
})

/** Mail to everybody with a place in a webinar: how far it has come, and stopping it for a while. */
export function mailingRoutes(app: OpenAPIHono, deps: ApiDeps): void {
  read(app, {
    path: '/mailings',
    summary: 'Mail to everybody with a place, the latest first: how far it has come',
    tag,
    query: pageQuery.extend({ webinar: slug.optional() }),
    answer: pageOf(z.looseObject({ id: z.string() })).openapi('Mailings'),
    read: async ({ query }, c) => {
      await administrator(c, deps, 'see webinars')
      return mailings(deps.sql, query)
    },
  })

  stopOrGo('pauses', 'Stop after the batch that is under way', 'pause')
  stopOrGo('resumptions', 'Go on where it was paused', 'resume')

  command(app, deps, {
    path: '/mailings/{id}/rates',
    summary: 'Send at most so many a minute, from the next batch on; null is as many as go',
    tag,
    params,
    body: mailingRateRequest,
    who: (c) => administrator(c, deps, 'send mailings'),
    submission: async ({ params, body }) => ({
      kind: 'changeRate',
      subject: await requireMailing(params.id),
      facts: body,
    }),
  })

  function stopOrGo(what: string, summary: string, kind: 'pause' | 'resume'): void {
    command(app, deps, {
      path: `/mailings/{id}/${what}`,
      summary,
      tag,
      params,
      body: z.strictObject({}),
      who: (c) => administrator(c, deps, 'send mailings'),
      submission: async ({ params }) => ({ kind, subject: await requireMailing(params.id) }),
    })
  }

  async function requireMailing(id: string): Promise<string> {
    const subject = mailingOf(id.replaceAll('~', '/'))
    if (!(await isMailing(deps.sql, subject))) throw notFound(tag)
    return subject
  }
}
