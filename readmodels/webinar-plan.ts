import type { Fragment, Sql } from '../database/connect.ts'

/**
 * Whether a webinar takes place as people know it, later, or not at all; while a cancellation can be taken back nobody
 * knows of it.
 */
export type WebinarPlan = 'on' | 'postponed' | 'cancelled'

/** The plan of the table `webinars`. */
export function planOf(sql: Sql): Fragment {
  return sql`
    case
      when webinars.stage = 'postponed' then 'postponed'
      when webinars.stage = 'cancelled' or webinars.settling_at is not null then 'cancelled'
      else 'on'
    end`
}
