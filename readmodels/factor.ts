import type { AuthenticatorTransport } from '@simplewebauthn/server'
import type { Sql } from '../database/connect.ts'

/** What somebody shows beside the mail, as they see it in their list. */
export interface Factor {
  id: string
  kind: 'passkey' | 'authenticator'
  name: string
  addedAt: string
  usedAt: string | null
}

/** An authenticator with its sealed secret, and the last half minute whose code was taken. */
export interface Authenticator {
  id: string
  secret: string
  lastStep: number | null
}

export async function factorsOf(sql: Sql, personId: string): Promise<Factor[]> {
  return sql<Factor[]>`
    select id, kind, name, added_at as "addedAt", used_at as "usedAt"
    from factors
    where person_id = ${personId} and removed_at is null and kind <> 'recovery-code'
    order by added_at, id
  `
}

export async function authenticatorsOf(sql: Sql, personId: string): Promise<Authenticator[]> {
  return sql<Authenticator[]>`
    select id, secret, last_step as "lastStep"
    from factors
    where person_id = ${personId} and removed_at is null and kind = 'authenticator'
    order by added_at, id
  `
}

/** A passkey as its signature is checked. */
export interface Passkey {
  id: string
  credentialId: string
  publicKey: Uint8Array
  counter: number
  transports: AuthenticatorTransport[]
}

export async function passkeysOf(sql: Sql, personId: string): Promise<Passkey[]> {
  return sql<Passkey[]>`
    select id, credential_id as "credentialId", public_key as "publicKey", counter::integer, transports
    from factors
    where person_id = ${personId} and removed_at is null and kind = 'passkey'
    order by added_at, id
  `
}

/** Codes on paper that were not used yet. */
export async function recoveryCodesLeft(sql: Sql, personId: string): Promise<number> {
  const rows = await sql`
    select from factors
    where person_id = ${personId} and removed_at is null and kind = 'recovery-code' and used_at is null
  `
  return rows.length
}
