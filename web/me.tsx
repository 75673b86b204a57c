import { formatDate } from '../domain/date.ts'
import type { OwnOrder, OwnPass, OwnWebinar } from '../readmodels/own.ts'
import { Page } from './layout.tsx'
import { stageNames } from './order/words.ts'
import { useSite } from './site.ts'
import { Table } from './table.tsx'
import { PlanOf } from './webinar-plan.tsx'
import { When } from './when.tsx'

type Linked<T> = Omit<T, 'linkVersion'> & { link: string }

export interface MeShown {
  name: string
  webinars: readonly OwnWebinar[]
  orders: readonly Linked<OwnOrder>[]
  passes: readonly Linked<OwnPass>[]
}

/** Everything that somebody has with us: webinars to join and watch, passes, orders. */
export function Me({ name, webinars, orders, passes }: MeShown) {
  const { person } = useSite()
  return (
    <Page title="My webinars">
      <p class="eyebrow">{name}</p>
      <h1>My webinars</h1>
      {webinars.length === 0 && (
        <p class="empty">
          You have no webinar yet. <a href="/">See what is coming and what can be watched</a>.
        </p>
      )}
      {webinars.length > 0 && (
        <ul class="cards">
          {webinars.map((webinar) => (
            <li class="card">
              <OwnCard webinar={webinar} />
            </li>
          ))}
        </ul>
      )}
      {passes.length > 0 && <Passes passes={passes} />}
      <h2>My orders</h2>
      <Table
        caption="Orders, the latest first"
        isCaptionHidden
        columns={[
          {
            title: 'Order',
            isHead: true,
            cell: ({ number, link }) => <a href={link}>Order {number}</a>,
          },
          { title: 'For', cell: ({ title }) => title },
          { title: 'Placed', cell: ({ placedAt }) => <When at={placedAt} /> },
          { title: 'State', cell: ({ stage }) => stageNames[stage] },
        ]}
        rows={orders}
        empty="You have ordered nothing yourself. Places that somebody ordered for you stand above."
      />
      <p class="actions">
        <a href="/me/profile">Profile</a>
        <a href="/me/sessions">Where you are signed in</a>
        {person?.role && <a href="/me/security">Security</a>}
        <a href="/contact">Ask us something</a>
      </p>
    </Page>
  )
}

function OwnCard({ webinar }: { webinar: OwnWebinar }) {
  const { plan, canAttend, canWatch, joinUrl, joinNotes, recordingUrl, slidesUrl, endedAt } =
    webinar
  const isAhead = canAttend && endedAt === null && plan === 'on'
  return (
    <>
      <h2>
        <a href={`/webinars/${webinar.webinar}`}>{webinar.title}</a>
      </h2>
      <p class="small">
        <PlanOf {...webinar} />
      </p>
      {isAhead && joinUrl && (
        <p>
          <a href={joinUrl} class="button">
            Join <span class="visually-hidden">{webinar.title}</span>
          </a>
        </p>
      )}
      {isAhead && joinNotes && <p class="small written">{joinNotes}</p>}
      {isAhead && !joinUrl && (
        <p class="quiet">
          How to join comes by email, and stands here, a day before at the latest.
        </p>
      )}
      {canWatch && recordingUrl && (
        <p>
          <a href={recordingUrl} class="button">
            Watch <span class="visually-hidden">{webinar.title}</span>
          </a>
        </p>
      )}
      {plan === 'on' && !isAhead && !(canWatch && recordingUrl) && (
        <p class="quiet">
          {canWatch
            ? 'The recording stands here as soon as it is published.'
            : 'The recording opens when the order is paid.'}
        </p>
      )}
      {slidesUrl && webinar.includes.includes('slides') && (
        <p>
          <a href={slidesUrl}>
            Slides <span class="visually-hidden">of {webinar.title}</span>
          </a>
        </p>
      )}
    </>
  )
}

function Passes({ passes }: Pick<MeShown, 'passes'>) {
  return (
    <>
      <h2>My passes</h2>
      <ul>
        {passes.map(({ number, title, endsOn, link }) => (
          <li>
            <a href={link}>
              {title}, pass {number}
            </a>
            {endsOn && `, until ${formatDate(endsOn)}`}
          </li>
        ))}
      </ul>
    </>
  )
}
