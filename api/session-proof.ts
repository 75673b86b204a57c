import { randomUUID } from 'node:crypto'
import { generateSecret, generateURI, verifySync } from 'otplib'
import type { Fragment } from '../database/connect.ts'
import { wrongTries } from '../domain/sign-in.ts'
import { authenticatorsOf } from '../readmodels/factor.ts'
import { codeHashOf, newSecret, seal, unseal } from '../secret.ts'
import type { ApiDeps } from './deps.ts'

type Store = Pick<ApiDeps, 'sql' | 'now' | 'secretKey'>

/** Seconds that the clock of a phone may be off. */
const tolerance = 30

const recoveryCodes = 10

/** A new secret for an authenticator, and as an app takes it in. */
export function newAuthenticator(site: string, email: string): { secret: string; uri: string } {
  const secret = generateSecret()
  return { secret, uri: generateURI({ issuer: site, label: email, secret }) }
}

/**
 * Adds an authenticator whose code is right, with new recovery codes in place of older ones; this session is proven by it.
 * @returns the recovery codes, which are shown once and kept as hashes; null where the code is wrong
 */
export async function addAuthenticator(
  deps: Store,
  wish: { personId: string; session: string; secret: string; code: string },
): Promise<string[] | null> {
  const { sql, secretKey, now } = deps
  const { personId, session, secret, code } = wish
  const step = stepOf(secret, plain(code), deps)
  if (step === null) return null
  const at = now().toISOString()
  const { codes, kept } = newRecoveryCodes(deps, { personId, at })
  await sql`
    with added as (
      insert into factors (id, person_id, kind, name, added_at, secret, last_step)
      values (${randomUUID()}, ${personId}, 'authenticator', 'Authenticator app', ${at}, ${seal(secretKey, secret)}, ${step})
    ), ${kept(sql`true`)}
    update sessions set proven_at = ${at}, wrong_proofs = 0 where id = ${session}
  `
  return codes
}

/** Ten codes for paper in place of older ones, and the common tables that keep their hashes where `isSo`. */
export function newRecoveryCodes(
  { sql, secretKey }: Pick<Store, 'sql' | 'secretKey'>,
  { personId, at }: { personId: string; at: string },
): { codes: string[]; kept: (isSo: Fragment) => Fragment } {
  const codes = Array.from({ length: recoveryCodes }, () => readable(newSecret()))
  const hashes = codes.map((one) => codeHashOf(secretKey, { of: personId, code: plain(one) }))
  const kept = (isSo: Fragment) => sql`older as (
    update factors set removed_at = ${at}
    where person_id = ${personId} and kind = 'recovery-code' and removed_at is null and ${isSo}
  ), codes as (
    insert into factors (id, person_id, kind, name, added_at, code_hash)
    select gen_random_uuid(), ${personId}, 'recovery-code', 'Recovery code', ${at}, hash
    from unnest(${hashes}::text[]) hash
    where ${isSo}
  )`
  return { codes, kept }
}

/**
 * Shows who is there by a code of the authenticator or one of the recovery codes, each of which works once.
 * @returns whether it was right; after too many wrong ones the session is over
 */
export async function prove(
  deps: Store,
  { personId, session, code }: { personId: string; session: string; code: string },
): Promise<boolean> {
  const { sql, secretKey, now } = deps
  const at = now().toISOString()
  const typed = plain(code)
  const matched = (await authenticatorsOf(sql, personId)).flatMap(({ id, secret }) => {
    const step = stepOf(unseal(secretKey, secret) ?? '', typed, deps)
    return step === null ? [] : [{ id, step }]
  })[0]
  const hash = codeHashOf(secretKey, { of: personId, code: typed })
  return settledProof(deps, {
    session,
    at,
    shown: sql`
      update factors set last_step = coalesce(${matched?.step ?? null}, last_step), used_at = ${at}
      where person_id = ${personId} and removed_at is null and (
        id = ${matched?.id ?? null} and (last_step is null or last_step < ${matched?.step ?? null})
        or kind = 'recovery-code' and code_hash = ${hash} and used_at is null
      )
      returning id
    `,
  })
}

/**
 * Writes down in one statement whether something was shown that is right: `shown` is an update of factors that returns the
 * one that it was.
 */
export async function settledProof(
  { sql }: Pick<Store, 'sql'>,
  { session, at, shown }: { session: string; at: string; shown: Fragment },
): Promise<boolean> {
  const [proven] = await sql<{ proven: boolean }[]>`
    with used as (${shown}), shown as (select exists (select from used) as is_right)
    update sessions
    set proven_at = case when is_right then ${at}::timestamptz else proven_at end,
      wrong_proofs = case when is_right then 0 else wrong_proofs + 1 end,
      ended_at = case when not is_right and wrong_proofs + 1 >= ${wrongTries} then ${at}::timestamptz end
    from shown
    where sessions.id = ${session} and ended_at is null
    returning is_right as proven
  `
  return proven?.proven ?? false
}

/** Takes one away; recovery codes go with the last of them. */
export async function removeFactor(
  { sql, now }: Store,
  { personId, factor }: { personId: string; factor: string },
): Promise<void> {
  const at = now().toISOString()
  await sql`
    update factors set removed_at = ${at}
    where person_id = ${personId} and removed_at is null and (
      id = ${factor} or kind = 'recovery-code' and not exists (
        select from factors others
        where others.person_id = ${personId} and others.removed_at is null and others.id <> ${factor}
          and others.kind <> 'recovery-code'
      )
    )
  `
}

/** The half minute of a right code; null for a wrong one. */
function stepOf(secret: string, code: string, { now }: Store): number | null {
  if (!/^\d{6}$/.test(code) || secret === '') return null
  const epoch = Math.floor(now().getTime() / 1_000)
  const result = verifySync({ secret, token: code, epoch, epochTolerance: tolerance })
  return result.valid ? Math.floor(epoch / 30) + (result.delta ?? 0) : null
}

/** Groups that can be typed from paper: twelve letters and digits that look like no other. */
function readable(secret: string): string {
  const letters = secret
    .toLowerCase()
    .replace(/[^a-z2-9]|[loi]/g, '')
    .slice(0, 12)
  return letters.padEnd(12, 'x').replace(/(.{4})(?=.)/g, '$1-')
}

/** As it counts, however it was typed from the paper. */
function plain(code: string): string {
  return code.replace(/[\s-]/g, '').toLowerCase()
}
