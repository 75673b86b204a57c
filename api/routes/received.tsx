import { Hono } from 'hono'
import { submissionStatus } from '../../readmodels/submission.ts'
import { Received } from '../../web/problem.tsx'
import type { ApiDeps } from '../deps.ts'
import { nextPage } from '../next.ts'
import { show } from '../page.tsx'
import { notFound } from '../problem.ts'
import { parse } from '../read.ts'
import { id } from '../requests/fields.ts'
import { sentenceOf } from './form.ts'

/** Where somebody waits for what they sent while it is still to be worked on. */
export function receivedRoutes(deps: ApiDeps): Hono {
  const app = new Hono()
  app.get('/received/:id', async (c) => {
    const status = await submissionStatus(deps.sql, parse(id, c.req.param('id'), 'id'))
    if (status === null) throw notFound('page')
    const next = nextPage(c.req.query('next'), deps.publicUrl)
    if (status.outcome === 'applied') return c.redirect(next, 303)
    const refusal = status.outcome === 'refused' ? await sentenceOf(deps, status) : null
    return show(c, deps, <Received next={next} refusal={refusal} />)
  })
  return app
}
