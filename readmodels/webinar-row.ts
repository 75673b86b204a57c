import type { Sql } from '../database/connect.ts'
import type { WebinarStage } from '../domain/webinar.ts'
import { type Page, type PageWanted, paged } from './page.ts'

/** A webinar as administrators see it in a list. */
export interface WebinarRow {
  slug: string
  title: string
  presenter: string
  startsAt: string
  timeZone: string
  stage: WebinarStage
  /** People who may attend or watch. */
  places: number
  hasJoinDetails: boolean
  hasRecording: boolean
}

export interface WebinarRowsWanted extends PageWanted {
  /** A part of the title, the slug or the presenter's name, in any case. */
  search: string
  stage: WebinarStage | null
}

/** Webinars in every stage, drafts among them, the latest start first. */
export async function webinarRows(
  sql: Sql,
  { search, stage, ...wanted }: WebinarRowsWanted,
): Promise<Page<WebinarRow>> {
  const [startsAt = 'infinity', slug = '~'] = wanted.cursor?.split('~') ?? []
  const rows = await sql<(WebinarRow & { cursor: string })[]>`
    select webinars.slug, title, presenters.name as presenter, starts_at as "startsAt", time_zone as "timeZone", stage,
      (
        select count(*) from registrations where webinar = webinars.slug and (can_attend or can_watch)
      )::integer as places,
      join_url is not null as "hasJoinDetails", recording_url is not null as "hasRecording",
      to_jsonb(starts_at) #>> '{}' || '~' || webinars.slug as cursor
    from webinars
    join presenters on presenters.slug = webinars.presenter
    where (${stage}::text is null or stage = ${stage})
      and position(lower(${search}) in lower(title || ' ' || webinars.slug || ' ' || presenters.name)) > 0
      and (starts_at, webinars.slug) < (${startsAt}::timestamptz, ${slug})
    order by starts_at desc, webinars.slug desc
    limit ${wanted.limit + 1}
  `
  return paged(rows, wanted)
}
