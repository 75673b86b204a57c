import { type OpenAPIHono, z } from '@hono/zod-openapi'
import { recordOf } from '../../delivery/subject.ts'
import { mailChoices } from '../../domain/mail-choice.ts'
import { profileOf } from '../../readmodels/profile.ts'
import { sendIn } from '../answer.ts'
import type { ApiDeps } from '../deps.ts'
import { requireLink } from '../guard.ts'
import { notFound } from '../problem.ts'
import { parse } from '../read.ts'
import { id } from '../requests/fields.ts'
import { sendProblems } from './problems.ts'
import { honoPath } from './route.ts'

const path = '/people/{id}/mail-choices/{choice}'
const params = z.object({
  id,
  choice: z.enum(mailChoices, `Please give one of: ${mailChoices.join(', ')}.`),
})

/** The one click by which mail programs end a kind of mail (RFC 8058): a POST with no more than the link. */
export function mailChoiceRoutes(app: OpenAPIHono, deps: ApiDeps): void {
  app.openAPIRegistry.registerPath({
    method: 'post',
    path,
    summary: 'End one kind of mail, by the link in its List-Unsubscribe header',
    tags: ['person'],
    request: { params, query: z.object({ token: z.string().optional() }) },
    responses: { 200: { description: 'Nothing of this kind is sent any more' }, ...sendProblems },
  })
  app.post(honoPath(path), async (c) => {
    const { id: personId, choice } = parse(params, c.req.param())
    requireLink(c, deps, { noun: 'mail-choices', id: personId, version: 1 }, 'person')
    if ((await profileOf(deps.sql, personId)) === null) throw notFound('person')
    const actor = `person:${personId}`
    const subject = recordOf('profile', personId)
    await sendIn(deps, { kind: 'chooseMail', subject, actor, facts: { [choice]: false } })
    return c.body(null, 200)
  })
}
