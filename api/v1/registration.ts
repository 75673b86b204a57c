import { type OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import {
  type Registration,
  registrationOf,
  registrationsOf,
} from '../../readmodels/registration.ts'
import { stageOfWebinar } from '../../readmodels/webinar.ts'
import type { ApiDeps } from '../deps.ts'
import { administrator, administratorOrNull, requireLink } from '../guard.ts'
import { notFound } from '../problem.ts'
import { parse } from '../read.ts'
import { slug } from '../requests/fields.ts'
import { pageOf, pageQuery, problems, read } from './route.ts'

const tag = 'registration'
const params = z.object({
  id: z
    .string()
    .regex(/^[a-z0-9-]{1,100}~[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/, 'This is not an id.')
    .openapi({ description: '`<webinar>~<person>`' }),
})

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
    read: async ({ params }, c) => shown(await placeOf(c, params.id)),
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
      responses: { 302: { description: 'There it is' }, ...problems },
    })
    app.get(`/registrations/:id/${part}`, async (c) => {
      const url = where(shown(await placeOf(c, parse(params, c.req.param()).id)))
      if (url === null) throw notFound(part)
      return c.redirect(url, 302)
    })
  }

  /** @throws ProblemError for whoever has neither the link nor an administrator’s token */
  async function placeOf(c: Context, id: string): Promise<Registration> {
    if ((await administratorOrNull(c, deps, 'see people')) === null) {
      requireLink(c, deps, { noun: 'registration', id, version: 1 }, tag)
    }
    const [webinar = '', personId = ''] = id.split('~')
    const place = await registrationOf(deps.sql, { webinar, personId })
    if (place === null) throw notFound(tag)
    return place
  }
}

/** A place with what it opens at this moment, and nothing that it does not. */
function shown(place: Registration) {
  const { joinUrl, joinNotes, slidesUrl, recordingUrl, ...rest } = place
  const { personId: _, joinRevision: __, revision: ___, ...facts } = rest
  const isAhead = place.canAttend && place.endedAt === null
  const hasSlides = place.includes.includes('slides') && (place.canAttend || place.canWatch)
  return {
    ...facts,
    joinUrl: isAhead ? joinUrl : null,
    joinNotes: isAhead ? joinNotes : null,
    slidesUrl: hasSlides ? slidesUrl : null,
    recordingUrl: place.canWatch ? recordingUrl : null,
  }
}
