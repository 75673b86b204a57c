import type { Inclusion } from '../domain/catalog.ts'
import type { Registration } from '../readmodels/registration.ts'
import type { Webinar } from '../readmodels/webinar.ts'
import { Advice, type AdviceShown } from './advice.tsx'
import { Page } from './layout.tsx'
import { Facts } from './table.tsx'
import { When } from './when.tsx'

/** The place of whoever looks, where they have one. */
export type Place = Pick<Registration, 'canAttend' | 'canWatch' | 'joinUrl' | 'recordingUrl'>

export interface WebinarShown {
  webinar: Webinar
  place: Place | null
  advice: AdviceShown | null
  calendar: { file: string; google: string; outlook: string } | null
}

/** One webinar: what it is about, when it is, what it costs, and the one thing to do next. */
export function WebinarPage({ webinar, place, advice, calendar }: WebinarShown) {
  return (
    <Page title={webinar.title}>
      <p class="eyebrow">{webinar.series.map(({ title }) => title).join(' · ') || 'Webinar'}</p>
      <h1>{webinar.title}</h1>
      <p class="lead">with {webinar.presenter.name}</p>
      <div class="split">
        <div>
          <Next webinar={webinar} place={place} />
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
                <a href={calendar.google}>Google</a>, <a href={calendar.outlook}>Outlook</a>
              </p>
            )}
          </article>
        </aside>
      </div>
      {advice && <Advice webinar={webinar.slug} advice={advice} />}
    </Page>
  )
}

function Next({ webinar, place }: Pick<WebinarShown, 'webinar' | 'place'>) {
  const { slug, action } = webinar
  if (place?.canAttend && place.joinUrl && action !== 'get-the-recording') {
    return <Do href={place.joinUrl} label="Join the webinar" note="You have a place." />
  }
  if (place?.canWatch && place.recordingUrl) {
    return <Do href={place.recordingUrl} label="Watch the recording" note="It is yours to keep." />
  }
  if (place?.canAttend || place?.canWatch) {
    return <p class="notice">You have a place. We write to you as soon as you can join or watch.</p>
  }
  if (action === null) return <p class="notice waits">{closed[webinar.stage] ?? closedForNow}</p>
  const order = `/orders/new?webinar=${slug}`
  if (action === 'register') return <Do href={order} label="Register" note="Places are open." />
  if (action === 'join') {
    return (
      <Do href={order} label="Register and join" note="It is on now; a card gets you in at once." />
    )
  }
  return webinar.stage === 'recorded' ? (
    <Do href={order} label="Get the recording" note="It is yours to keep." />
  ) : (
    <p class="notice waits">
      This webinar is over. The recording is on its way; it can be bought here as soon as it is
      there.
    </p>
  )
}

function Do({ href, label, note }: { href: string; label: string; note: string }) {
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

const closed: Partial<Record<Webinar['stage'], string>> = {
  draft: 'This is a draft that only administrators see.',
  postponed: 'This webinar is put off. A new date will stand here.',
  cancelling: 'This webinar does not take place.',
  cancelled: 'This webinar does not take place.',
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
  const { startsAt, timeZone, minutes, includes, endedAt } = webinar
  return [
    [endedAt ? 'Took place' : 'When', <When at={startsAt} zone={timeZone} />],
    ['Length', `${minutes} minutes`],
    ['Where', 'Online, in your browser'],
    ['Included', new Intl.ListFormat('en-US').format(includes.map((one) => inclusions[one]))],
  ] as const
}
