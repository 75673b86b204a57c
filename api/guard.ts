import type { Context } from 'hono'
import { type Action, may, needsProofAgain, type Role } from '../domain/permission.ts'
import { isSameSecret, type LinkTarget, linkToken } from '../link.ts'
import { roleOf } from '../readmodels/person.ts'
import type { ApiDeps } from './deps.ts'
import { ProblemError } from './problem.ts'
import { isSafe, requireThisSite } from './same-site.ts'
import { type Viewer, viewer } from './session.ts'

/** The bearer token of an administrator: who, and the proof. */
export function administratorToken(secretKey: string, personId: string): string {
  return `${personId}.${linkToken(secretKey, { noun: 'administrator', id: personId, version: 1 })}`
}

/**
 * The administrator who sends this request, as an actor: by bearer token, or by the cookie of a session.
 * @throws ProblemError 401 for nobody known, 403 for who may not do this, or has to show a passkey or authenticator first
 */
export async function administrator(
  c: Context,
  deps: ApiDeps,
  action: Action,
  /** The address of the site whose pages may ask with the cookie. */
  site = deps.publicUrl,
): Promise<string> {
  const actor =
    bearer(c) === '' ? await bySession(c, deps, action, site) : await byToken(c, deps, action)
  if (actor !== null) return actor
  throw notSignedIn(whoAreYou)
}

/** The administrator who sends this request and may do this; null for everybody else, unless a token is wrong. */
export async function administratorOrNull(
  c: Context,
  deps: ApiDeps,
  action: Action,
): Promise<string | null> {
  if (bearer(c).includes('.')) return byToken(c, deps, action)
  const { person } = await viewer(c, deps)
  return may(person?.role ?? null, action) ? bySession(c, deps, action, deps.publicUrl) : null
}

/**
 * Who is signed in, for a page of their own.
 * @throws ProblemError 401 for nobody
 */
export async function signedIn(c: Context, deps: ApiDeps): Promise<SignedIn> {
  const { person, session, owesProof } = await viewer(c, deps)
  if (person === null || session === null) throw notSignedIn('Please sign in first.')
  return { person, session, owesProof }
}

const whoAreYou = 'Please sign in, or send an administrator’s token as “Authorization: Bearer …”.'

export type SignedIn = { [K in keyof Viewer]: NonNullable<Viewer[K]> }

async function byToken(c: Context, deps: ApiDeps, action: Action): Promise<string> {
  const token = bearer(c)
  const personId = token.split('.')[0] ?? ''
  if (token === '' || !isSameSecret(token, administratorToken(deps.secretKey, personId))) {
    throw notSignedIn(whoAreYou)
  }
  const role = await roleOf(deps.sql, personId)
  if (role === null) {
    throw notAllowed(
      'not-an-administrator',
      'This token belongs to somebody who is not an administrator any more.',
    )
  }
  return allowed({ role, action, personId })
}

/** A cookie is sent by itself, so what it changes must come from a page of ours. */
async function bySession(
  c: Context,
  deps: ApiDeps,
  action: Action,
  site: string,
): Promise<string | null> {
  const { person, session, owesProof } = await viewer(c, deps)
  if (person === null) return null
  if (owesProof) throw proofNeeded()
  const actor = allowed({ role: person.role, action, personId: person.id })
  if (!isSafe(c)) requireThisSite(c, { publicUrl: site })
  const provenAt = session?.provenAt ?? null
  if (needsProofAgain(action, provenAt, deps.now().toISOString())) throw proofNeeded()
  return actor
}

function allowed(wish: { role: Role | null; action: Action; personId: string }): string {
  if (may(wish.role, wish.action)) return `administrator:${wish.personId}`
  throw wish.role === null
    ? notAllowed('not-an-administrator', 'This is for administrators only.')
    : notAllowed('not-your-role', `Your role, ${wish.role}, may not do this: ${wish.action}.`)
}

/** Whether the request creates the first administrator, with the token that was made for that. */
export function isBootstrap(c: Context, deps: ApiDeps): boolean {
  return deps.bootstrapToken !== null && isSameSecret(bearer(c), deps.bootstrapToken)
}

/**
 * Checks the secret part of the link that a person holds, given as `?token=`. A wrong one is answered like a resource
 * that is not there, so that nobody learns what exists.
 * @throws ProblemError 401 without a token, 404 with a wrong one
 */
export function requireLink(c: Context, deps: ApiDeps, target: LinkTarget, what: string): void {
  const token = c.req.query('token')
  if (!token)
    throw notSignedIn('Open this with the link that we sent by email: it ends with “?token=…”.')
  if (isSameSecret(token, linkToken(deps.secretKey, target))) return
  throw new ProblemError({ status: 404, code: 'not-found', detail: `There is no such ${what}.` })
}

function bearer(c: Context): string {
  return /^Bearer (\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1] ?? ''
}

function notAllowed(code: string, detail: string): ProblemError {
  return new ProblemError({ status: 403, code, detail })
}

function proofNeeded(): ProblemError {
  return notAllowed(
    'proof-needed',
    'Please show your passkey, or a code of your authenticator, once more for this.',
  )
}

function notSignedIn(detail: string): ProblemError {
  return new ProblemError({ status: 401, code: 'not-signed-in', detail })
}
