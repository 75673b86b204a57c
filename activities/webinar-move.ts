import type { Fragment } from '../database/connect.ts'
import type { WebinarSnapshot } from '../domain/webinar.ts'
import type { WebinarMoveEffect } from '../domain/webinar-move.ts'
import { cancellationProgress, openOrdersOf } from '../readmodels/cancellation.ts'
import { leave } from './claim.ts'
import { type WebinarDeps, type WebinarStep, webinarEffects } from './webinar-effects.ts'

type Moves = WebinarMoveEffect['write'] | 'settleOrders' | 'lookAtOrders'

/** A webinar that is put on another date, put off or cancelled, and what its orders hear of that. */
export function webinarMoveActivities(
  deps: WebinarDeps,
): Record<Moves, (step: WebinarStep) => Promise<WebinarSnapshot | null>> {
  const { sql } = deps
  const { change, moved, waits, done } = webinarEffects(deps)

  return {
    rescheduleWebinar: async (step) => {
      const [row] = await sql<{ hasJoinDetails: boolean }[]>`
        select join_revision > 0 as "hasJoinDetails" from webinars where slug = ${step.slug}
      `
      const after = row?.hasJoinDetails ? 'join-ready' : 'on-sale'
      return change(step, after, [
        moved(
          step,
          after,
          sql`, former_starts_at = starts_at, starts_at = (said ->> 'startsAt')::timestamptz,
            time_zone = coalesce(said ->> 'timeZone', time_zone), moved_at = claim.at,
            change_reason = said ->> 'reason', revision = revision + 1`,
        ),
        done(step, 'webinar-postponed'),
        followed(step),
      ])
    },

    postponeWebinar: (step) =>
      change(step, 'postponed', [
        moved(step, 'postponed', sql`, change_reason = said ->> 'reason', revision = revision + 1`),
        waits(step, 'webinar-postponed', sql`null::timestamptz`),
        done(step, 'join-details-missing'),
        followed(step),
      ]),

    cancelWebinar: (step) =>
      change(step, 'cancelling', [
        moved(
          step,
          'cancelling',
          sql`, stage_before = stage, change_reason = said ->> 'reason', remedy = said ->> 'remedy'`,
        ),
      ]),

    undoCancellation: async (step) => {
      const [row] = await sql<{ before: WebinarSnapshot['stage'] | null }[]>`
        select stage_before as before from webinars where slug = ${step.slug}
      `
      const after = row?.before ?? 'on-sale'
      return change(step, after, [
        moved(step, after, sql`, stage_before = null, change_reason = null, remedy = null`),
      ])
    },

    settleOrders: (step) =>
      change(step, 'cancelling', [
        sql`settling as (
          update webinars set settling_at = claim.at, revision = revision + 1
          from claim
          where slug = ${step.slug}
        )`,
        settled(step),
        done(step, 'join-details-missing', 'webinar-postponed'),
      ]),

    lookAtOrders: async (step) => {
      const progress = await cancellationProgress(sql, step.slug)
      const isOver = progress.orders === progress.settled
      return change(step, isOver ? 'cancelled' : null, [
        isOver
          ? moved(step, 'cancelled', sql`, looks = looks + 1`)
          : sql`looked as (
              update webinars set looks = looks + 1 from claim where slug = ${step.slug}
            )`,
        settled(step),
      ])
    },
  }

  /** Orders that wait for the date count from it anew. */
  function followed(step: WebinarStep): Fragment {
    return leave(sql, step, {
      as: 'followed',
      kind: 'followWebinar',
      to: sql`select 'order:' || number as subject from (${openOrdersOf(sql, step.slug)}) open`,
    })
  }

  /** One word to each order that has not had it. */
  function settled(step: WebinarStep): Fragment {
    return leave(sql, step, {
      as: 'settled',
      kind: 'endWithWebinar',
      to: sql`
        select 'order:' || open.number as subject, jsonb_build_object('remedy', remedy) as facts,
          jsonb_build_object('reason', change_reason) as body
        from (${openOrdersOf(sql, step.slug)}) open
        join webinars on slug = ${step.slug}
        where not exists (
          select from submissions
          where submissions.subject = 'order:' || open.number and submissions.kind = 'endWithWebinar'
        )
      `,
    })
  }
}
