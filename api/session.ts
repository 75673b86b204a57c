import { randomUUID } from 'node:crypto'
import type { Context } from 'hono'
import type { Fragment } from '../database/connect.ts'
import type { Role } from '../domain/permission.ts'
import { asksAnHour, wrongTries } from '../domain/sign-in.ts'
import { openRequests, sessionByToken } from '../readmodels/session.ts'
import { codeHashOf, hashOf, newSecret } from '../secret.ts'
import type { ApiDeps } from './deps.ts'
import { readCookie } from './session-cookie.ts'

/** Who is looking at a page. */
export interface Viewer {
  person: {
    id: string
    name: string
    email: string
    isMember: boolean
    /** The zone in which they live, null where they never said. */
    timeZone: string | null
    /** What they may do at the desk; null also while a passkey or an authenticator is still to be shown. */
    role: Role | null
  } | null
  session: { id: string; provenAt: string | null; madeAt: string } | null
  /** An administrator who has signed in by mail and has yet to show a passkey or an authenticator. */
  owesProof: boolean
}

type Known = Pick<ApiDeps, 'sql' | 'now' | 'publicUrl'>
type Store = Pick<ApiDeps, 'sql' | 'now'>

const nobody: Viewer = { person: null, session: null, owesProof: false }

/** So seldom it is written down that a session is still in use, in milliseconds. */
const seenEvery = 10 * 60_000

const asked = new WeakMap<Request, Promise<Viewer>>()

/** Who is looking, by the session's cookie; asked for once a request. */
export function viewer(c: Context, deps: Known): Promise<Viewer> {
  const before = asked.get(c.req.raw)
  if (before) return before
  const answer = look(c, deps)
  asked.set(c.req.raw, answer)
  return answer
}

/** What somebody who wants to sign in has typed, and from where. */
export interface Asking {
  /** Of the form, so that a double click is one request. */
  key: string
  email: string
  /** The secret of the browser that asks. */
  browser: string
  network: string
  /** The page to go on to. */
  next: string
}

/**
 * Writes down that somebody wants to sign in, whether the address is known or not: the same statement, so the same time.
 * @returns the request's id; null where the same form has asked before; 'too-often' beyond the limits
 */
export async function askToSignIn(
  { sql, now }: Store,
  { key, email, browser, network, next }: Asking,
): Promise<string | null | 'too-often'> {
  const at = now().toISOString()
  const person = sql`(select id from people where email_key = lower(${email}::text))`
  const [answer] = await sql<{ id: string | null; allowed: boolean }[]>`
    with by_address as (
      ${counted({ sql, at, key: hashOf(`address/${email.toLowerCase()}`), most: asksAnHour.address })}
    ), by_network as (
      ${counted({ sql, at, key: hashOf(`network/${network}`), most: asksAnHour.network })}
    ), asked as (
      insert into sign_in_requests
        (id, form_hash, email, person_id, browser_hash, next, asked_at, expires_at)
      select ${randomUUID()}, ${hashOf(`${email}/${key}`)}, ${email}, ${person}, ${hashOf(browser)}, ${next}, ${at},
        ${at}::timestamptz + case when exists (
          select from administrators where until is null and person_id = ${person}
        ) then interval '10 minutes' else interval '30 minutes' end
      from by_address, by_network
      on conflict (form_hash) do nothing
      returning id
    )
    select (select id from asked), exists (select from by_address, by_network) as allowed
  `
  return answer?.allowed ? answer.id : 'too-often'
}

interface Counted {
  sql: ApiDeps['sql']
  at: string
  key: string
  most: number
}

function counted({ sql, at, key, most }: Counted): Fragment {
  const isOver = sql`counts.since <= ${at}::timestamptz - interval '1 hour'`
  return sql`
    insert into sign_in_counts as counts (key, since, asked)
    values (${key}, ${at}, 1)
    on conflict (key) do update
    set since = case when ${isOver} then excluded.since else counts.since end,
      asked = case when ${isOver} then 1 else counts.asked + 1 end
    where ${isOver} or counts.asked < ${most}
    returning key
  `
}

/** Who signs in: the browser that asked, its session until now, and how it calls itself. */
export interface Entering {
  browser: string
  before: string | null
  userAgent: string
}

/** A session that was made: the cookie's value, and the page to go on to. */
export interface Entered {
  token: string
  next: string
}

/** Uses the link of a mail, once, in the browser that asked; null where it is used, over, or of another browser. */
export async function enterByLink(
  deps: Store,
  { link, ...entering }: Entering & { link: string },
): Promise<Entered | null> {
  const { sql, now } = deps
  const at = now().toISOString()
  const used = sql`used as (
    update sign_in_requests set used_at = ${at}
    where token_hash = ${hashOf(link)} and ${isOpen(sql, { at, browser: entering.browser })}
    returning id, person_id, next, 'mail' as made_by
  )`
  return enter(deps, entering, { at, used })
}

/**
 * Uses the code of a mail, once. A wrong one counts against all that this browser asked for, in the same statement, so
 * that many at once are as many.
 */
export async function enterByCode(
  deps: Store & Pick<ApiDeps, 'secretKey'>,
  { code, ...entering }: Entering & { code: string },
): Promise<Entered | null> {
  const { sql, now, secretKey } = deps
  const at = now().toISOString()
  const browserHash = hashOf(entering.browser)
  const requests = await openRequests(sql, { browserHash, at })
  const hashes = requests.map(({ id }) => codeHashOf(secretKey, { of: id, code }))
  const used = sql`matched as (
    select id from sign_in_requests
    where code_hash = any (${hashes}) and ${isOpen(sql, { at, browser: entering.browser })}
    order by asked_at desc
    limit 1
    for update
  ), missed as (
    update sign_in_requests set wrong_codes = wrong_codes + 1
    where browser_hash = ${browserHash} and used_at is null and not exists (select from matched)
  ), used as (
    update sign_in_requests set used_at = ${at}
    from matched
    where sign_in_requests.id = matched.id
    returning matched.id, person_id, next, 'mail' as made_by
  )`
  return enter(deps, entering, { at, used })
}

/**
 * Uses the link that is printed for the first administrator, once for ever: it signs in the administrator of longest
 * standing as long as none has ever been signed in.
 */
export async function enterByFirstLink(deps: Store, entering: Entering): Promise<Entered | null> {
  const { sql, now } = deps
  const used = sql`used as (
    select null::uuid as id, person_id, '/console' as next, 'first-link' as made_by
    from administrators
    where until is null and not exists (
      select from sessions join administrators known on known.person_id = sessions.person_id
    )
    order by since, person_id
    limit 1
  )`
  return enter(deps, entering, { at: now().toISOString(), used })
}

/** Ends one session of a person, or all of them. */
export async function endSessions(
  { sql, now }: Store,
  { personId, session }: { personId: string; session: string | 'all' },
): Promise<void> {
  await sql`
    update sessions set ended_at = ${now().toISOString()}
    where person_id = ${personId} and ended_at is null
      and ${session === 'all' ? sql`true` : sql`id = ${session}`}
  `
}

/** A session has a new token each time, and the browser's one before is over. */
async function enter(
  { sql }: Store,
  { browser, before, userAgent }: Entering,
  { at, used }: { at: string; used: Fragment },
): Promise<Entered | null> {
  const token = newSecret()
  const [entered] = await sql<{ next: string }[]>`
    with ${used}, closed as (
      update sign_in_requests set used_at = ${at}
      from used
      where browser_hash = ${hashOf(browser)} and sign_in_requests.id <> used.id and used_at is null
    ), left_behind as (
      update sessions set ended_at = ${at}
      from used
      where token_hash = ${before && hashOf(before)} and ended_at is null
    ), entered as (
      insert into sessions
        (id, token_hash, person_id, made_at, made_by, last_seen_at, expires_at, user_agent)
      select ${randomUUID()}, ${hashOf(token)}, person_id, ${at}, made_by, ${at},
        ${at}::timestamptz + case when exists (
          select from administrators where until is null and administrators.person_id = used.person_id
        ) then interval '7 days' else interval '60 days' end,
        ${userAgent}
      from used
      on conflict do nothing
      returning id
    )
    select next from used, entered
  `
  return entered ? { token, next: entered.next } : null
}

function isOpen(sql: ApiDeps['sql'], { at, browser }: { at: string; browser: string }): Fragment {
  return sql`browser_hash = ${hashOf(browser)} and used_at is null and expires_at > ${at}
    and wrong_codes < ${wrongTries}`
}

async function look(c: Context, deps: Known): Promise<Viewer> {
  const token = readCookie(c, deps, 'session')
  if (token === null) return nobody
  const at = deps.now().toISOString()
  const session = await sessionByToken(deps.sql, { tokenHash: hashOf(token), at })
  if (session === null) return nobody
  if (Date.parse(at) - Date.parse(session.lastSeenAt) > seenEvery) {
    await deps.sql`update sessions set last_seen_at = ${at} where id = ${session.id}`
  }
  const { id, person, role, hasFactor, provenAt, madeAt } = session
  const owesProof = role !== null && hasFactor && provenAt === null
  return {
    person: { ...person, role: owesProof ? null : role },
    session: { id, provenAt, madeAt },
    owesProof,
  }
}
