import { localDate } from '../domain/calendar.ts'
import { addDays } from '../domain/date.ts'

/** Two in the afternoon in a zone so many days from now, as an administrator writes a start. */
export function localStart({ now, days, zone }: { now: Date; days: number; zone: string }): string {
  return `${addDays(localDate(now.toISOString(), zone), days)}T14:00:00`
}
