import type { Webinar } from '../readmodels/webinar.ts'
import { When } from './when.tsx'

/** Webinars beside each other, each a way to its page. */
export function WebinarCards(props: { webinars: readonly Webinar[]; empty: string }) {
  if (props.webinars.length === 0) return <p class="empty">{props.empty}</p>
  return (
    <ul class="cards">
      {props.webinars.map((webinar) => (
        <li class="card">
          <Badge webinar={webinar} />
          <h3>
            <a href={`/webinars/${webinar.slug}`}>{webinar.title}</a>
          </h3>
          <p class="quiet">{webinar.presenter.name}</p>
          <p class="small">
            {webinar.stage === 'recorded' ? (
              `Recording, ${webinar.recordingMinutes ?? webinar.minutes} minutes`
            ) : (
              <When at={webinar.startsAt} zone={webinar.timeZone} />
            )}
          </p>
        </li>
      ))}
    </ul>
  )
}

function Badge({ webinar }: { webinar: Webinar }) {
  if (webinar.action === 'join') return <p class="badge waits">Live now</p>
  if (webinar.stage === 'recorded') return <p class="badge done">Recording</p>
  if (webinar.endedAt !== null) return <p class="badge waits">Recording to come</p>
  return <p class="badge">Live webinar</p>
}
