import type { WebinarPlan } from '../readmodels/webinar-plan.ts'
import { Page } from './layout.tsx'
import { type MailShown, Mails } from './order/papers.tsx'
import { Facts } from './table.tsx'
import { PlanOf } from './webinar-plan.tsx'
import { When } from './when.tsx'

/** Somebody's own place: what it opens now, and by when the rest is promised. */
export interface PlaceShown {
  title: string
  /** Null for a pass, which opens more than one. */
  session: {
    slug: string
    startsAt: string
    timeZone: string
    minutes: number
    hasEnded: boolean
    plan: WebinarPlan
  } | null
  /** Who gave it, where it came with an order of somebody else's. */
  givenBy: string | null
  email: string | null
  canAttend: boolean
  canWatch: boolean
  joinUrl: string | null
  joinNotes: string | null
  recordingUrl: string | null
  slidesUrl: string | null
  attendBy: string | null
  recordingBy: string | null
  mails: readonly MailShown[]
  /** Where to join the community, which is free, for who has not yet. */
  joinCommunity: string | null
}

/** The page behind the link in a mail: join, watch, and what comes when. */
export function PlacePage(place: PlaceShown) {
  const { title, session, givenBy, email, joinCommunity, mails } = place
  return (
    <Page title={title}>
      <p class="eyebrow">Your place</p>
      <h1>{title}</h1>
      {session && (
        <p class="lead">
          <PlanOf {...session} />
        </p>
      )}
      <Next place={place} />
      {joinCommunity && (
        <p class="notice">
          Your place costs you nothing. Please take it by joining our community: that is free, and
          needs no approval. <a href={joinCommunity}>Take my place</a>
        </p>
      )}
      <Facts
        facts={[
          ['For', email],
          ['From', givenBy],
          ['Slides', place.slidesUrl && <a href={place.slidesUrl}>Download the slides</a>],
          ['Notes on joining', place.joinNotes && <span class="written">{place.joinNotes}</span>],
          ['Length', session && `${session.minutes} minutes`],
          ['About it', session && <a href={`/webinars/${session.slug}`}>The webinar’s page</a>],
          [
            'Calendar',
            session?.plan === 'on' && !session.hasEnded && place.canAttend && (
              <a href={`/webinars/${session.slug}/calendar.ics`}>File for your calendar</a>
            ),
          ],
        ]}
      />
      {session && !session.hasEnded && session.plan !== 'cancelled' && <HandOn givenBy={givenBy} />}
      <p class="quiet">The link to this page is yours alone: please do not share it.</p>
      <Mails mails={mails} title="Email that we sent you about this" />
    </Page>
  )
}

/** Who has ordered a place can give it to somebody else; its person asks them to. */
function HandOn({ givenBy }: { givenBy: string | null }) {
  return (
    <>
      <h2>Somebody else takes it?</h2>
      {givenBy === null ? (
        <p>
          Your place can be given to somebody else until the webinar begins: on the page of its
          order, or please <a href="/contact">write to us</a>.
        </p>
      ) : (
        <p>
          {givenBy} can give your place to somebody else on the page of the order, until the webinar
          begins. Please write to them, or <a href="/contact">to us</a>.
        </p>
      )}
    </>
  )
}

/** The one thing to do now, or what is waited for. */
function Next({ place }: { place: PlaceShown }) {
  const { joinUrl, recordingUrl, canAttend, canWatch, session } = place
  if (session?.plan === 'postponed') {
    return (
      <p class="notice waits">
        It is postponed. Your place stays yours; we write to you as soon as there is a new date.
      </p>
    )
  }
  if (session?.plan === 'cancelled') {
    return (
      <p class="notice waits">
        It does not take place. We have written to you, and to whoever ordered it about what was
        paid.
      </p>
    )
  }
  if (joinUrl !== null) return <Do href={joinUrl} label="Join the webinar" />
  if (recordingUrl !== null) return <Do href={recordingUrl} label="Watch the recording" />
  if (canAttend && session !== null && !session.hasEnded) {
    return (
      <p class="notice">
        You have a place. How to join comes by email
        {place.attendBy && (
          <>
            {' '}
            by <When at={place.attendBy} zone={session.timeZone} />
          </>
        )}
        , and stands here then.
      </p>
    )
  }
  if (canWatch || (canAttend && session?.hasEnded)) return <RecordingComes place={place} />
  return (
    <p class="notice waits">
      Your place is reserved, but it opens nothing at the moment: the order that it belongs to is
      not settled yet. You have to do nothing; we write to you as soon as it opens.
    </p>
  )
}

function RecordingComes({ place }: { place: PlaceShown }) {
  const { recordingBy, session, canWatch } = place
  if (!canWatch) {
    return (
      <p class="notice waits">
        The webinar is over. The recording opens for you as soon as the order is paid.
      </p>
    )
  }
  return (
    <p class="notice">
      The recording is being made. We write to you
      {recordingBy && session ? (
        <>
          {' '}
          by <When at={recordingBy} zone={session.timeZone} />
        </>
      ) : (
        ' as soon as it is there'
      )}
      , and it stands here then, for ever.
    </p>
  )
}

function Do({ href, label }: { href: string; label: string }) {
  return (
    <p class="actions">
      <a href={href} class="button">
        {label}
      </a>
    </p>
  )
}
