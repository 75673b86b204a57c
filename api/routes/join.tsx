import { randomUUID } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { membershipOf } from '../../delivery/subject.ts'
import { applicantByAddress } from '../../readmodels/membership.ts'
import { type Filled, unfilled } from '../../web/form.tsx'
import { AlreadyMember, Confirmed, Join, JoinSent } from '../../web/join.tsx'
import { sendIn } from '../answer.ts'
import type { ApiDeps } from '../deps.ts'
import { show } from '../page.tsx'
import { tryParse } from '../read.ts'
import * as requests from '../requests/membership.ts'
import { viewer } from '../session.ts'
import { provenApplicant } from '../v1/membership.ts'
import { only, takeForm, typed } from './form.ts'
import { wantedWebinar } from './wanted-webinar.ts'

/** Signing up, and confirming the address by the code. */
export function joinRoutes(deps: ApiDeps): Hono {
  const app = new Hono()
  const cameFor = (slug: unknown) => wantedWebinar(deps.sql, slug)

  app.get('/join', async (c) => {
    const { person } = await viewer(c, deps)
    const wanted = await cameFor(c.req.query('wanted'))
    if (person?.isMember) return show(c, deps, <AlreadyMember wanted={wanted} />)
    const known = { name: person?.name ?? '', email: person?.email ?? addressIn(c) ?? '' }
    return show(c, deps, <Join filled={unfilled(randomUUID(), known)} wanted={wanted} />)
  })

  app.post('/join', (c) =>
    takeForm(c, deps, {
      schema: requests.applicationRequest,
      read: ({ values }) =>
        only(values, ['name', 'email', 'organisation', 'role', 'why', 'wanted']),
      again: async (filled) => (
        <Join filled={filled} wanted={await cameFor(filled.values.wanted)} />
      ),
      actor: 'applicant',
      submission: (body) => ({
        kind: 'apply',
        subject: { personWithAddress: body.email },
        body,
      }),
      next: (_, __, { email, wanted }) => pathWith('/join/sent', { email, wanted }),
    }),
  )

  app.get('/join/sent', async (c) => show(c, deps, await sent(c, unfilled(randomUUID()))))
  app.get('/join/code', async (c) => show(c, deps, await sent(c, unfilled(randomUUID()))))

  app.post('/join/code', (c) =>
    takeForm(c, deps, {
      schema: requests.confirmationRequest,
      read: ({ values }) => ({ email: addressIn(c) ?? values.email, code: digits(values.code) }),
      again: (filled) => sent(c, filled),
      actor: 'applicant',
      submission: async (proof) => ({
        kind: 'confirm',
        subject: membershipOf(await provenApplicant(deps, proof)),
      }),
      next: () => pathWith('/join/confirmed', { wanted: c.req.query('wanted') }),
    }),
  )

  app.get('/join/confirmed', async (c) =>
    show(c, deps, <Confirmed wanted={await cameFor(c.req.query('wanted'))} />),
  )

  app.post('/join/resend', async (c) => {
    const { key, values } = await typed(c)
    const { email = '', wanted } = values
    const asked = tryParse(requests.confirmationMailRequest, { email })
    const applicant = asked.values && (await applicantByAddress(deps.sql, asked.values.email))
    if (applicant) {
      const subject = membershipOf(applicant.id)
      await sendIn(deps, { kind: 'resend', subject, actor: 'applicant', token: key })
    }
    return c.redirect(pathWith('/join/sent', { email, wanted, again: 'yes' }), 303)
  })
  return app

  async function sent(c: Context, code: Filled) {
    const email = addressIn(c)
    const wanted = await cameFor(c.req.query('wanted'))
    return (
      <JoinSent
        codeAction={pathWith('/join/code', { email, wanted: wanted?.slug })}
        email={email}
        wanted={wanted}
        code={code}
        resendKey={randomUUID()}
        again={c.req.query('again') === 'yes'}
      />
    )
  }
}

function addressIn(c: Context): string | null {
  const { email } = c.req.query()
  return tryParse(requests.confirmationMailRequest, { email }).values?.email ?? null
}

function pathWith(path: string, more: Record<string, string | null | undefined>): string {
  const given = Object.entries(more).filter((entry): entry is [string, string] => Boolean(entry[1]))
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`
}

function digits(code: string | undefined): string {
  return (code ?? '').replace(/\s/g, '')
}
