import { randomUUID } from 'node:crypto'
import { z } from '@hono/zod-openapi'
import { type Context, Hono } from 'hono'
import { webinarOf } from '../../../delivery/subject.ts'
import type { Action } from '../../../domain/permission.ts'
import { countConcerned, ordersToSettle } from '../../../readmodels/cancellation.ts'
import { type WebinarInFull, webinarInFull } from '../../../readmodels/webinar.ts'
import {
  type WebinarMoveForm,
  WebinarMovePage,
  type WebinarMoveShown,
} from '../../../web/console/webinar-move.tsx'
import { unfilled } from '../../../web/form.tsx'
import { ProblemPage } from '../../../web/problem.tsx'
import type { ApiDeps } from '../../deps.ts'
import { administrator } from '../../guard.ts'
import { show } from '../../page.tsx'
import { notFound } from '../../problem.ts'
import * as requests from '../../requests/webinar.ts'
import { rescheduled } from '../../v1/webinar.ts'
import { takeForm } from '../form.ts'
import { draftValues } from './webinar-typed.ts'

interface Move<S extends z.ZodType> {
  form: WebinarMoveForm
  action: Action
  schema: S
  made: (values: z.output<S>) => { kind: string; facts?: object; body?: object }
}

/** Another date for a webinar, or none: each with a page that says first who will be told. */
export function consoleWebinarMoveRoutes(deps: ApiDeps): Hono {
  const app = new Hono()

  offered({
    form: 'reschedulings',
    action: 'edit webinars',
    schema: requests.reschedulingRequest,
    made: rescheduled,
  })
  offered({
    form: 'postponements',
    action: 'edit webinars',
    schema: requests.postponementRequest,
    made: (body) => ({ kind: 'postpone', body }),
  })
  offered({
    form: 'cancellations',
    action: 'cancel webinars',
    schema: requests.webinarCancellationRequest,
    made: ({ remedy, reason }) => ({ kind: 'cancel', facts: { remedy }, body: { reason } }),
  })

  app.post('/console/webinars/:slug/cancellation-undos', async (c) => {
    const actor = await administrator(c, deps, 'cancel webinars')
    const { slug } = await found(c)
    return takeForm(c, deps, {
      actor,
      schema: z.strictObject({}),
      read: () => ({}),
      again: ({ refusal }) => <ProblemPage title="This could not be done" detail={refusal ?? ''} />,
      submission: () => ({ kind: 'undoCancellation', subject: webinarOf(slug) }),
      next: () => pageOf(slug, 'cancellation-undos'),
    })
  })
  return app

  function offered<S extends z.ZodType>({ form, action, schema, made }: Move<S>): void {
    const path = `/console/webinars/:slug/${form}`
    app.get(path, async (c) => {
      await administrator(c, deps, action)
      const webinar = await found(c)
      const { startsAt = '', timeZone = '' } = draftValues(webinar)
      return show(
        c,
        deps,
        await movePage(deps, {
          form,
          webinar,
          filled: unfilled(randomUUID(), { startsAt, timeZone }),
          saved: null,
        }),
      )
    })
    app.post(path, async (c) => {
      const actor = await administrator(c, deps, action)
      const webinar = await found(c)
      return takeForm(c, deps, {
        actor,
        schema,
        read: ({ values }) => values,
        again: (filled) => movePage(deps, { form, webinar, filled, saved: null }),
        submission: (values) => ({ ...made(values), subject: webinarOf(webinar.slug) }),
        next: () => pageOf(webinar.slug, form),
      })
    })
  }

  async function found(c: Context): Promise<WebinarInFull> {
    const webinar = await webinarInFull(deps.sql, c.req.param('slug') ?? '')
    if (webinar === null) throw notFound('webinar')
    return webinar
  }
}

/** The page of a change of plan, with how many people are told of it. */
export async function movePage(
  { sql }: ApiDeps,
  shown: Omit<WebinarMoveShown, 'people' | 'toSettle'>,
) {
  const { slug } = shown.webinar
  const [people, toSettle] = await Promise.all([
    countConcerned(sql, slug),
    ordersToSettle(sql, slug),
  ])
  return <WebinarMovePage {...shown} people={people} toSettle={toSettle} />
}

function pageOf(slug: string, saved: string): string {
  return `/console/webinars/${slug}?saved=${saved}`
}
