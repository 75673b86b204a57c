import type { Sql } from '../database/connect.ts'
import { few } from '../database/few.ts'
import type { Inclusion } from '../domain/catalog.ts'
import type { WebinarStage } from '../domain/webinar.ts'
import { beforeEveryId, type Page, type PageWanted, paged } from './page.ts'
import { planOf, type WebinarPlan } from './webinar-plan.ts'

/** One person's place in one webinar, with what it opens now. */
export interface Registration {
  webinar: string
  personId: string
  name: string | null
  title: string
  startsAt: string
  timeZone: string
  minutes: number
  stage: WebinarStage
  plan: WebinarPlan
  revision: number
  includes: Inclusion[]
  canAttend: boolean
  canWatch: boolean
  registeredAt: string
  joinUrl: string | null
  joinNotes: string | null
  joinRevision: number
  joinDetailsAt: string | null
  endedAt: string | null
  slidesUrl: string | null
  slidesAt: string | null
  recordingUrl: string | null
  recordingMinutes: number | null
}

/** A registration as administrators see it in a list. */
export interface Registrant {
  personId: string
  name: string | null
  email: string
  canAttend: boolean
  canWatch: boolean
  registeredAt: string
}

export type PlaceWanted = Pick<Registration, 'webinar' | 'personId'>

/** Null where this person has no place in this webinar, or not any more. */
export async function registrationOf(sql: Sql, wanted: PlaceWanted): Promise<Registration | null> {
  const [place = null] = await registrationsWanted(sql, [wanted])
  return place
}

/** The same of many, in the order in which they are asked for. */
export async function registrationsWanted(
  sql: Sql,
  wanted: readonly PlaceWanted[],
): Promise<(Registration | null)[]> {
  const rows = await sql<Registration[]>`
    select place.webinar, place.person_id as "personId", people.name, title, starts_at as "startsAt",
      time_zone as "timeZone", minutes, stage, ${planOf(sql)} as plan, revision, includes, can_attend as "canAttend",
      can_watch as "canWatch", registered_at as "registeredAt", join_url as "joinUrl", join_notes as "joinNotes",
      join_revision as "joinRevision", join_details_at as "joinDetailsAt", ended_at as "endedAt",
      slides_url as "slidesUrl", slides_at as "slidesAt", recording_url as "recordingUrl",
      recording_minutes as "recordingMinutes"
    from ${few(sql, wanted, sql`webinar text, "personId" uuid`)} wanted
    cross join lateral (
      -- The limit keeps each to its own index entries: without it all places of the webinar are summed up first.
      select * from registrations where webinar = wanted.webinar and person_id = wanted."personId" limit 1
    ) place
    join webinars on webinars.slug = place.webinar
    join price_lists on price_lists.slug = price_list
    join people on people.id = place.person_id
  `
  const keyOf = ({ webinar, personId }: PlaceWanted) => `${webinar}~${personId}`
  const byKey = new Map(rows.map((row) => [keyOf(row), row]))
  return wanted.map((one) => byKey.get(keyOf(one)) ?? null)
}

/** Whether this person was sent join details before, so that newer ones are a change. */
export async function knowsEarlierJoinDetails(
  sql: Sql,
  { webinar, personId, joinRevision }: Registration,
): Promise<boolean> {
  if (joinRevision <= 1) return false
  const earlier = Array.from({ length: joinRevision - 1 }, (_, index) => index + 1)
  const keys = earlier.map((revision) => `join-details/${personId}/webinar:${webinar}/${revision}`)
  const rows = await sql`select from messages where key = any (${keys}) and state = 'sent'`
  return rows.length > 0
}

/** Whether the mail about the recording has told of the slides, or still will. */
export async function hasSlidesWithRecording(
  sql: Sql,
  { webinar, personId, slidesAt }: Registration,
): Promise<boolean> {
  const rows = await sql`
    select from messages
    where key = ${`recording-published/${personId}/webinar:${webinar}/1`}
      and (state in ('waiting', 'sending') or (state = 'sent' and settled_at >= ${slidesAt}))
  `
  return rows.length > 0
}

/** Who has a place in a webinar, by id. */
export async function registrationsOf(
  sql: Sql,
  wanted: PageWanted & { webinar: string },
): Promise<Page<Registrant>> {
  const after = wanted.cursor ?? beforeEveryId
  const rows = await sql<(Registrant & { cursor: string })[]>`
    select person_id as "personId", people.name, email, can_attend as "canAttend", can_watch as "canWatch",
      registered_at as "registeredAt", person_id::text as cursor
    from registrations
    join people on people.id = person_id
    where webinar = ${wanted.webinar} and person_id > ${after}::uuid
    order by person_id
    limit ${wanted.limit + 1}
  `
  return paged(rows, wanted)
}
