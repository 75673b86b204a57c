import type { Sql } from '../database/connect.ts'
import type { WorkingHours } from '../domain/calendar.ts'
import { webinarInstants } from '../domain/calendar-deadlines.ts'
import { isBefore, plannedSince } from '../domain/instant.ts'
import type { Actor, Timer } from '../domain/process.ts'
import type { WebinarSnapshot, WebinarStage, WebinarTimer } from '../domain/webinar.ts'
import { nextLookAt, undoableUntil } from '../domain/webinar-move.ts'
import { underWay } from './under-way.ts'

interface Row {
  stage: WebinarStage
  since: string
  revision: number
  join_revision: number
  starts_at: string
  minutes: number
  published_at: string | null
  ended_at: string | null
  has_slides: boolean
  moved_at: string | null
  settling_at: string | null
  looks: number
}

/** Where a webinar stands, with the clock's next steps; null when it was never created. */
export async function loadWebinar(
  sql: Sql,
  workingHours: WorkingHours,
  slug: string,
): Promise<WebinarSnapshot | null> {
  const [[row], { taken, ...errands }] = await Promise.all([
    sql<Row[]>`
      select stage, since, revision, join_revision, starts_at, minutes, published_at, ended_at,
        slides_url is not null as has_slides, moved_at, settling_at, looks
      from webinars
      where slug = ${slug}
    `,
    underWay(sql, `webinar:${slug}`),
  ])
  if (row === undefined) return null
  const { timers, dueAt } = plan(row, workingHours)
  return {
    stage: row.stage,
    revision: row.revision,
    joinRevision: row.join_revision,
    startsAt: row.starts_at,
    endedAt: row.ended_at,
    hasSlides: row.has_slides,
    awaiting: awaiting[row.stage] ?? 'nobody',
    awaitingSince: row.since,
    dueAt,
    timers: timers.filter(({ key }) => !taken.has(key)),
    ...errands,
  }
}

const awaiting: Partial<Record<WebinarStage, Actor>> = {
  draft: 'administrator',
  'on-sale': 'administrator',
  live: 'host',
  'wrap-up': 'administrator',
  postponed: 'administrator',
}

/** The clock's steps in this stage, earliest first, and when what it waits for is due. */
function plan(
  row: Row,
  hours: WorkingHours,
): { timers: Timer<WebinarTimer>[]; dueAt: string | null } {
  const { starts_at: startsAt, minutes, ended_at: endedAt } = row
  const instants = webinarInstants({ startsAt, minutes: lasted(row) ?? minutes }, hours)
  const step = (kind: WebinarTimer, at: string) => ({ kind, at, key: `${kind}/${row.revision}` })
  const since = row.moved_at ?? row.published_at ?? startsAt
  const steps = (planned: readonly { kind: WebinarTimer; at: string }[]) =>
    plannedSince(planned, since).map(({ kind, at }) => step(kind, at))
  switch (row.stage) {
    case 'on-sale':
    case 'join-ready': {
      const warnings = row.join_revision === 0 ? instants.joinDetailsWarnings : []
      const timers = [
        ...overtaken(warnings, row).map(({ kind, at }) => step(kind, at)),
        ...steps([...warnings, ...instants.reminders]),
        step('start', startsAt),
      ]
      return { timers, dueAt: warnings.at(-1)?.at ?? startsAt }
    }
    case 'live':
      return endedAt === null
        ? { timers: [step('end', instants.endsAt)], dueAt: instants.endsAt }
        : {
            timers: [
              step('wrap-up', instants.wrapUpAt),
              step('no-recording', instants.recordingWarningAt),
            ],
            dueAt: instants.recordingPromisedAt,
          }
    case 'wrap-up':
      return {
        timers: [step('no-recording', instants.recordingWarningAt)],
        dueAt: instants.recordingPromisedAt,
      }
    case 'cancelling':
      return { timers: [settling(row)], dueAt: null }
    default:
      return { timers: [], dueAt: null }
  }
}

/** On a new date that is near, the last warning is due already. */
function overtaken<P extends { at: string }>(warnings: readonly P[], { moved_at }: Row): P[] {
  return warnings.slice(-1).filter(({ at }) => moved_at !== null && isBefore(at, moved_at))
}

/** When its orders hear that it does not take place, and when it is looked next whether all are settled. */
function settling({ since, settling_at: settlingAt, looks }: Row): Timer<WebinarTimer> {
  if (settlingAt === null) {
    return { kind: 'settle-orders', at: undoableUntil(since), key: `settle-orders/${since}` }
  }
  return {
    kind: 'look-at-orders',
    at: nextLookAt(settlingAt, looks),
    key: `look-at-orders/${looks}`,
  }
}

/** How many minutes after the start it ended; null while it has not. */
function lasted({ starts_at, ended_at }: Row): number | null {
  return ended_at === null ? null : (Date.parse(ended_at) - Date.parse(starts_at)) / 60_000
}
