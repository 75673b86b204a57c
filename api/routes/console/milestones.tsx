import { randomUUID } from 'node:crypto'
import { type Context, Hono } from 'hono'
import type { Child } from 'hono/jsx'
import { daysLater, localDate } from '../../../domain/calendar.ts'
import { formatDate } from '../../../domain/date.ts'
import { type MilestoneKind, milestoneKinds } from '../../../domain/mailing.ts'
import { freeChangeDays } from '../../../domain/webinar-move.ts'
import { render } from '../../../mail/layout.tsx'
import { milestoneLetter } from '../../../mail/milestone.ts'
import { type WebinarInFull, webinarInFull } from '../../../readmodels/webinar.ts'
import { letterOf, MilestonePage } from '../../../web/console/milestone.tsx'
import type { WebinarForm } from '../../../web/console/webinar.tsx'
import type { WebinarMoveForm } from '../../../web/console/webinar-move.tsx'
import type { Filled } from '../../../web/form.tsx'
import { sendIn } from '../../answer.ts'
import type { ApiDeps } from '../../deps.ts'
import { administrator } from '../../guard.ts'
import { testOf } from '../../mailing-test.ts'
import { show } from '../../page.tsx'
import { notFound, ProblemError } from '../../problem.ts'
import { tryParse } from '../../read.ts'
import { mailingTestRequest } from '../../requests/mailing-test.ts'
import { viewer } from '../../session.ts'
import { only, type Typed, typed } from '../form.ts'
import { letterPolicy } from './templates.tsx'
import { movePage } from './webinar-moves.tsx'
import { wholeNumber } from './webinar-typed.ts'
import { webinarPage } from './webinars.tsx'

const sentToMe = 'A test is on its way to you. Nobody else gets it.'

/** What everybody with a place is mailed: to look at, and to send to oneself, before it goes out. */
export function consoleMilestoneRoutes(deps: ApiDeps): Hono {
  const app = new Hono()
  const path = '/console/webinars/:slug/letters/:kind'

  app.get(path, async (c) => {
    const { webinar, kind, rendered } = await asked(c)
    const saved = c.req.query('saved') === 'test' ? sentToMe : null
    const { subject, text } = rendered
    const shown = { webinar, kind, subject, text, formKey: randomUUID(), saved }
    return show(c, deps, <MilestonePage {...shown} />)
  })

  app.get(`${path}/html`, async (c) => {
    const { rendered } = await asked(c)
    c.header('content-security-policy', letterPolicy)
    c.header('x-frame-options', 'SAMEORIGIN')
    return c.html(rendered.html)
  })

  app.post(path, async (c) => {
    const actor = await administrator(c, deps, 'send mailings')
    const { webinar, kind } = await found(c)
    const { key } = await typed(c)
    await sendIn(deps, { ...testOf(webinar, { mail: kind }), actor, token: key })
    return c.redirect(`${letterOf(webinar.slug, kind)}?saved=test`, 303)
  })

  app.post('/console/webinars/:slug/tests/:kind', async (c) => {
    const actor = await administrator(c, deps, 'send mailings')
    const { webinar, kind } = await found(c)
    const form = formsOf[kind]
    if (form === undefined) throw notFound('page')
    const sent = await typed(c)
    const again = async (status: 200 | 422, wrong: Partial<Filled>, saved: string | null) =>
      show(c, deps, await pageAgain(c, { webinar, form, sent, wrong, saved }), status)
    const { values, errors } = tryParse(mailingTestRequest, { mail: kind, ...draftIn(sent) })
    if (errors !== null) return again(422, { errors }, null)
    try {
      await sendIn(deps, { ...testOf(webinar, values), actor, token: `${sent.key}/test` })
    } catch (error) {
      if (!(error instanceof ProblemError) || error.problem.status !== 422) throw error
      return again(422, { errors: error.problem.errors ?? [] }, null)
    }
    return again(200, {}, sentToMe)
  })
  return app

  /** The form with what was typed, and a new key: what it mails everybody is another submission. */
  async function pageAgain(
    c: Context,
    asked: {
      webinar: WebinarInFull
      form: WebinarForm | WebinarMoveForm
      sent: Typed
      wrong: Partial<Filled>
      saved: string | null
    },
  ): Promise<Child> {
    const { webinar, form, sent, wrong, saved } = asked
    const filled = { key: randomUUID(), values: sent.values, errors: [], refusal: null, ...wrong }
    return form === 'reschedulings' || form === 'postponements' || form === 'cancellations'
      ? movePage(deps, { form, webinar, filled, saved })
      : webinarPage(c, deps, webinar, { sent: { form, filled }, saved })
  }

  async function asked(c: Context) {
    await administrator(c, deps, 'see webinars')
    const { webinar, kind } = await found(c)
    const { person } = await viewer(c, deps)
    const { organisation, publicUrl, now } = deps
    const { zone } = organisation
    const until = daysLater(webinar.movedAt ?? now().toISOString(), freeChangeDays, zone)
    const letter = milestoneLetter(kind, {
      webinar,
      draft: {},
      reader: { name: person?.name ?? null, timeZone: person?.timeZone ?? null },
      link: `${publicUrl}/webinars/${webinar.slug}`,
      changeUntil: formatDate(localDate(until, zone)),
    })
    return { webinar, kind, rendered: render(letter, { organisation, publicUrl }) }
  }

  async function found(c: Context): Promise<{ webinar: WebinarInFull; kind: MilestoneKind }> {
    const kind = milestoneKinds.find((one) => one === c.req.param('kind'))
    const webinar = kind && (await webinarInFull(deps.sql, c.req.param('slug') ?? ''))
    if (!kind || !webinar) throw notFound('page')
    return { webinar, kind }
  }
}

/** Which form brings each letter about; reminders go out by themselves. */
const formsOf: Partial<Record<MilestoneKind, WebinarForm | WebinarMoveForm>> = {
  'join-details': 'join-details',
  'recording-published': 'recordings',
  'slides-attached': 'slides',
  rescheduled: 'reschedulings',
  'webinar-postponed': 'postponements',
  'webinar-cancelled': 'cancellations',
}

function draftIn({ values }: Typed): Record<string, unknown> {
  const texts = only(values, ['url', 'notes', 'startsAt', 'timeZone', 'reason', 'remedy'])
  return values.minutes === undefined ? texts : { ...texts, minutes: wholeNumber(values.minutes) }
}
