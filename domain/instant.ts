const MINUTE_MILLISECONDS = 60_000

/** One thing to be done at one instant: a reminder, a warning, a turn. */
export type Planned<Kind extends string> = { kind: Kind; at: string }

/** Whether one instant comes before another; they may be written with or without milliseconds. */
export function isBefore(earlierAt: string, laterAt: string): boolean {
  return Date.parse(earlierAt) < Date.parse(laterAt)
}

/** The instant so many elapsed minutes later, or earlier when negative; clocks do not matter. */
export function addMinutes(at: string, minutes: number): string {
  return new Date(Date.parse(at) + minutes * MINUTE_MILLISECONDS).toISOString()
}

/** The instant so many elapsed hours later, or earlier when negative; clocks do not matter. */
export function addHours(at: string, hours: number): string {
  return addMinutes(at, hours * 60)
}

/** The earlier of two instants. */
export function earliest(oneAt: string, otherAt: string): string {
  return isBefore(otherAt, oneAt) ? otherAt : oneAt
}

/**
 * What of a plan is left for a process that began at an instant, soonest first: a reminder whose
 * time had passed before its process began is skipped.
 */
export function plannedSince<Kind extends string>(
  plan: readonly Planned<Kind>[],
  beganAt: string,
): Planned<Kind>[] {
  return plan
    .filter((step) => !isBefore(step.at, beganAt))
    .sort((one, other) => Date.parse(one.at) - Date.parse(other.at))
}
