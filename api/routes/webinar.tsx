import { Hono } from 'hono'
import { calendarEntry } from '../../documents/calendar-entry.ts'
import { adviseOptions } from '../../domain/price-advice.ts'
import { cheaperThan } from '../../domain/price-advice-words.ts'
import { choicesFor } from '../../readmodels/advice.ts'
import { allSeries, presenters } from '../../readmodels/catalogue.ts'
import { registrationOf } from '../../readmodels/registration.ts'
import { type Webinar, webinarBySlug, webinars } from '../../readmodels/webinar.ts'
import type { AdviceShown } from '../../web/advice.tsx'
import { type Filter, Home, WebinarList } from '../../web/home.tsx'
import { WebinarPage } from '../../web/webinar.tsx'
import type { ApiDeps } from '../deps.ts'
import { administratorOrNull } from '../guard.ts'
import { show } from '../page.tsx'
import { notFound } from '../problem.ts'
import { tryParse } from '../read.ts'
import { adviceQuery } from '../requests/advice.ts'
import { viewer } from '../session.ts'

const onHome = 6
const onList = 24

/** What is on offer: the home page, the lists, and a page for each webinar. */
export function webinarRoutes(deps: ApiDeps): Hono {
  const app = new Hono()
  const { sql } = deps

  app.get('/', async (c) => {
    const [upcoming, recorded] = await Promise.all([
      webinars(sql, { show: 'upcoming', limit: onHome, cursor: null }),
      webinars(sql, { show: 'recorded', limit: onHome, cursor: null }),
    ])
    return show(c, deps, <Home upcoming={upcoming.items} recorded={recorded.items} />)
  })

  app.get('/webinars', async (c) => {
    const asked = c.req.query()
    const filter: Filter = {
      show: asked.show === 'recorded' ? 'recorded' : 'upcoming',
      presenter: asked.presenter ?? '',
      series: asked.series ?? '',
    }
    const everything = { limit: 200, cursor: null }
    const [found, everybody, every] = await Promise.all([
      webinars(sql, {
        show: filter.show,
        presenter: filter.presenter || undefined,
        series: filter.series || undefined,
        limit: onList,
        cursor: asked.cursor ?? null,
      }),
      presenters(sql, everything),
      allSeries(sql, everything),
    ])
    const more = found.next && `/webinars?${new URLSearchParams({ ...filter, cursor: found.next })}`
    const page = (
      <WebinarList
        webinars={found.items}
        filter={filter}
        presenters={everybody.items}
        series={every.items}
        more={more}
      />
    )
    return show(c, deps, page)
  })

  app.get('/webinars/:slug', async (c) => {
    const webinar = await webinarBySlug(sql, c.req.param('slug'))
    if (webinar === null) throw notFound('webinar')
    const isDraft = webinar.stage === 'draft'
    if (isDraft && (await administratorOrNull(c, deps, 'see webinars')) === null) {
      throw notFound('webinar')
    }
    const { person } = await viewer(c, deps)
    const [place, advice] = await Promise.all([
      person && registrationOf(sql, { webinar: webinar.slug, personId: person.id }),
      webinar.action && adviceOn(deps, webinar.slug, c.req.query('people') ?? '1'),
    ])
    const calendar = webinar.action === 'register' ? calendarLinks(deps, webinar) : null
    const page = <WebinarPage webinar={webinar} place={place} advice={advice} calendar={calendar} />
    return show(c, deps, page, advice?.error ? 422 : 200)
  })

  app.get('/webinars/:slug/calendar.ics', async (c) => {
    const webinar = await webinarBySlug(sql, c.req.param('slug'))
    if (webinar === null || webinar.action !== 'register') throw notFound('webinar')
    return c.body(entryOf(deps, webinar), 200, {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': `attachment; filename="${webinar.slug}.ics"`,
    })
  })
  return app
}

async function adviceOn(
  deps: ApiDeps,
  webinar: string,
  typed: string,
): Promise<AdviceShown | null> {
  const choices = await choicesFor(deps.sql, webinar)
  if (choices === null) return null
  const asked = tryParse(adviceQuery.pick({ people: true }), { people: typed })
  const people = asked.values?.people ?? 1
  const options = adviseOptions({ ...choices, people })
  if ('code' in options) return null
  const sentences = cheaperThan(options, { product: 'individual', people })
  return { people, error: asked.errors?.[0]?.message ?? null, options, sentences }
}

function calendarLinks(deps: ApiDeps, { slug, title, startsAt, minutes }: Webinar) {
  const endsAt = new Date(Date.parse(startsAt) + minutes * 60_000).toISOString()
  const details = `${deps.publicUrl}/webinars/${slug}`
  const basic = (at: string) => `${new Date(at).toISOString().replace(/[-:]|\.\d{3}/g, '')}`
  const google = { action: 'TEMPLATE', text: title, dates: `${basic(startsAt)}/${basic(endsAt)}` }
  const outlook = { subject: title, startdt: new Date(startsAt).toISOString(), enddt: endsAt }
  return {
    file: `/webinars/${slug}/calendar.ics`,
    google: `https://calendar.google.com/calendar/render?${new URLSearchParams({ ...google, details })}`,
    outlook: `https://outlook.live.com/calendar/0/deeplink/compose?${new URLSearchParams({ ...outlook, body: details })}`,
  }
}

function entryOf(deps: ApiDeps, webinar: Webinar): string {
  const { name, senderAddress } = deps.organisation
  return calendarEntry({
    uid: `${webinar.slug}@${new URL(deps.publicUrl).hostname}`,
    sequence: 0,
    writtenAt: deps.now().toISOString(),
    title: webinar.title,
    startsAt: webinar.startsAt,
    minutes: webinar.minutes,
    joinUrl: `${deps.publicUrl}/webinars/${webinar.slug}`,
    joinNotes: null,
    organiser: { name, email: senderAddress },
  })
}
