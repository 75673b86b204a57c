import { createHmac, randomUUID } from 'node:crypto'
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { passkeysOf } from '../readmodels/factor.ts'
import type { ApiDeps } from './deps.ts'
import type { SignedIn } from './guard.ts'
import { newRecoveryCodes, settledProof } from './session-proof.ts'

type Store = Pick<ApiDeps, 'sql' | 'now' | 'secretKey' | 'publicUrl'>
type Who = Pick<SignedIn, 'person' | 'session'>

/** So long what is to be signed stays the same, in milliseconds; the one before is taken, too. */
const freshFor = 5 * 60_000

/** What a browser needs to make a passkey for this person. */
export async function optionsToAdd(deps: Store & Pick<ApiDeps, 'organisation'>, who: Who) {
  const known = await passkeysOf(deps.sql, who.person.id)
  return generateRegistrationOptions({
    rpName: deps.organisation.name,
    rpID: siteOf(deps).hostname,
    userName: who.person.email,
    userDisplayName: who.person.name,
    userID: new TextEncoder().encode(who.person.id),
    challenge: Buffer.from(challenges(deps, who)[0], 'base64url'),
    excludeCredentials: known.map(({ credentialId: id }) => ({ id })),
    authenticatorSelection: { residentKey: 'discouraged', userVerification: 'preferred' },
  })
}

/** What a browser needs to sign with one of this person's passkeys; null where there is none. */
export async function optionsToProve(deps: Store, who: Who) {
  const known = await passkeysOf(deps.sql, who.person.id)
  if (known.length === 0) return null
  return generateAuthenticationOptions({
    rpID: siteOf(deps).hostname,
    challenge: Buffer.from(challenges(deps, who)[0], 'base64url'),
    allowCredentials: known.map(({ credentialId: id, transports }) => ({ id, transports })),
    userVerification: 'preferred',
  })
}

/**
 * Adds a passkey by what a browser made, and this session is proven by it.
 * @returns the recovery codes where it is the first that this person shows, which are shown once; null where it is wrong
 */
export async function addPasskey(
  deps: Store,
  { who, answer, name }: { who: Who; answer: string; name: string },
): Promise<string[] | null> {
  const made = await verified(() =>
    verifyRegistrationResponse({
      response: JSON.parse(answer) as RegistrationResponseJSON,
      expectedChallenge: (signed) => challenges(deps, who).includes(signed),
      expectedOrigin: siteOf(deps).origin,
      expectedRPID: siteOf(deps).hostname,
      requireUserVerification: false,
    }),
  )
  if (made?.registrationInfo === undefined) return null
  const { id, publicKey, counter, transports = [] } = made.registrationInfo.credential
  const { sql } = deps
  const personId = who.person.id
  const at = deps.now().toISOString()
  const { codes, kept } = newRecoveryCodes(deps, { personId, at })
  const added = await sql<{ isFirst: boolean }[]>`
    with known as (
      select from factors
      where person_id = ${personId} and kind <> 'recovery-code' and removed_at is null
    ), added as (
      insert into factors
        (id, person_id, kind, name, added_at, credential_id, public_key, counter, transports)
      values (${randomUUID()}, ${personId}, 'passkey', ${name}, ${at}, ${id}, ${publicKey}, ${counter}, ${transports})
      on conflict do nothing
      returning id
    ), ${kept(sql`exists (select from added) and not exists (select from known)`)}, proven as (
      update sessions set proven_at = ${at}, wrong_proofs = 0
      from added
      where sessions.id = ${who.session.id}
    )
    select not exists (select from known) as "isFirst" from added
  `
  if (added[0] === undefined) return null
  return added[0].isFirst ? codes : []
}

/** Shows who is there by what a passkey signed; after too many wrong ones the session is over. */
export async function proveByPasskey(
  deps: Store,
  { who, answer }: { who: Who; answer: string },
): Promise<boolean> {
  const { sql } = deps
  const at = deps.now().toISOString()
  const signed = await signedBy(deps, who, answer)
  return settledProof(deps, {
    session: who.session.id,
    at,
    // A counter of 0 is a passkey that does not count.
    shown: sql`
      update factors set counter = ${signed?.counter ?? null}, used_at = ${at}
      where id = ${signed?.factor ?? null} and removed_at is null
        and (counter < ${signed?.counter ?? 0} or ${signed?.counter ?? 0} = 0)
      returning id
    `,
  })
}

async function signedBy(deps: Store, who: Who, answer: string) {
  const passkeys = await passkeysOf(deps.sql, who.person.id)
  const checked = await verified(async () => {
    const response = JSON.parse(answer) as AuthenticationResponseJSON
    const used = passkeys.find(({ credentialId }) => credentialId === response.id)
    if (used === undefined) return null
    const { credentialId: id, publicKey, counter } = used
    const result = await verifyAuthenticationResponse({
      response,
      expectedChallenge: (signed) => challenges(deps, who).includes(signed),
      expectedOrigin: siteOf(deps).origin,
      expectedRPID: siteOf(deps).hostname,
      credential: { id, publicKey: new Uint8Array(publicKey), counter },
      requireUserVerification: false,
    })
    return { ...result, factor: used.id }
  })
  if (!checked?.verified) return null
  return { factor: checked.factor, counter: checked.authenticationInfo.newCounter }
}

/** What the check says; null for what it, or its reader, throws at: it comes from outside. */
async function verified<T>(check: () => Promise<T>): Promise<T | null> {
  try {
    return await check()
  } catch {
    return null
  }
}

/**
 * What is to be signed now, and a moment ago. It follows from the session and when that was last proven, so what has been
 * signed once is worth nothing afterwards.
 */
function challenges({ now, secretKey }: Store, { session }: Who): [string, string] {
  const part = Math.floor(now().getTime() / freshFor)
  const of = (nth: number) =>
    createHmac('sha256', secretKey)
      .update(`passkey/${session.id}/${session.provenAt}/${nth}`)
      .digest('base64url')
  return [of(part), of(part - 1)]
}

function siteOf({ publicUrl }: Store): URL {
  return new URL(publicUrl)
}
