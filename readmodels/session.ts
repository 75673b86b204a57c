import type { Sql } from '../database/connect.ts'
import type { Role } from '../domain/permission.ts'
import { wrongTries } from '../domain/sign-in.ts'

/** A session that is open, and whose it is. */
export interface OpenSession {
  id: string
  person: {
    id: string
    name: string
    email: string
    isMember: boolean
    timeZone: string | null
  }
  /** What the person is at the desk; null for everybody else. */
  role: Role | null
  /** Whether the person has a passkey or an authenticator, which is then asked for. */
  hasFactor: boolean
  provenAt: string | null
  madeAt: string
  lastSeenAt: string
}

/** The session that a cookie opens, null when it is over; `at` is an ISO instant. */
export async function sessionByToken(
  sql: Sql,
  { tokenHash, at }: { tokenHash: string; at: string },
): Promise<OpenSession | null> {
  const [session] = await sql<OpenSession[]>`
    select sessions.id,
      jsonb_build_object(
        'id', people.id,
        'name', coalesce(people.name, people.email),
        'email', people.email,
        'isMember', memberships.stage is not distinct from 'active',
        'timeZone', time_zone
      ) as person,
      administrators.role,
      exists (
        select from factors
        where factors.person_id = people.id and removed_at is null and kind <> 'recovery-code'
      ) as "hasFactor",
      proven_at as "provenAt", made_at as "madeAt", last_seen_at as "lastSeenAt"
    from sessions
    join people on people.id = sessions.person_id
    left join profiles on profiles.person_id = people.id
    left join memberships on memberships.person_id = people.id
    left join administrators on administrators.person_id = people.id and administrators.until is null
    where token_hash = ${tokenHash} and ended_at is null and expires_at > ${at}
  `
  return session ?? null
}

export interface ListedSession {
  id: string
  madeAt: string
  lastSeenAt: string
  expiresAt: string
  userAgent: string
}

/** A person's open sessions, the one seen last first. */
export async function openSessions(
  sql: Sql,
  { personId, at }: { personId: string; at: string },
): Promise<readonly ListedSession[]> {
  return sql<ListedSession[]>`
    select id, made_at as "madeAt", last_seen_at as "lastSeenAt", expires_at as "expiresAt",
      user_agent as "userAgent"
    from sessions
    where person_id = ${personId} and ended_at is null and expires_at > ${at}
    order by last_seen_at desc, id
  `
}

/** What a browser has asked for and not yet used, newest first. */
export interface OpenRequest {
  id: string
  email: string
  next: string
  expiresAt: string
}

export async function openRequests(
  sql: Sql,
  { browserHash, at }: { browserHash: string; at: string },
): Promise<readonly OpenRequest[]> {
  return sql<OpenRequest[]>`
    select id, email, next, expires_at as "expiresAt"
    from sign_in_requests
    where browser_hash = ${browserHash} and used_at is null and expires_at > ${at}
      and wrong_codes < ${wrongTries}
    order by asked_at desc, id
  `
}

/** What the link in a mail stands for; it tells only the browser that asked whose it is. */
export interface LinkedRequest extends OpenRequest {
  isHere: boolean
  state: 'open' | 'used' | 'over'
}

export async function requestByToken(
  sql: Sql,
  { tokenHash, browserHash, at }: { tokenHash: string; browserHash: string; at: string },
): Promise<LinkedRequest | null> {
  const [request] = await sql<LinkedRequest[]>`
    select id, email, next, expires_at as "expiresAt", browser_hash = ${browserHash} as "isHere",
      case when used_at is not null then 'used' when expires_at <= ${at} or wrong_codes >= ${wrongTries} then 'over' else 'open' end as state
    from sign_in_requests
    where token_hash = ${tokenHash}
  `
  return request ?? null
}

/** The name of the administrator whom the first link signs in; null once an administrator has ever been signed in. */
export async function administratorToEnter(sql: Sql): Promise<string | null> {
  const [first] = await sql<{ name: string }[]>`
    select coalesce(people.name, email) as name
    from administrators
    join people on people.id = person_id
    where until is null and not exists (
      select from sessions join administrators known on known.person_id = sessions.person_id
    )
    order by administrators.since, person_id
    limit 1
  `
  return first?.name ?? null
}
