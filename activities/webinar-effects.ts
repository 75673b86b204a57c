import type { Fragment, Sql } from '../database/connect.ts'
import type { WorkingHours } from '../domain/calendar.ts'
import type { Milestone } from '../domain/mailing.ts'
import type { Step } from '../domain/process.ts'
import type { WebinarSnapshot, WebinarStage } from '../domain/webinar.ts'
import { bringAbout, leave, post, task } from './claim.ts'
import { loadWebinar } from './webinar-snapshot.ts'

export interface WebinarStep extends Step {
  slug: string
  begins?: Milestone
}

/** What activities of a webinar are made with. */
export interface WebinarDeps {
  sql: Sql
  workingHours: WorkingHours
}

/** The effects that steps of a webinar are made of. */
export function webinarEffects({ sql, workingHours }: WebinarDeps) {
  return { change, moved, woken, waits, done, nothing }

  async function change(
    step: WebinarStep,
    after: WebinarStage | null,
    effects: [Fragment, ...Fragment[]],
  ): Promise<WebinarSnapshot | null> {
    await bringAbout(sql, step, after, [...effects, ...begun(step)])
    return loadWebinar(sql, workingHours, step.slug)
  }

  function moved({ slug }: WebinarStep, stage: WebinarStage, also: Fragment = sql``): Fragment {
    return sql`moved as (
      update webinars
      set stage = ${stage}, since = claim.at ${also}
      from claim
      where slug = ${slug}
    )`
  }

  /** The milestone stands in the webinar's row; its mailing is left to a process of its own. */
  function begun(step: WebinarStep): Fragment[] {
    const { slug, begins } = step
    if (begins === undefined) return []
    const subject = `mailing:${slug}/${begins.kind}/${begins.revision}`
    const to = sql`select ${subject}::text as subject`
    return [leave(sql, step, { as: 'begun', kind: 'mail', to })]
  }

  /** A task, unless one is open. */
  function waits(step: WebinarStep, kind: string, dueAt: Fragment): Fragment {
    return task(sql, step, {
      as: 'waits',
      kind,
      to: sql`
        select claim.id as revision, jsonb_build_object('webinar', slug) as facts, ${dueAt} as due_at
        from claim
        join webinars on slug = ${step.slug}
        where not exists (
          select from tasks
          where tasks.subject = ${step.subject} and tasks.kind = ${kind} and closed_at is null
        )
      `,
    })
  }

  /** A task, unless one is open, and a mail to each administrator. */
  function woken(step: WebinarStep, kind: string, dueAt: Fragment): [Fragment, Fragment] {
    return [
      waits(step, kind, dueAt),
      post(sql, step, {
        as: 'told_administrators',
        kind,
        to: sql`
          select person_id, jsonb_build_object('webinar', ${step.slug}::text) as data
          from claim, administrators
          where until is null
        `,
      }),
    ]
  }

  function done(step: WebinarStep, ...kinds: string[]): Fragment {
    return sql`done as (
      update tasks set closed_at = claim.at, closed_by = claim.actor
      from claim
      where tasks.subject = ${step.subject} and kind = any (${kinds}::text[]) and closed_at is null
    )`
  }

  function nothing(): Fragment {
    return sql`nothing as (select from claim)`
  }
}
