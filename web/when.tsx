import { formatInstant, formatStamp } from '../domain/calendar.ts'
import { useSite } from './site.ts'

/** An instant in a list of what has happened, in the zone of the organisation. */
export function Stamp({ at }: { at: string }) {
  const { zone } = useSite()
  return <time datetime={at}>{formatStamp(at, zone)}</time>
}

/**
 * An instant in the zone of the event, or of the organisation, and in the reader's own where it differs: as the profile
 * says, or else as a script finds out.
 */
export function When({ at, zone }: { at: string; zone?: string }) {
  const site = useSite()
  const shownIn = zone ?? site.zone
  const readersZone = site.person?.timeZone ?? null
  const there = formatInstant(at, shownIn)
  if (readersZone === null) {
    return (
      <time datetime={at} data-zone={shownIn}>
        {there}
      </time>
    )
  }
  const here = formatInstant(at, readersZone)
  return (
    <>
      <time datetime={at}>{there}</time>
      {here !== there && <span class="quiet"> (for you: {here})</span>}
    </>
  )
}
