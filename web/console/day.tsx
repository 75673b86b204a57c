import { formatStamp, localDate } from '../../domain/calendar.ts'
import { formatDate } from '../../domain/date.ts'
import { useSite } from '../site.ts'

/** The day of an instant in the organisation's zone, where the hour says nothing. */
export function Day({ at }: { at: string }) {
  const { zone } = useSite()
  return <time datetime={at}>{formatDate(localDate(at, zone))}</time>
}

/** An instant in the organisation's zone as desks write it: many stand one under the other. */
export function Moment({ at }: { at: string }) {
  const { zone } = useSite()
  return <time datetime={at}>{formatStamp(at, zone)}</time>
}
