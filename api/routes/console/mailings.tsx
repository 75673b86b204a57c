import { randomUUID } from 'node:crypto'
import { z } from '@hono/zod-openapi'
import { type Context, Hono } from 'hono'
import { mailingOf } from '../../../delivery/subject.ts'
import { may } from '../../../domain/permission.ts'
import { isMailing, mailings } from '../../../readmodels/mailing.ts'
import { Mailings } from '../../../web/console/mailings.tsx'
import type { Filled } from '../../../web/form.tsx'
import { ProblemPage } from '../../../web/problem.tsx'
import type { ApiDeps } from '../../deps.ts'
import { administrator } from '../../guard.ts'
import { show } from '../../page.tsx'
import { notFound } from '../../problem.ts'
import { mailingRateRequest } from '../../requests/mailing.ts'
import { viewer } from '../../session.ts'
import { takeForm } from '../form.ts'

const onList = 30

const done: Record<string, string> = {
  pauses: 'It is paused, after the batch that is under way.',
  resumptions: 'It goes on where it was paused.',
  rates: 'The rate is changed, from the next batch on.',
}

/** Mail to everybody with a place in a webinar: how far it has come, and stopping it. */
export function consoleMailingRoutes(deps: ApiDeps): Hono {
  const app = new Hono()

  app.get('/console/mailings', async (c) => {
    await administrator(c, deps, 'see webinars')
    const { person } = await viewer(c, deps)
    const cursor = c.req.query('cursor') ?? null
    const found = await mailings(deps.sql, { limit: onList, cursor })
    const page = (
      <Mailings
        mailings={found.items}
        more={found.next && `/console/mailings?cursor=${encodeURIComponent(found.next)}`}
        formKey={randomUUID()}
        mayAct={may(person?.role ?? null, 'send mailings')}
        saved={done[c.req.query('saved') ?? ''] ?? null}
      />
    )
    return show(c, deps, page)
  })

  app.post('/console/mailings/:id/pauses', (c) => stopOrGo(c, 'pause', 'pauses'))
  app.post('/console/mailings/:id/resumptions', (c) => stopOrGo(c, 'resume', 'resumptions'))
  app.post('/console/mailings/:id/rates', async (c) => {
    const actor = await administrator(c, deps, 'send mailings')
    const subject = await requireMailing(c)
    return takeForm(c, deps, {
      actor,
      schema: mailingRateRequest,
      read: ({ values }) => ({
        mailsAMinute: values.mailsAMinute ? Number(values.mailsAMinute) : null,
      }),
      again,
      submission: (facts) => ({ kind: 'changeRate', subject, facts }),
      next: () => '/console/mailings?saved=rates',
    })
  })
  return app

  async function requireMailing(c: Context): Promise<string> {
    const subject = mailingOf((c.req.param('id') ?? '').replaceAll('~', '/'))
    if (await isMailing(deps.sql, subject)) return subject
    throw notFound('mailing')
  }

  async function stopOrGo(c: Context, kind: 'pause' | 'resume', what: string) {
    const actor = await administrator(c, deps, 'send mailings')
    const subject = await requireMailing(c)
    return takeForm(c, deps, {
      actor,
      schema: z.strictObject({}),
      read: () => ({}),
      again,
      submission: () => ({ kind, subject }),
      next: () => `/console/mailings?saved=${what}`,
    })
  }
}

function again({ refusal, errors }: Filled) {
  return <ProblemPage title="This could not be done" detail={refusal ?? errors[0]?.message ?? ''} />
}
