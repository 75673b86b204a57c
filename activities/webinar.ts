import type { Fragment } from '../database/connect.ts'
import type { WebinarEffect, WebinarSnapshot } from '../domain/webinar.ts'
import { type WebinarDeps, type WebinarStep, webinarEffects } from './webinar-effects.ts'
import { webinarMoveActivities } from './webinar-move.ts'
import { loadWebinar } from './webinar-snapshot.ts'

type Write = (step: WebinarStep) => Promise<WebinarSnapshot | null>

export interface WebinarActivities extends Record<WebinarEffect['write'], Write> {
  loadWebinar(input: { slug: string }): Promise<WebinarSnapshot | null>
}

/** What happens to webinars, each one statement; every one answers with the state after it. */
export function webinarActivities(deps: WebinarDeps): WebinarActivities {
  const { sql, workingHours } = deps
  const { change, moved, woken, done, nothing } = webinarEffects(deps)
  return {
    ...webinarMoveActivities(deps),
    loadWebinar: ({ slug }) => loadWebinar(sql, workingHours, slug),

    createWebinar: (step) => change(step, 'draft', [created(step, sql`'draft'`)]),

    carryOverWebinar: (step) =>
      change(step, 'recorded', [
        created(
          step,
          sql`'recorded'`,
          sql`, published_at, live_at, ended_at, recording_url, recording_minutes, recording_at, slides_url, slides_at,
            carried_over`,
          sql`, starts_at, starts_at, ends_at, said ->> 'recordingUrl', (said ->> 'recordingMinutes')::integer, ends_at,
            said ->> 'slidesUrl', case when said ->> 'slidesUrl' is not null then ends_at end, true`,
        ),
      ]),

    changeWebinar: (step) => change(step, null, [edited(step)]),

    publishWebinar: (step) =>
      change(step, 'on-sale', [moved(step, 'on-sale', sql`, published_at = claim.at`)]),

    setJoinDetails: (step) =>
      change(step, step.stage === 'live' ? null : 'join-ready', [
        sql`given as (
          update webinars
          set join_url = said ->> 'url', join_notes = said ->> 'notes', join_revision = join_revision + 1,
            join_details_at = claim.at, stage = case when stage = 'on-sale' then 'join-ready' else stage end,
            since = case when stage = 'on-sale' then claim.at else since end
          from claim
          where slug = ${step.slug}
        )`,
        done(step, 'join-details-missing'),
      ]),

    attachSlides: (step) =>
      change(step, null, [
        sql`attached as (
          update webinars
          set slides_url = said ->> 'url', slides_at = coalesce(slides_at, claim.at)
          from claim
          where slug = ${step.slug}
        )`,
      ]),

    publishRecording: (step) =>
      change(step, 'recorded', [
        moved(
          step,
          'recorded',
          sql`, recording_url = said ->> 'url', recording_minutes = (said ->> 'minutes')::integer,
            recording_at = coalesce(recording_at, claim.at)`,
        ),
        done(step, 'recording-missing'),
      ]),

    goLive: (step) => change(step, 'live', [moved(step, 'live', sql`, live_at = claim.at`)]),

    endWebinar: (step) =>
      change(step, 'live', [
        moved(step, 'live', sql`, ended_at = claim.at`),
        done(step, 'join-details-missing'),
      ]),

    wrapUp: (step) => change(step, 'wrap-up', [moved(step, 'wrap-up')]),
    remindAttendees: (step) => change(step, null, [nothing()]),
    noteNothing: (step) => change(step, null, [nothing()]),

    askForJoinDetails: (step) =>
      change(step, null, [
        ...woken(
          step,
          'join-details-missing',
          sql`least(claim.at + interval '24 hours', starts_at - interval '24 hours')`,
        ),
      ]),

    askForRecording: async (step) => {
      const state = await loadWebinar(sql, workingHours, step.slug)
      return change(step, null, woken(step, 'recording-missing', sql`${state?.dueAt ?? null}`))
    },
  }

  /** Where the presenter or the price list is not in the catalogue, there is no webinar. */
  function created(
    { slug }: WebinarStep,
    stage: Fragment,
    also: Fragment = sql``,
    values: Fragment = sql``,
  ): Fragment {
    return sql`created as (
      insert into webinars
        (slug, title, series, presenter, price_list, overview, agenda, starts_at, time_zone, minutes, stage, since
         ${also})
      select ${slug}, said ->> 'title', array(select jsonb_array_elements_text(said -> 'series')), presenters.slug,
        price_lists.slug, said ->> 'overview', said -> 'agenda', starts_at, said ->> 'timeZone', minutes, ${stage}, at
        ${values}
      from claim
      join presenters on presenters.slug = said ->> 'presenter'
      join price_lists on price_lists.slug = said ->> 'priceList'
      cross join lateral (
        select (said ->> 'startsAt')::timestamptz as starts_at, (said ->> 'minutes')::integer as minutes
      ) starting
      cross join lateral (select starts_at + minutes * interval '1 minute' as ends_at) ending
    )`
  }

  /** What was not given stays as it was. */
  function edited({ slug }: WebinarStep): Fragment {
    return sql`edited as (
      update webinars
      set title = coalesce(said ->> 'title', title), overview = coalesce(said ->> 'overview', overview),
        agenda = coalesce(said -> 'agenda', agenda), minutes = coalesce((said ->> 'minutes')::integer, minutes),
        series = case
          when said ? 'series' then array(select jsonb_array_elements_text(said -> 'series')) else series
        end,
        presenter = coalesce((select slug from presenters where slug = said ->> 'presenter'), presenter),
        price_list = coalesce((select slug from price_lists where slug = said ->> 'priceList'), price_list),
        starts_at = coalesce((said ->> 'startsAt')::timestamptz, starts_at),
        time_zone = coalesce(said ->> 'timeZone', time_zone)
      from claim
      where webinars.slug = ${slug}
    )`
  }
}
