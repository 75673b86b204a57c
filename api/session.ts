import type { Context } from 'hono'
import type { Role } from '../domain/permission.ts'
import { sessionByToken } from '../readmodels/session.ts'
import type { ApiDeps } from './deps.ts'
import { hashOf } from '../secret.ts'
import { readCookie } from './session-cookie.ts'

/** Who is looking at a page. */
export interface Viewer {
  person: {
    id: string
    name: string
    email: string
    isMember: boolean
    /** What they may do at the desk; null also while a passkey or an authenticator is still to be shown. */
    role: Role | null
  } | null
  session: { id: string; provenAt: string | null; madeAt: string } | null
  /** An administrator who has signed in by mail and has yet to show a passkey or an authenticator. */
  owesProof: boolean
}

type Known = Pick<ApiDeps, 'sql' | 'now' | 'publicUrl'>

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
