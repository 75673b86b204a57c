import { randomUUID } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { membershipOf } from '../../delivery/subject.ts'
import { type Application, applicantByAddress, applicationOf } from '../../readmodels/membership.ts'
import { type Filled, unfilled } from '../../web/form.tsx'
import { ApplicationPage, Confirmed, Join, JoinSent } from '../../web/join.tsx'
import { sendIn } from '../answer.ts'
import type { ApiDeps } from '../deps.ts'
import { requireLink } from '../guard.ts'
import { show } from '../page.tsx'
import { notFound } from '../problem.ts'
import { parse, tryParse } from '../read.ts'
import { id } from '../requests/fields.ts'
import * as requests from '../requests/membership.ts'
import { viewer } from '../session.ts'
import { applicationTarget, provenApplicant } from '../v1/membership.ts'
import { only, takeForm, typed } from './form.ts'

/** Signing up, confirming, and the page of an application. Opening a link changes nothing. */
export function joinRoutes(deps: ApiDeps): Hono {
  const app = new Hono()

  app.get('/join', (c) => {
    const { wanted = '', email = '' } = c.req.query()
    const known = { wanted, email }
    return show(c, deps, <Join filled={unfilled(randomUUID(), known)} />)
  })

  app.post('/join', (c) =>
    takeForm(c, deps, {
      schema: requests.applicationRequest,
      read: ({ values }) =>
        only(values, ['name', 'email', 'organisation', 'role', 'why', 'wanted']),
      again: (filled) => <Join filled={filled} />,
      actor: 'applicant',
      submission: (body) => ({
        kind: 'apply',
        subject: { personWithAddress: body.email },
        body,
      }),
      next: (_, __, { email = '' }) => sentTo(email),
    }),
  )

  app.get('/join/sent', (c) => {
    const { email = '', again } = c.req.query()
    return show(c, deps, sent(email, { code: unfilled(randomUUID()), again: again === 'yes' }))
  })

  app.post('/join/code', (c) => {
    const schema = requests.confirmationRequest
    return takeForm(c, deps, {
      schema,
      read: ({ values }) => ({ ...only(values, ['email']), code: digits(values.code) }),
      again: (filled) => sent(filled.values.email ?? '', { code: filled, again: false }),
      actor: 'applicant',
      submission: async (proof) => ({
        kind: 'confirm',
        subject: membershipOf(await provenApplicant(deps, proof)),
      }),
      next: () => '/join/confirmed',
    })
  })

  app.get('/join/confirmed', (c) => show(c, deps, <Confirmed />))

  app.post('/join/resend', async (c) => {
    const { key, values } = await typed(c)
    const { email = '' } = values
    const asked = tryParse(requests.confirmationMailRequest, { email })
    const applicant = asked.values && (await applicantByAddress(deps.sql, asked.values.email))
    if (applicant) {
      const subject = membershipOf(applicant.id)
      await sendIn(deps, { kind: 'resend', subject, actor: 'applicant', token: key })
    }
    return c.redirect(`${sentTo(email)}&again=yes`, 303)
  })

  app.get('/applications', async (c) => {
    const { person } = await viewer(c, deps)
    return c.redirect(person?.role ? '/console' : '/join', 303)
  })

  app.get('/applications/:id', async (c) => {
    const application = await own(c)
    return show(c, deps, page(c, application, unfilled(randomUUID())))
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
}

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

function page(c: Context, application: Application, answer: Filled) {
  return (
    <ApplicationPage
      application={application}
      actionOf={(form) => pathOf(c, application.id, `/${form}`)}
      answer={answer}
      formKey={randomUUID()}
    />
  )
}

function sent(email: string, { code, again }: { code: Filled; again: boolean }) {
  return <JoinSent email={email} code={code} resendKey={randomUUID()} again={again} />
}

function pathOf(c: Context, person: string, form: string): string {
  const token = c.req.query('token') ?? ''
  return `/applications/${person}${form}?${new URLSearchParams({ token })}`
}

function sentTo(email: string): string {
  return `/join/sent?${new URLSearchParams({ email })}`
}

function digits(code: string | undefined): string {
  return (code ?? '').replace(/\s/g, '')
}
