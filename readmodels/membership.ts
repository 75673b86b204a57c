import type { Sql } from '../database/connect.ts'
import type { MembershipStage } from '../domain/membership.ts'
import { beforeEveryId, type Page, type PageWanted, paged } from './page.ts'
import { holding } from './search.ts'

/** An application as administrators see it. */
export interface Application {
  id: string
  application: number
  stage: MembershipStage
  name: string
  email: string
  organisation: string
  role: string
  why: string
  wanted: string | null
  appliedAt: string
  confirmedAt: string | null
  since: string
  question: string | null
  answer: string | null
  decidedAt: string | null
  decidedBy: string | null
  reason: string | null
  mayReapplyOn: string | null
  earlier: EarlierDecision[]
}

export interface EarlierDecision {
  application: number
  stage: MembershipStage
  decidedAt: string
  decidedBy: string | null
  reason: string | null
  mayReapplyOn: string | null
}

/** Applications of one stage, or all, oldest first. */
export async function applications(
  sql: Sql,
  { stage, ...wanted }: PageWanted & { stage?: MembershipStage | undefined },
): Promise<Page<Application>> {
  const rows = await sql<(Application & { cursor: string })[]>`
    ${select(sql)}
    where (${stage ?? null}::text is null or stage = ${stage ?? null})
      and (since, person_id) > ${after(sql, wanted.cursor)}
    order by since, person_id
    limit ${wanted.limit + 1}
  `
  return paged(rows, wanted)
}

/** Members and applicants, the latest first; of one stage, or with these letters in the name, address or organisation. */
export async function membersFound(
  sql: Sql,
  wanted: PageWanted & { search: string; stage: string },
): Promise<Page<Application>> {
  const [since = 'infinity', id = 'ffffffff-ffff-ffff-ffff-ffffffffffff'] =
    wanted.cursor?.split('~') ?? []
  const { search, stage } = wanted
  const rows = await sql<(Application & { cursor: string })[]>`
    ${select(sql)}
    where (since, person_id) < (${since}::timestamptz, ${id}::uuid)
      ${stage ? sql`and stage = ${stage}` : sql``} ${search ? found(sql, search) : sql``}
    order by since desc, person_id desc
    limit ${wanted.limit + 1}
  `
  return paged(rows, wanted)
}

export async function applicationOf(sql: Sql, personId: string): Promise<Application | null> {
  const [row] = await sql<Application[]>`${select(sql)} where person_id = ${personId}`
  return row ?? null
}

/** The applications that wait for an administrator, the longest first; at most a hundred. */
export async function applicationsToDecide(sql: Sql): Promise<Application[]> {
  return sql<
    Application[]
  >`${select(sql)} where stage = 'pending' order by since, person_id limit 100`
}

/** The person of an address, with the number of their latest application; null when there is none. */
export async function applicantByAddress(
  sql: Sql,
  email: string,
): Promise<{ id: string; application: number } | null> {
  const [row] = await sql<{ id: string; application: number }[]>`
    select id, application
    from people
    join memberships on person_id = people.id
    where email_key = lower(${email})
  `
  return row ?? null
}

function found(sql: Sql, letters: string) {
  const text = holding(letters)
  return sql`and (
    memberships.search_key like ${text}
    or person_id in (select id from people where search_key like ${text})
  )`
}

function after(sql: Sql, cursor: string | null) {
  const [since = '-infinity', id = beforeEveryId] = cursor?.split('~') ?? []
  return sql`(${since}::timestamptz, ${id}::uuid)`
}

function select(sql: Sql) {
  return sql`
    select person_id as id, application, stage, memberships.name, email, organisation, role, why, wanted,
      applied_at as "appliedAt", confirmed_at as "confirmedAt", since, question, answer,
      decided_at as "decidedAt", decided_by as "decidedBy", reason, may_reapply_on as "mayReapplyOn",
      array(
        select jsonb_build_object('application', earlier.application, 'stage', earlier.stage,
          'decidedAt', earlier.decided_at, 'decidedBy', earlier.decided_by, 'reason', earlier.reason, 'mayReapplyOn', earlier.may_reapply_on)
        from earlier_decisions earlier
        where earlier.person_id = memberships.person_id
        order by earlier.application
      ) as earlier,
      to_jsonb(since) #>> '{}' || '~' || person_id as cursor
    from memberships
    join people on people.id = person_id
  `
}
