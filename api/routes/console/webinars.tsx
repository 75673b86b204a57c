import { randomUUID } from 'node:crypto'
import type { z } from '@hono/zod-openapi'
import { type Context, Hono } from 'hono'
import { webinarOf } from '../../../delivery/subject.ts'
import type { WebinarStage } from '../../../domain/webinar.ts'
import { cancellationProgress } from '../../../readmodels/cancellation.ts'
import {
  allSeries,
  missingInCatalogue,
  presenters,
  priceLists,
} from '../../../readmodels/catalogue.ts'
import { happened } from '../../../readmodels/happened.ts'
import { mailings } from '../../../readmodels/mailing.ts'
import { registrationsOf } from '../../../readmodels/registration.ts'
import { type WebinarInFull, webinarInFull } from '../../../readmodels/webinar.ts'
import { webinarRows } from '../../../readmodels/webinar-row.ts'
import { WebinarPage } from '../../../web/console/webinar.tsx'
import { NewWebinar } from '../../../web/console/webinar-form.tsx'
import { webinarStages } from '../../../web/console/webinar-words.ts'
import { Webinars } from '../../../web/console/webinars.tsx'
import { unfilled } from '../../../web/form.tsx'
import type { ApiDeps } from '../../deps.ts'
import { administrator } from '../../guard.ts'
import { show } from '../../page.tsx'
import { notFound, wrongField } from '../../problem.ts'
import * as requests from '../../requests/webinar.ts'
import { startIn } from '../../start.ts'
import { takeForm } from '../form.ts'
import { temporalLink } from './outcome.ts'
import { type FormOfWebinar, formsOfWebinar, savedWebinar } from './webinar-forms.ts'
import { draftTyped, draftValues } from './webinar-typed.ts'

const onList = 50
const everything = { limit: 500, cursor: null }

/** Webinars: finding, making, selling and holding them. */
export function consoleWebinarRoutes(deps: ApiDeps): Hono {
  const app = new Hono()
  const { sql } = deps

  app.get('/console/webinars', async (c) => {
    await administrator(c, deps, 'see webinars')
    const { search = '', cursor = null } = c.req.query()
    const stage = stageNamed(c.req.query('stage'))
    const found = await webinarRows(sql, { search: search.trim(), stage, cursor, limit: onList })
    const more =
      found.next && new URLSearchParams({ search, stage: stage ?? '', cursor: found.next })
    const page = (
      <Webinars
        rows={found.items}
        search={search}
        stage={stage}
        more={more && `/console/webinars?${more}`}
      />
    )
    return show(c, deps, page)
  })

  app.get('/console/webinars/new', async (c) => {
    await administrator(c, deps, 'edit webinars')
    const usual = { timeZone: deps.organisation.zone, minutes: '60' }
    const page = (
      <NewWebinar {...(await ingredients(deps))} filled={unfilled(randomUUID(), usual)} />
    )
    return show(c, deps, page)
  })

  app.post('/console/webinars/new', async (c) => {
    const actor = await administrator(c, deps, 'edit webinars')
    return takeForm(c, deps, {
      actor,
      schema: requests.webinarRequest,
      read: ({ values }) => ({ slug: values.slug ?? '', ...draftTyped(values) }),
      again: async (filled) => <NewWebinar {...(await ingredients(deps))} filled={filled} />,
      submission: async ({ slug, ...described }) => {
        await requireInCatalogue(deps, described)
        return { kind: 'create', subject: webinarOf(slug), ...parted(described) }
      },
      next: (subject) => pageOf(subject, 'made'),
    })
  })

  app.get('/console/webinars/:slug', async (c) => {
    await administrator(c, deps, 'see webinars')
    const webinar = await found(deps, c.req.param('slug'))
    const saved = savedWebinar(c.req.query('saved'))
    return show(c, deps, await webinarPage(c, deps, webinar, { sent: null, saved }))
  })

  for (const [name, form] of Object.entries(formsOfWebinar)) {
    app.post(`/console/webinars/:slug/${name}`, (c) => take(c, name as FormOfWebinar, form.schema))
  }
  return app

  async function take(c: Context, name: FormOfWebinar, schema: z.ZodType) {
    const actor = await administrator(c, deps, 'edit webinars')
    const webinar = await found(deps, c.req.param('slug') ?? '')
    const { read, made } = formsOfWebinar[name]
    return takeForm(c, deps, {
      actor,
      schema,
      read: ({ values }) => read(values),
      again: (filled) =>
        webinarPage(c, deps, webinar, { sent: { form: name, filled }, saved: null }),
      submission: async (values) => {
        const subject = webinarOf(webinar.slug)
        if (name !== 'changes') return { ...made(values as Record<string, unknown>), subject }
        const change = values as z.output<typeof requests.webinarChangeRequest>
        await requireInCatalogue(deps, change)
        return { kind: 'change', subject, ...parted(change) }
      },
      next: (subject) => pageOf(subject, name),
    })
  }
}

/** The page of a webinar, with the form that was sent from it. */
export async function webinarPage(
  c: Context,
  deps: ApiDeps,
  webinar: WebinarInFull,
  { sent, saved }: Pick<Parameters<typeof WebinarPage>[0], 'sent' | 'saved'>,
) {
  const { sql } = deps
  const { slug } = webinar
  const cursor = personAfter(c.req.query('cursor'))
  const isSettling = webinar.settlingAt !== null
  const [known, people, mailed, history, settling] = await Promise.all([
    ingredients(deps),
    registrationsOf(sql, { webinar: slug, limit: onList, cursor }),
    mailings(sql, { webinar: slug, limit: 20, cursor: null }),
    happened(sql, { subjects: [webinarOf(slug)], limit: onList }),
    isSettling ? cancellationProgress(sql, slug) : null,
  ])
  return (
    <WebinarPage
      webinar={webinar}
      ingredients={known}
      people={people}
      settling={settling}
      mailings={mailed.items}
      happened={history}
      temporal={temporalLink(deps, webinarOf(slug))}
      formKey={randomUUID()}
      draft={draftValues(webinar)}
      sent={sent}
      saved={saved}
    />
  )
}

async function ingredients({ sql }: ApiDeps) {
  const [series, everybody, lists] = await Promise.all([
    allSeries(sql, everything),
    presenters(sql, everything),
    priceLists(sql, everything),
  ])
  return { series: series.items, presenters: everybody.items, priceLists: lists.items }
}

async function found({ sql }: ApiDeps, slug: string): Promise<WebinarInFull> {
  const webinar = await webinarInFull(sql, slug)
  if (webinar === null) throw notFound('webinar')
  return webinar
}

type Described = z.output<typeof requests.webinarChangeRequest>

/** What may stand in a history, and the texts that stay in Postgres. */
function parted({ startsAt, timeZone, title, overview, agenda, ...facts }: Described) {
  const starts = startsAt && timeZone ? { startsAt: startIn(startsAt, timeZone), timeZone } : {}
  const texts = Object.entries({ title, overview, agenda }).filter(([, value]) => value)
  return { facts: { ...facts, ...starts }, body: Object.fromEntries(texts) }
}

async function requireInCatalogue({ sql }: ApiDeps, named: Described): Promise<void> {
  const [missing] = await missingInCatalogue(sql, named)
  if (missing !== undefined) throw wrongField(missing.field, 'Please choose one of these.')
}

function pageOf(subject: string, saved: string): string {
  return `/console/webinars/${subject.slice('webinar:'.length)}?saved=${saved}`
}

function stageNamed(name: string | undefined): WebinarStage | null {
  return name !== undefined && Object.hasOwn(webinarStages, name) ? (name as WebinarStage) : null
}

function personAfter(cursor: string | undefined): string | null {
  return cursor !== undefined && /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(cursor)
    ? cursor
    : null
}
