import { randomUUID } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { membershipOf } from '../../delivery/subject.ts'
import { asTold, isUntold } from '../../domain/membership-told.ts'
import { type Application, applicationOf } from '../../readmodels/membership.ts'
import { ApplicationPage } from '../../web/application.tsx'
import { type Filled, unfilled } from '../../web/form.tsx'
import type { ApiDeps } from '../deps.ts'
import { requireLink } from '../guard.ts'
import { show } from '../page.tsx'
import { notFound } from '../problem.ts'
import { parse } from '../read.ts'
import { id } from '../requests/fields.ts'
import * as requests from '../requests/membership.ts'
import { viewer } from '../session.ts'
import { applicationTarget } from '../v1/membership.ts'
import { only, takeForm } from './form.ts'
import { wantedWebinar } from './wanted-webinar.ts'

/** The page of an application, for its applicant by the link in the mail. Opening it changes nothing. */
export function applicationRoutes(deps: ApiDeps): Hono {
  const app = new Hono()

  app.get('/applications', async (c) => {
    const { person } = await viewer(c, deps)
    return c.redirect(person?.role ? '/console' : '/join', 303)
  })

  app.get('/applications/:id', async (c) => {
    const application = await own(c)
    return show(c, deps, await page(c, application, unfilled(randomUUID())))
  })

  app.post('/applications/:id/:form', async (c) => {
    const application = await own(c)
    const form = forms[c.req.param('form')]
    if (form === undefined) throw notFound('page')
    return takeForm(c, deps, {
      schema: form.schema,
      read: ({ values }) => only(values, form.fields),
      again: async (filled) => page(c, await there(application.id), filled),
      actor: form.kind === 'confirm' ? 'applicant' : `applicant:${application.id}`,
      submission: (body) => ({ kind: form.kind, subject: membershipOf(application.id), body }),
      next: () => pathOf(c, application.id, ''),
    })
  })
  return app

  async function own(c: Context): Promise<Application> {
    const person = parse(id, c.req.param('id'), 'id')
    const application = await applicationOf(deps.sql, person)
    requireLink(c, deps, applicationTarget(person, application?.application), 'application')
    return application ?? Promise.reject(notFound('application'))
  }

  async function there(person: string): Promise<Application> {
    return (await applicationOf(deps.sql, person)) ?? Promise.reject(notFound('application'))
  }

  async function page(c: Context, application: Application, filled: Filled) {
    const at = deps.now().toISOString()
    const isRefused = filled.refusal !== null && isUntold(application, at)
    return (
      <ApplicationPage
        application={asTold(application, at)}
        wanted={await wantedWebinar(deps.sql, application.wanted)}
        actionOf={(form) => pathOf(c, application.id, `/${form}`)}
        answer={isRefused ? { ...filled, refusal: beingDecided } : filled}
        formKey={randomUUID()}
      />
    )
  }
}

const beingDecided = 'We are deciding on your application right now. You hear from us shortly.'

const forms: Record<
  string,
  {
    kind: string
    schema: typeof requests.answerRequest | typeof requests.nothing
    fields: string[]
  }
> = {
  confirmations: { kind: 'confirm', schema: requests.nothing, fields: [] },
  withdrawals: { kind: 'withdraw', schema: requests.nothing, fields: [] },
  answers: { kind: 'answer', schema: requests.answerRequest, fields: ['text'] },
}

function pathOf(c: Context, person: string, form: string): string {
  const token = c.req.query('token') ?? ''
  return `/applications/${person}${form}?${new URLSearchParams({ token })}`
}
