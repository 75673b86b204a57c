import { type OpenAPIHono, z } from '@hono/zod-openapi'
import { webinarOf } from '../../delivery/subject.ts'
import type { Action } from '../../domain/permission.ts'
import { missingInCatalogue } from '../../readmodels/catalogue.ts'
import { stageOfWebinar, webinarBySlug, webinarInFull, webinars } from '../../readmodels/webinar.ts'
import type { ApiDeps } from '../deps.ts'
import { administrator, administratorOrNull } from '../guard.ts'
import { testOf } from '../mailing-test.ts'
import { notFound, wrongField } from '../problem.ts'
import { slug } from '../requests/fields.ts'
import { mailingTestRequest } from '../requests/mailing-test.ts'
import * as requests from '../requests/webinar.ts'
import { startIn } from '../start.ts'
import { command, pageOf, pageQuery, read } from './route.ts'

const tag = 'webinar'
const params = z.object({ slug })

/** Webinars: making them, selling them, holding them, and their recordings, under `/webinars`. */
export function webinarRoutes(app: OpenAPIHono, deps: ApiDeps): void {
  command(app, deps, {
    path: '/webinars',
    summary: 'Make a webinar, as a draft',
    tag,
    body: requests.webinarRequest,
    who: (c) => administrator(c, deps, 'edit webinars'),
    submission: async ({ body: { slug, ...described } }) => {
      await requireInCatalogue(described)
      return { kind: 'create', subject: webinarOf(slug), ...parted(described) }
    },
  })

  byAdministrator('changes', 'Change a draft', requests.webinarChangeRequest, async (change) => {
    await requireInCatalogue(change)
    return { kind: 'change', ...parted(change) }
  })

  byAdministrator('publications', 'Put it on sale', z.strictObject({}), () => ({ kind: 'publish' }))

  byAdministrator(
    'join-details',
    'Say how to attend; everybody with a place is mailed, also when it changes',
    requests.joinDetailsRequest,
    (body) => ({ kind: 'setJoinDetails', body }),
  )

  byAdministrator(
    'slides',
    'Attach the slides, which come with the recording',
    requests.slidesRequest,
    (body) => ({ kind: 'attachSlides', body }),
  )

  byAdministrator(
    'recordings',
    'Publish the recording; everybody with access is mailed, once',
    requests.recordingRequest,
    ({ minutes, ...body }) => ({ kind: 'publishRecording', facts: { minutes }, body }),
  )

  byAdministrator(
    'starts',
    'Begin now, up to an hour early; else the clock does it',
    z.strictObject({}),
    () => ({ kind: 'goLive' }),
  )

  byAdministrator('endings', 'End now; else the clock does it', z.strictObject({}), () => ({
    kind: 'end',
  }))

  byAdministrator(
    'reschedulings',
    'Put it on another date, also after it was postponed; everybody concerned is mailed',
    requests.reschedulingRequest,
    rescheduled,
  )

  byAdministrator(
    'postponements',
    'Put it off without a new date; everybody concerned is mailed',
    requests.postponementRequest,
    (body) => ({ kind: 'postpone', body }),
  )

  byAdministrator(
    'cancellations',
    'It does not take place; ten minutes later everybody is mailed and every order is settled',
    requests.webinarCancellationRequest,
    ({ remedy, reason }) => ({ kind: 'cancel', facts: { remedy }, body: { reason } }),
    'cancel webinars',
  )

  byAdministrator(
    'cancellation-undos',
    'It takes place after all, within ten minutes of canceling it',
    z.strictObject({}),
    () => ({ kind: 'undoCancellation' }),
    'cancel webinars',
  )

  command(app, deps, {
    path: '/webinars/{slug}/tests',
    summary: 'Mail what everybody with a place would get to yourself alone',
    tag,
    params,
    body: mailingTestRequest,
    who: (c) => administrator(c, deps, 'send mailings'),
    submission: async ({ params, body }) => {
      const webinar = await webinarBySlug(deps.sql, params.slug)
      if (webinar === null) throw notFound(tag)
      return testOf(webinar, body)
    },
  })

  reading(app, deps)

  function byAdministrator<B extends z.ZodObject>(
    what: string,
    summary: string,
    body: B,
    made: (body: z.output<B>) => Made | Promise<Made>,
    action: Action = 'edit webinars',
  ): void {
    command(app, deps, {
      path: `/webinars/{slug}/${what}`,
      summary,
      tag,
      params,
      body,
      who: (c) => administrator(c, deps, action),
      submission: async ({ params, body }) => {
        if ((await stageOfWebinar(deps.sql, params.slug)) === null) throw notFound(tag)
        return { ...(await made(body)), subject: webinarOf(params.slug) }
      },
    })
  }

  async function requireInCatalogue(named: Described): Promise<void> {
    const [missing] = await missingInCatalogue(deps.sql, named)
    if (missing === undefined) return
    throw wrongField(missing.field, `There is no ${nouns[missing.field]} “${missing.slug}”.`)
  }
}

/** What may stand in a history, and the reason, which stays in Postgres. */
export function rescheduled({
  startsAt,
  timeZone,
  reason,
}: z.output<typeof requests.reschedulingRequest>): Made {
  const facts = { startsAt: startIn(startsAt, timeZone), timeZone }
  return { kind: 'reschedule', facts, body: { reason } }
}

interface Made {
  kind: string
  facts?: object
  body?: object
}

type Described = z.output<typeof requests.webinarChangeRequest>

const nouns = { presenter: 'presenter', priceList: 'price list', series: 'series' }

/** What may stand in a history, and the texts that stay in Postgres. */
function parted({ startsAt, timeZone, title, overview, agenda, ...facts }: Described) {
  const starts = startsAt && timeZone ? { startsAt: startIn(startsAt, timeZone), timeZone } : {}
  const texts = Object.entries({ title, overview, agenda }).filter(([, value]) => value)
  return { facts: { ...facts, ...starts }, body: Object.fromEntries(texts) }
}

function reading(app: OpenAPIHono, deps: ApiDeps): void {
  read(app, {
    path: '/webinars',
    summary: 'Webinars with their prices: upcoming ones soonest first, else the latest first',
    tag,
    query: pageQuery.extend({
      show: z.enum(['upcoming', 'recorded'], 'Please give one of: upcoming, recorded.').optional(),
      presenter: slug.optional(),
      series: slug.optional(),
    }),
    answer: pageOf(z.looseObject({ slug: z.string() })).openapi('Webinars'),
    read: async ({ query }, c) => {
      const withDrafts = (await administratorOrNull(c, deps, 'see webinars')) !== null
      return webinars(deps.sql, { ...query, withDrafts })
    },
  })

  read(app, {
    path: '/webinars/{slug}',
    summary: 'One webinar; administrators see how to attend it, too',
    tag,
    params,
    answer: z.looseObject({ slug: z.string() }).openapi('Webinar'),
    read: async ({ params }, c) => {
      if ((await administratorOrNull(c, deps, 'see webinars')) !== null)
        return webinarInFull(deps.sql, params.slug)
      const webinar = await webinarBySlug(deps.sql, params.slug)
      return webinar?.stage === 'draft' ? null : webinar
    },
  })
}
