import type { Child } from 'hono/jsx'
import type { Inclusion } from '../domain/catalog.ts'
import { formatCents } from '../domain/money.ts'
import type { Webinar } from '../readmodels/webinar.ts'
import { Advice, type AdviceShown } from './advice.tsx'
import { Page } from './layout.tsx'
import { Facts } from './table.tsx'
import { PlanOf } from './webinar-plan.tsx'
import { When } from './when.tsx'

/** The place of whoever looks, and what it opens at this moment. */
export interface Place {
  /** Its own page. */
  page: string
  joinUrl: string | null
  recordingUrl: string | null
}

/** The ways to put a webinar into one's calendar. */
export interface CalendarLinks {
  file: string
  google: string
  outlook: string
  office: string
}

export interface WebinarShown {
  webinar: Webinar
  place: Place | null
  /** The number of the pass by which whoever looks registers free. */
  pass: string | null
  advice: AdviceShown | null
  calendar: CalendarLinks | null
}

/** One webinar: what it is about, when it is, what it costs, and the one thing to do next. */
export function WebinarPage({ webinar, place, pass, advice, calendar }: WebinarShown) {
  return (
    <Page title={webinar.title} hasErrors={advice !== null && advice.error !== null}>
      <p class="eyebrow">{webinar.series.map(({ title }) => title).join(' · ') || 'Webinar'}</p>
      <h1>{webinar.title}</h1>
      <p class="lead">
        with {webinar.presenter.name}
        {webinar.action === 'register' && (
          <>
            <br />
            <When at={webinar.startsAt} zone={webinar.timeZone} />
          </>
        )}
      </p>
      <div class="split">
        <div>
          <Next webinar={webinar} place={place} pass={pass} />
          <h2>What it is about</h2>
          {webinar.overview.split(/\n{2,}/).map((paragraph) => (
            <p class="written">{paragraph}</p>
          ))}
          {webinar.agenda.length > 0 && (
            <>
              <h2>What we cover</h2>
              <ul>
                {webinar.agenda.map((item) => (
                  <li>{item}</li>
                ))}
              </ul>
            </>
          )}
          <h2>Your presenter</h2>
          <h3>{webinar.presenter.name}</h3>
          <p class="written">{webinar.presenter.biography}</p>
        </div>
        <aside aria-label="Date and place">
          <article>
            <Facts facts={facts(webinar)} />
            {calendar && (
              <p class="small">
                Put it into your calendar: <a href={calendar.file}>file for any calendar</a>,{' '}
                <a href={calendar.google}>Google</a>, <a href={calendar.office}>Outlook at work</a>,{' '}
                <a href={calendar.outlook}>Outlook at home</a>
              </p>
            )}
          </article>
        </aside>
      </div>
      {advice && <Advice webinar={webinar.slug} advice={advice} />}
    </Page>
  )
}

function Next({ webinar, place, pass }: Pick<WebinarShown, 'webinar' | 'place' | 'pass'>) {
  const { slug, action, stage } = webinar
  if (place?.recordingUrl) {
    return (
      <Do href={place.recordingUrl} label="Watch the recording" note={<Mine place={place} />} />
    )
  }
  if (action === null) return <p class="notice waits">{closedWhy(webinar)}</p>
  if (place?.joinUrl) {
    return <Do href={place.joinUrl} label="Join the webinar" note={<Mine place={place} />} />
  }
  if (place) {
    return <Do href={place.page} label="See your place" note="It says what comes next, and when." />
  }
  const order = `/orders/new?webinar=${slug}`
  const price = <Price webinar={webinar} pass={pass} />
  if (action === 'register') return <Do href={order} label="Register" note={price} />
  if (action === 'join') {
    const atOnce = pass ? price : 'It is on now; a card gets you in at once.'
    return <Do href={order} label="Register and join" note={atOnce} />
  }
  return stage === 'recorded' ? (
    <Do href={order} label="Get the recording" note={price} />
  ) : (
    <p class="notice waits">
      This webinar is over. The recording is on its way; it can be bought here as soon as it is
      there.
    </p>
  )
}

function Price({ webinar, pass }: Pick<WebinarShown, 'webinar' | 'pass'>) {
  const { slug, prices } = webinar
  if (pass !== null) {
    return (
      <>
        Free with your pass {pass}. With colleagues?{' '}
        <a href={`/webinars/${slug}?people=3#prices`}>See what log-ins cost.</a>
      </>
    )
  }
  return (
    <>
      {formatCents(prices.individualCents)} for one person.{' '}
      <a href="#prices">
        {prices.teamTiers.length > 0 ? 'More people cost less each.' : 'See all prices.'}
      </a>
    </>
  )
}

function Mine({ place }: { place: Place }) {
  return (
    <>
      You have <a href={place.page}>a place</a>.
    </>
  )
}

function Do({ href, label, note }: { href: string; label: string; note: Child }) {
  return (
    <p class="actions">
      <a href={href} class="button">
        {label}
      </a>
      <span class="quiet">{note}</span>
    </p>
  )
}

const closedForNow = 'This webinar cannot be booked just now.'

function closedWhy({ stage, plan }: Webinar): string {
  return plan === 'cancelled'
    ? 'This webinar does not take place.'
    : (closed[stage] ?? closedForNow)
}

const closed: Partial<Record<Webinar['stage'], string>> = {
  draft: 'This is a draft that only administrators see.',
  postponed: 'This webinar is postponed. A new date will stand here.',
  'no-recording': 'This webinar is over, and there is no recording of it.',
  archived: 'This webinar is not on sale any more.',
}

const inclusions: Record<Inclusion, string> = {
  recording: 'the recording, for ever',
  slides: 'the slides',
  certificate: 'a certificate of attendance',
  forum: 'the forum',
}

function facts(webinar: Webinar) {
  const { plan, startsAt, timeZone, minutes, includes, endedAt } = webinar
  return [
    [endedAt ? 'Took place' : 'When', <PlanOf {...{ plan, startsAt, timeZone }} />],
    ['Length', `${minutes} minutes`],
    ['Where', 'Online, in your browser'],
    ['Included', new Intl.ListFormat('en-US').format(includes.map((one) => inclusions[one]))],
  ] as const
}
