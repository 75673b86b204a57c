import { isSameSecret, linkToken } from '../link.ts'
import { passByNumber, passes, validPassOf } from '../readmodels/pass.ts'
import { webinarBySlug } from '../readmodels/webinar.ts'
import type { ApiDeps } from './deps.ts'

/** A pass by which its holder registers free, and the proof that it is theirs. */
export interface FreeWay {
  passNumber: string
  passToken: string
}

/** The pass of somebody signed in that opens a webinar today; null where they have none. */
export async function freeWayOf(
  deps: ApiDeps,
  { holder, webinar: slug }: { holder: string; webinar: string },
): Promise<FreeWay | null> {
  const { sql, organisation, secretKey, now } = deps
  const when = { at: now().toISOString(), zone: organisation.zone }
  const [webinar, held] = await Promise.all([
    webinarBySlug(sql, slug),
    passes(sql, { holder, limit: 20, cursor: null }),
  ])
  for (const { number, presenterSlug } of held.items) {
    if (presenterSlug !== webinar?.presenter.slug) continue
    const valid = await validPassOf(sql, number, when)
    if (valid === null) continue
    const target = { noun: 'pass', id: number, version: valid.linkVersion } as const
    return { passNumber: number, passToken: linkToken(secretKey, target) }
  }
  return null
}

/** Whose pass it is, for who proves that it is theirs; null for everybody else. */
export async function holderOf(
  { sql, secretKey }: ApiDeps,
  { passNumber: id, passToken }: FreeWay,
): Promise<{ name: string | null; email: string } | null> {
  const pass = await passByNumber(sql, id)
  const version = pass?.linkVersion ?? 0
  const isTheirs = isSameSecret(passToken, linkToken(secretKey, { noun: 'pass', id, version }))
  return pass !== null && isTheirs ? { name: pass.holder, email: pass.email } : null
}
