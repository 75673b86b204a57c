import type { Presenter, Series } from '../readmodels/catalogue.ts'
import type { Webinar } from '../readmodels/webinar.ts'
import { Page } from './layout.tsx'
import { useSite } from './site.ts'
import { More } from './table.tsx'
import { WebinarCards } from './webinar-card.tsx'

/** What is coming, and what can be watched. */
export function Home({
  upcoming,
  recorded,
}: {
  upcoming: readonly Webinar[]
  recorded: readonly Webinar[]
}) {
  const { name, person } = useSite()
  return (
    <Page title="Webinars for library staff">
      <h1>Webinars for library staff</h1>
      <p class="lead">
        Take part live, and come back to the recording whenever you like. Register by card, by
        purchase order or by check.
      </p>
      <h2>Coming up</h2>
      <WebinarCards webinars={upcoming} empty={nothingComing} />
      {upcoming.length > 0 && <More href="/webinars?show=upcoming" label="All that is coming" />}
      <h2>Watch now</h2>
      <WebinarCards webinars={recorded} empty={nothingToWatch} />
      {recorded.length > 0 && <More href="/webinars?show=recorded" label="All recordings" />}
      {person === null && (
        <>
          <h2>New to {name}?</h2>
          <p>
            Join for free, and we keep your webinars, recordings and orders in one place.{' '}
            <a href="/join">Join for free</a>
          </p>
        </>
      )}
    </Page>
  )
}

export interface Filter {
  show: 'upcoming' | 'recorded'
  presenter: string
  series: string
}

/** All webinars of a kind, by presenter or series where that is asked. */
export function WebinarList(props: {
  webinars: readonly Webinar[]
  filter: Filter
  presenters: readonly Presenter[]
  series: readonly Series[]
  more: string | null
}) {
  const { webinars, filter, presenters, series, more } = props
  const title = filter.show === 'upcoming' ? 'Coming up' : 'Watch now'
  return (
    <Page title={title}>
      <h1>{title}</h1>
      <form method="get" action="/webinars" class="inline no-print">
        <Choice name="show" label="Show" chosen={filter.show}>
          {[
            ['upcoming', 'What is coming'],
            ['recorded', 'Recordings'],
          ]}
        </Choice>
        <Choice name="presenter" label="Presenter" chosen={filter.presenter}>
          {[['', 'Everybody'], ...presenters.map(({ slug, name }) => [slug, name])]}
        </Choice>
        <Choice name="series" label="Series" chosen={filter.series}>
          {[['', 'All series'], ...series.map(({ slug, title }) => [slug, title])]}
        </Choice>
        <button type="submit" class="secondary">
          Show these
        </button>
      </form>
      <h2 class="visually-hidden">Webinars</h2>
      <WebinarCards webinars={webinars} empty={nothing(filter)} />
      {(filter.presenter || filter.series) && (
        <p>
          <a href={`/webinars?show=${filter.show}`}>Show everybody’s, of all series</a>
        </p>
      )}
      <More href={more} label="Show more webinars" />
    </Page>
  )
}

function nothing({ show, presenter, series }: Filter): string {
  if (presenter || series) return 'There is no such webinar. Choose another presenter or series.'
  return show === 'upcoming' ? nothingComing : nothingToWatch
}

const nothingComing =
  'No date is set just now. Watch a recording meanwhile, or ask us what is being planned.'

const nothingToWatch = 'There is no recording yet. It is here soon after the first webinar.'

function Choice(props: {
  name: string
  label: string
  chosen: string
  children: (string | undefined)[][]
}) {
  const { name, label, chosen, children } = props
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <select id={name} name={name}>
        {children.map(([value = '', words]) => (
          <option value={value} selected={value === chosen}>
            {words}
          </option>
        ))}
      </select>
    </div>
  )
}
