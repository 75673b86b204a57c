import { workingTimeAfter } from '../domain/calendar.ts'
import { webinarInstants } from '../domain/calendar-deadlines.ts'
import { isBefore } from '../domain/instant.ts'
import type { Opens } from '../domain/order-state.ts'
import type { OrderDeps } from './order-change.ts'
import type { NumberedStep } from './order-effects.ts'

interface Row {
  starts_at: string | null
  minutes: number | null
}

/**
 * By when somebody must have put an order's recordings into the institution's own account: a working day after they
 * open, or after the day on which a recording that is still to come is promised. Null when nothing is to be hosted.
 */
export async function hostingDueAt(
  { sql, working }: OrderDeps,
  step: NumberedStep & { opens: readonly Opens[] },
): Promise<string | null> {
  if (!step.opens.includes('recording')) return null
  const [row] = await sql<Row[]>`
    select starts_at, minutes
    from orders
    left join webinars on slug = webinar and recording_at is null
    where number = ${step.number} and access = 'niche-academy' and hosted_at is null and hosting_due_at is null
  `
  if (row === undefined) return null
  return workingTimeAfter(recordedAt(row, step), { workingDays: 1 }, working)

  function recordedAt({ starts_at: startsAt, minutes }: Row, { at }: NumberedStep): string {
    if (startsAt === null || minutes === null) return at
    const { recordingPromisedAt } = webinarInstants({ startsAt, minutes }, working)
    return isBefore(at, recordingPromisedAt) ? recordingPromisedAt : at
  }
}
