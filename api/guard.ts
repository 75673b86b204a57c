import type { Context } from 'hono'
import { isSameSecret, type LinkTarget, linkToken } from '../link.ts'
import { isAdministrator } from '../readmodels/person.ts'
import type { ApiDeps } from './deps.ts'
import { ProblemError } from './problem.ts'

/** The bearer token of an administrator: who, and the proof. */
export function administratorToken(secretKey: string, personId: string): string {
  return `${personId}.${linkToken(secretKey, { noun: 'administrator', id: personId, version: 1 })}`
}

/**
 * The administrator who sends this request, as an actor.
 * @throws ProblemError 401 without a token that is right, 403 for who is no administrator any more
 */
export async function administrator(c: Context, deps: ApiDeps): Promise<string> {
  const token = bearer(c)
  const personId = token.split('.')[0] ?? ''
  if (token === '' || !isSameSecret(token, administratorToken(deps.secretKey, personId))) {
    throw notSignedIn('Send an administrator’s token as “Authorization: Bearer …”.')
  }
  if (await isAdministrator(deps.sql, personId)) return `administrator:${personId}`
  throw new ProblemError({
    status: 403,
    code: 'not-an-administrator',
    detail: 'This token belongs to somebody who is not an administrator any more.',
  })
}

/** Whether an administrator sends this request; nobody is refused. */
export async function administratorOrNull(c: Context, deps: ApiDeps): Promise<string | null> {
  return bearer(c).includes('.') ? administrator(c, deps) : null
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
    throw notSignedIn('Open this with the link that we sent by e-mail: it ends with “?token=…”.')
  if (isSameSecret(token, linkToken(deps.secretKey, target))) return
  throw new ProblemError({ status: 404, code: 'not-found', detail: `There is no such ${what}.` })
}

function bearer(c: Context): string {
  return /^Bearer (\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1] ?? ''
}

function notSignedIn(detail: string): ProblemError {
  return new ProblemError({ status: 401, code: 'not-signed-in', detail })
}
