import { type Context, Hono } from 'hono'
import { adviseOptions, type Benefit, benefits, tellingApart } from '../../domain/price-advice.ts'
import { cheaperThan } from '../../domain/price-advice-words.ts'
import { choicesFor } from '../../readmodels/advice.ts'
import { allSeries, presenters } from '../../readmodels/catalogue.ts'
import { type Registration, registrationOf } from '../../readmodels/registration.ts'
import { type Webinar, webinarBySlug, webinarInFull, webinars } from '../../readmodels/webinar.ts'
import type { AdviceShown } from '../../web/advice.tsx'
import { type Filter, Home, WebinarList } from '../../web/home.tsx'
import { WebinarPage } from '../../web/webinar.tsx'
import type { ApiDeps } from '../deps.ts'
import { administratorOrNull } from '../guard.ts'
import { freeWayOf } from '../order-free.ts'
import { show, showToAll } from '../page.tsx'
import { nowOpen } from '../place.ts'
import { notFound } from '../problem.ts'
import { tryParse } from '../read.ts'
import { adviceQuery } from '../requests/advice.ts'
import { viewer } from '../session.ts'
import { calendarFile, calendarLinks } from '../webinar-calendar.ts'

const onHome = 6
const onList = 24

/** What is on offer: the home page, the lists, and a page for each webinar. */
export function webinarRoutes(deps: ApiDeps): Hono {
  const app = new Hono()
  const { sql } = deps

  app.get('/', (c) => showToAll(c, deps, home))

  async function home() {
    const [upcoming, recorded] = await Promise.all([
      webinars(sql, { show: 'upcoming', limit: onHome, cursor: null }),
      webinars(sql, { show: 'recorded', limit: onHome, cursor: null }),
    ])
    return <Home upcoming={upcoming.items} recorded={recorded.items} />
  }

  app.get('/webinars', (c) => showToAll(c, deps, () => listOf(c)))

  async function listOf(c: Context) {
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
    return (
      <WebinarList
        webinars={found.items}
        filter={filter}
        presenters={everybody.items}
        series={every.items}
        more={more}
      />
    )
  }

  app.get('/webinars/:slug', async (c) => {
    const webinar = await webinarBySlug(sql, c.req.param('slug'))
    if (webinar === null) throw notFound('webinar')
    const isDraft = webinar.stage === 'draft'
    if (isDraft && (await administratorOrNull(c, deps, 'see webinars')) === null) {
      throw notFound('webinar')
    }
    const [place, offer] = await Promise.all([placeOf(c, webinar.slug), offerOf(c, webinar)])
    const { pass, advice } = offer
    const hasPlace = place !== null && (place.canAttend || place.canWatch)
    const page = (
      <WebinarPage
        webinar={webinar}
        place={hasPlace ? { ...nowOpen(place), page: pageOf(place) } : null}
        pass={pass}
        advice={advice}
        calendar={webinar.action === 'register' ? calendarLinks(deps, webinar) : null}
      />
    )
    return show(c, deps, page, advice?.error ? 422 : 200)
  })

  app.get('/webinars/:slug/calendar.ics', async (c) => {
    const webinar = await webinarInFull(sql, c.req.param('slug'))
    if (webinar === null || webinar.action !== 'register') throw notFound('webinar')
    const place = await placeOf(c, webinar.slug)
    return c.body(calendarFile(deps, { webinar, place }), 200, {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': `attachment; filename="${webinar.slug}.ics"`,
      'cache-control': 'private, no-cache',
    })
  })
  return app

  async function placeOf(c: Context, webinar: string): Promise<Registration | null> {
    const { person } = await viewer(c, deps)
    return person && registrationOf(sql, { webinar, personId: person.id })
  }

  /** Free by a pass, or at which prices; whoever has a pass sees these only if they ask. */
  async function offerOf(c: Context, webinar: Webinar) {
    if (webinar.action === null) return { pass: null, advice: null }
    const { person } = await viewer(c, deps)
    const way = person && (await freeWayOf(deps, { holder: person.id, webinar: webinar.slug }))
    const isFree = way !== null && c.req.query('people') === undefined
    const advice = isFree ? null : await adviceOn(deps, webinar, asked(c))
    return { pass: way?.passNumber ?? null, advice }
  }
}

interface Asked {
  people: string
  wants: Benefit[]
}

function asked(c: Context): Asked {
  const ticked = c.req.queries('wants') ?? []
  return {
    people: c.req.query('people') ?? '1',
    wants: benefits.filter((one) => ticked.includes(one)),
  }
}

async function adviceOn(
  deps: ApiDeps,
  { slug, action, stage }: Webinar,
  { people: typed, wants }: Asked,
): Promise<AdviceShown | null> {
  const choices = await choicesFor(deps.sql, slug)
  if (choices === null) return null
  const { values, errors } = tryParse(adviceQuery.pick({ people: true }), { people: typed })
  const people = values?.people ?? 1
  const options = adviseOptions({ ...choices, people })
  if ('code' in options) return null
  return {
    people,
    typed,
    error: errors?.[0]?.message ?? null,
    choices: tellingApart(options),
    wants,
    options,
    sentences: cheaperThan(options, { product: 'individual', people, wants }),
    isClosed: action === 'get-the-recording' && stage !== 'recorded',
  }
}

function pageOf({ webinar, personId }: Registration): string {
  return `/registrations/${webinar}~${personId}`
}
