import { type OpenAPIHono, z } from '@hono/zod-openapi'
import { submissionStatus } from '../../readmodels/submission.ts'
import { answer } from '../answer.ts'
import type { ApiDeps } from '../deps.ts'
import { notFound } from '../problem.ts'
import { parse } from '../read.ts'
import { id } from '../requests/fields.ts'
import { commandAnswers } from './route.ts'

/** What became of something that was sent: `/submissions/{id}`; its id is known only to who sent it. */
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
}
