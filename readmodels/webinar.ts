import type { Sql } from '../database/connect.ts'
import type { PriceList } from '../domain/catalog.ts'
import type { WebinarStage } from '../domain/webinar.ts'
import type { Remedy } from '../domain/webinar-move.ts'
import { type Page, type PageWanted, paged } from './page.ts'
import { planOf, type WebinarPlan } from './webinar-plan.ts'

/** What a visitor can do about a webinar now. */
export type WebinarAction = 'register' | 'join' | 'get-the-recording'

/** A webinar as everybody may see it. */
export interface Webinar {
  slug: string
  title: string
  series: { slug: string; title: string }[]
  presenter: { slug: string; name: string; biography: string }
  overview: string
  agenda: string[]
  startsAt: string
  timeZone: string
  minutes: number
  stage: WebinarStage
  plan: WebinarPlan
  /** Null while it is a draft, and once it is not on sale any more. */
  action: WebinarAction | null
  prices: Omit<PriceList, 'slug' | 'includes'>
  priceList: string
  includes: PriceList['includes']
  recordingMinutes: number | null
  endedAt: string | null
}

/** What only administrators see of a webinar. */
export interface WebinarInFull extends Webinar {
  revision: number
  since: string
  publishedAt: string | null
  joinUrl: string | null
  joinNotes: string | null
  joinRevision: number
  joinDetailsAt: string | null
  slidesUrl: string | null
  recordingUrl: string | null
  recordingAt: string | null
  carriedOver: boolean
  /** The start before it was put on another date, and when that was decided. */
  formerStartsAt: string | null
  movedAt: string | null
  /** Why it was moved, put off or cancelled. */
  changeReason: string | null
  /** What becomes of the money, where it was cancelled. */
  remedy: Remedy | null
  /** When its orders were told; null while the cancellation can be undone. */
  settlingAt: string | null
  canAttend: number
  canWatch: number
}

/** Webinars that everybody may see, soonest first when upcoming, else the latest first. */
export async function webinars(
  sql: Sql,
  wanted: PageWanted & {
    show?: 'upcoming' | 'recorded' | undefined
    presenter?: string | undefined
    series?: string | undefined
    withDrafts?: boolean
  },
): Promise<Page<Webinar>> {
  const isUpcoming = wanted.show === 'upcoming'
  const [startsAt = isUpcoming ? '-infinity' : 'infinity', slug = isUpcoming ? '' : '~'] =
    wanted.cursor?.split('~') ?? []
  const { presenter = null, series = null, withDrafts = false } = wanted
  const stages = {
    upcoming: ['on-sale', 'join-ready', 'live'],
    recorded: ['recorded'],
    any: ['on-sale', 'join-ready', 'live', 'wrap-up', 'recorded', ...(withDrafts ? ['draft'] : [])],
  }[wanted.show ?? 'any']
  const after = sql`(${startsAt}::timestamptz, ${slug})`
  const rows = await sql<(Webinar & { cursor: string })[]>`
    ${select(sql)}
    where stage = any (${stages})
      and (${presenter}::text is null or presenter = ${presenter})
      and (${series}::text is null or ${series} = any (series))
      and ${isUpcoming ? sql`(starts_at, webinars.slug) > ${after}` : sql`(starts_at, webinars.slug) < ${after}`}
    order by ${isUpcoming ? sql`starts_at, webinars.slug` : sql`starts_at desc, webinars.slug desc`}
    limit ${wanted.limit + 1}
  `
  return paged(rows, wanted)
}

export async function webinarBySlug(sql: Sql, slug: string): Promise<Webinar | null> {
  const [row] = await sql<(Webinar & { cursor: string })[]>`
    ${select(sql)} where webinars.slug = ${slug}
  `
  if (row === undefined) return null
  const { cursor: _, ...webinar } = row
  return webinar
}

export async function webinarInFull(sql: Sql, slug: string): Promise<WebinarInFull | null> {
  const [webinar, [more]] = await Promise.all([
    webinarBySlug(sql, slug),
    sql<Omit<WebinarInFull, keyof Webinar>[]>`
      select revision, since, published_at as "publishedAt", join_url as "joinUrl", join_notes as "joinNotes",
        join_revision as "joinRevision", join_details_at as "joinDetailsAt", slides_url as "slidesUrl",
        recording_url as "recordingUrl", recording_at as "recordingAt", carried_over as "carriedOver",
        former_starts_at as "formerStartsAt", moved_at as "movedAt", change_reason as "changeReason", remedy,
        settling_at as "settlingAt",
        (select count(*) from registrations where webinar = slug and can_attend) as "canAttend",
        (select count(*) from registrations where webinar = slug and can_watch) as "canWatch"
      from webinars
      where slug = ${slug}
    `,
  ])
  return webinar && more ? { ...webinar, ...more } : null
}

/** The stage of a webinar; null when there is none of this slug. */
export async function stageOfWebinar(sql: Sql, slug: string): Promise<WebinarStage | null> {
  const [row] = await sql<{ stage: WebinarStage }[]>`
    select stage from webinars where slug = ${slug}
  `
  return row?.stage ?? null
}

function select(sql: Sql) {
  return sql`
    select webinars.slug, webinars.title,
      array(
        select jsonb_build_object('slug', series.slug, 'title', series.title)
        from unnest(webinars.series) with ordinality named (slug, position)
        join series using (slug)
        order by position
      ) as series,
      jsonb_build_object('slug', presenters.slug, 'name', presenters.name, 'biography', biography) as presenter,
      overview, agenda, starts_at as "startsAt", time_zone as "timeZone", minutes, stage,
      ${planOf(sql)} as plan,
      case
        when stage in ('on-sale', 'join-ready') then 'register'
        when stage = 'live' and ended_at is null then 'join'
        when stage in ('live', 'wrap-up', 'recorded') then 'get-the-recording'
      end as action,
      jsonb_build_object('individualCents', individual_cents, 'teamTiers', team_tiers,
        'groupShowingCents', group_showing_cents, 'institutionCents', institution_cents) as prices,
      price_list as "priceList", includes, recording_minutes as "recordingMinutes", ended_at as "endedAt",
      to_jsonb(starts_at) #>> '{}' || '~' || webinars.slug as cursor
    from webinars
    join presenters on presenters.slug = webinars.presenter
    join price_lists on price_lists.slug = webinars.price_list
  `
}
