import { type OpenAPIHono, z } from '@hono/zod-openapi'
import { type Registration, registrationsOf } from '../../readmodels/registration.ts'
import { stageOfWebinar } from '../../readmodels/webinar.ts'
import type { ApiDeps } from '../deps.ts'
import { administrator } from '../guard.ts'
import { nowOpen, placeById, registrationId } from '../place.ts'
import { notFound } from '../problem.ts'
import { parse } from '../read.ts'
import { slug } from '../requests/fields.ts'
import { readProblems } from './problems.ts'
import { pageOf, pageQuery, read } from './route.ts'

const tag = 'registration'
const params = z.object({ id: registrationId })

/** Who has a place in which webinar, and what it opens. */
export function registrationRoutes(app: OpenAPIHono, deps: ApiDeps): void {
  read(app, {
    path: '/webinars/{slug}/registrations',
    summary: 'Who has a place in a webinar',
    tag: 'webinar',
    params: z.object({ slug }),
    query: pageQuery,
    answer: pageOf(z.looseObject({ personId: z.string() })).openapi('Registrants'),
    read: async ({ params, query }, c) => {
      await administrator(c, deps, 'see people')
      if ((await stageOfWebinar(deps.sql, params.slug)) === null) return null
      return registrationsOf(deps.sql, { ...query, webinar: params.slug })
    },
  })

  read(app, {
    path: '/registrations/{id}',
    summary: 'One person’s place in one webinar, by the link from the mail: what it opens now',
    tag,
    params,
    query: z.object({ token: z.string().optional() }),
    answer: z.looseObject({ webinar: z.string() }).openapi('Registration'),
    read: async ({ params }, c) => shown(await placeById(c, deps, params.id)),
  })

  leadsTo('recording', 'To the recording', ({ recordingUrl }) => recordingUrl)
  leadsTo('slides', 'To the slides', ({ slidesUrl }) => slidesUrl)

  /** What a button in a mail opens, as long as the place opens it. */
  function leadsTo(
    part: string,
    summary: string,
    where: (place: ReturnType<typeof shown>) => string | null,
  ): void {
    app.openAPIRegistry.registerPath({
      method: 'get',
      path: `/registrations/{id}/${part}`,
      summary,
      tags: [tag],
      request: { params, query: z.object({ token: z.string().optional() }) },
      responses: { 302: { description: 'There it is' }, ...readProblems },
    })
    app.get(`/registrations/:id/${part}`, async (c) => {
      const url = where(shown(await placeById(c, deps, parse(params, c.req.param()).id)))
      if (url === null) throw notFound(part)
      return c.redirect(url, 302)
    })
  }
}

/** A place with what it opens at this moment, and nothing that it does not. */
function shown(place: Registration) {
  const { personId: _, joinRevision: __, revision: ___, ...facts } = place
  return { ...facts, ...nowOpen(place) }
}
