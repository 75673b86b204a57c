import { type OpenAPIHono, z } from '@hono/zod-openapi'
import { recordOf } from '../../delivery/subject.ts'
import { messageById, messages } from '../../readmodels/message.ts'
import { submissionStatus, timeline } from '../../readmodels/submission.ts'
import { answer } from '../answer.ts'
import type { ApiDeps } from '../deps.ts'
import { administrator } from '../guard.ts'
import { notFound } from '../problem.ts'
import { parse } from '../read.ts'
import { id } from '../requests/fields.ts'
import { command, commandAnswers, pageOf, pageQuery, read } from './route.ts'

const subject = z
  .string('Please give a subject, such as order:2041.')
  .regex(/^[a-z]+:[\w~/.-]{1,200}$/, 'Please give a subject, such as order:2041.')
const state = z.enum(['waiting', 'sending', 'sent', 'refused', 'expired', 'unknown', 'dropped'])

/**
 * What became of something that was sent, `/submissions/{id}` (its id is known only to who sent it); what happened to a
 * subject, `/timeline`; and the mail that went out, `/messages`.
 */
export function submissionRoutes(app: OpenAPIHono, deps: ApiDeps): void {
  app.openAPIRegistry.registerPath({
    method: 'get',
    path: '/submissions/{id}',
    summary: 'What became of something that was sent',
    tags: ['submission'],
    request: { params: z.object({ id }) },
    responses: commandAnswers,
  })
  app.get('/submissions/:id', async (c) => {
    const status = await submissionStatus(deps.sql, parse(id, c.req.param('id'), 'id'))
    if (status === null) throw notFound('submission')
    return answer(c, deps, status)
  })

  read(app, {
    path: '/timeline',
    summary: 'What happened to a subject, oldest first',
    tag: 'timeline',
    query: pageQuery.extend({ subject }),
    answer: pageOf(z.looseObject({ id })),
    read: async ({ query }, c) => {
      await administrator(c, deps, 'see the desk')
      return timeline(deps.sql, query)
    },
  })

  read(app, {
    path: '/messages',
    summary: 'Mail, newest first: what was sent, to where, when, and its fate',
    tag: 'message',
    query: pageQuery.extend({
      subject: subject.optional(),
      person: id.optional(),
      state: state.optional(),
    }),
    answer: pageOf(z.looseObject({ id })),
    read: async ({ query }, c) => {
      await administrator(c, deps, 'see the desk')
      return messages(deps.sql, query)
    },
  })

  const aboutMail = {
    resends: { kind: 'resendMessage', summary: 'Send a mail once more' },
    returns: {
      kind: 'reportReturn',
      summary:
        'Say that a mail came back after it was sent: its address is marked, and it is a task',
    },
  }
  for (const [what, { kind, summary }] of Object.entries(aboutMail)) {
    command(app, deps, {
      path: `/messages/{id}/${what}`,
      summary,
      tag: 'message',
      params: z.object({ id }),
      body: z.strictObject({}),
      who: (c) => administrator(c, deps, 'resend mail'),
      submission: async ({ params }) => {
        if ((await messageById(deps.sql, params.id)) === null) throw notFound('message')
        return { kind, subject: recordOf('message', params.id) }
      },
    })
  }
}
